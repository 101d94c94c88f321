"""Import figures: ``import_readings FILE.csv [--dry-run]``. All rows or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.importing import import_readings


class Command(BaseCommand):
    help = "Import month figures and openings from a CSV file into the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check only; keep nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = import_readings(
                options["file"], now=timezone.now(), dry_run=options["dry_run"]
            )
        except OSError as error:
            message = f"{options['file']} cannot be read: {error.strerror}"
            raise CommandError(message) from error
        if result.bad:
            for row in result.bad:
                self.stderr.write(str(row))
            message = f"{len(result.bad)} bad rows of {result.rows}; nothing was imported"
            raise CommandError(message)
        posting = result.posting
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{result.rows} rows: {posting.written} {would}written, "
            f"{posting.unchanged} unchanged, {posting.stale} older than what is known"
        )
