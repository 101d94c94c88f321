"""Count the page views in the access logs of a cache in front of the site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.page_views.front_logs import count_front_log
from portal.page_views.posting import post_page_views


class Command(BaseCommand):
    help = "Count page views in access logs in the combined form; each line counts once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("logs", nargs="+", type=Path, metavar="LOG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count each log and state the months."""
        added = 0
        for file in options["logs"]:
            try:
                added += count_front_log(file)
            except OSError as error:
                message = f"{file.name}: {error.strerror}"
                raise CommandError(message) from error
        post_page_views(timezone.now())
        self.stdout.write(f"{added} page views added")
