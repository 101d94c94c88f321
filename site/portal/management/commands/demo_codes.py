"""``manage.py demo_codes``: how the demo's people sign in at this moment."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demo.loading import is_demo
from portal.demo.people import lines


class Command(BaseCommand):
    help = "Print the demo's users with a current code each. A code works once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_demo():
            message = "This database is no demo: its people have codes of their own."
            raise CommandError(message)
        for line in lines(timezone.now()):
            self.stdout.write(line)
