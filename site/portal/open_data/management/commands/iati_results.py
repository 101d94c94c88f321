"""Write the results as IATI 2.03: ``iati_results [-o FILE]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.open_data.iati import NotPublished, iati_results


class Command(BaseCommand):
    help = "Write the programme's results as one activity of IATI 2.03."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, help="a file; without it, the terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = iati_results(now=timezone.now())
        except NotPublished as error:
            message = f"The setting “activity in IATI” lacks: {error}"
            raise CommandError(message) from error
        if options["output"] is None:
            self.stdout.write(written.decode())
            return
        try:
            options["output"].write_bytes(written)
        except OSError as error:
            message = f"{options['output']}: {error.strerror}"
            raise CommandError(message) from error
