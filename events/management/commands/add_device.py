"""Make a device for ODK Collect: ``add_device --user NAME --label TEXT``. Its password once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.log_actions import log

from events.models import Device
from events.openrosa.addresses import server_url
from events.openrosa.devices import add_device

PERMISSION = "events.add_event"
LONGEST_LABEL = Device._meta.get_field("label").max_length


class Command(BaseCommand):
    help = "Make a device that may send through ODK Collect or KoboCollect; print its password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", required=True, help="Whose phone it is (user name).")
        parser.add_argument("--label", required=True, help="So that people know which one it is.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = _person(options["user"])
        label = options["label"].strip()
        if not label or len(label) > (LONGEST_LABEL or 0):
            message = f"the label has 1 to {LONGEST_LABEL} letters"
            raise CommandError(message)
        made = add_device(person, label=label, now=timezone.now())
        log(made.device, "wagtail.create")
        self.stdout.write(f"server:    {server_url()}")
        self.stdout.write(f"user name: {made.device.name}")
        self.stdout.write(f"password:  {made.password}")
        self.stderr.write("The password is shown this once.")


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None or not person.has_perm(PERMISSION):
        message = f"there is nobody called {name} who may log events"
        raise CommandError(message)
    return person
