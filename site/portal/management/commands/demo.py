"""Load the demo programme: ``manage.py demo``. Refuses a database that holds anything else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demo.loading import NotEmpty, load_demo
from portal.demo.people import lines


class Command(BaseCommand):
    help = "Load Prottasha's printed figures, sample pages and invented events, marked DEMO."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_demo(timezone.now())
        except NotEmpty as error:
            message = f"The demo needs an empty database: {error}."
            raise CommandError(message) from error
        if not loaded:
            self.stdout.write("The demo programme is loaded already.")
            return
        if not options["verbosity"]:
            return
        self.stdout.write("The demo programme is loaded. Log in at /admin/ as:")
        for line in lines(timezone.now()):
            self.stdout.write(f"  {line}")
        self.stdout.write("Each code works once. Fresh ones: manage.py demo_codes")
