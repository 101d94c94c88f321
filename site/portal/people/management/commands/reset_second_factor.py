"""``reset_second_factor NAME``: for the only administrator, whose phone is lost."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.people.resetting import reset_second_factor


class Command(BaseCommand):
    help = (
        "Forget a person's authenticator app and recovery codes and sign them out everywhere. "
        "At the next sign-in, with the password, they set up a new one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(name)
        except User.DoesNotExist:
            message = f"There is no user {name}."
            raise CommandError(message) from None
        if not reset_second_factor(user, by=None):
            message = f"{name} has no second factor: nothing to reset."
            raise CommandError(message)
        self.stdout.write(f"{name} sets up a new second factor at the next sign-in.")
