"""Write a month's factsheet: ``factsheet 2022-09 --format pdf --language bn -o FILE``.

The newest frozen version, or a draft of what the books say now.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.moments import parse_month
from portal.issues.content import LANGUAGES
from portal.issues.forms_of_issue import FORMATS, written
from portal.issues.paper import StoryTakenBack, newest


class Command(BaseCommand):
    help = "Write the factsheet of a month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument("-o", "--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            month = parse_month(options["month"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        try:
            paper = newest(month, now=timezone.now())
        except StoryTakenBack:
            raise CommandError(f"{month:%Y-%m}: its story was taken back; wait a minute") from None
        try:
            options["output"].write_bytes(written(paper, options["format"], options["language"]))
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
        state = f"version {paper.version}" if paper.version else "a draft"
        self.stdout.write(f"{options['output']}: {month:%Y-%m}, {state}")
