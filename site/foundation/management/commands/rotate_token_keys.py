"""``rotate_token_keys``: every stored secret under the first key of its setting."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.rotating import SomeDoNotOpen, rotate


class Command(BaseCommand):
    help = (
        "Encrypt every stored secret anew with the first key of TOKEN_KEYS, and the keys of "
        "private files with the first of PRIVATE_FILE_KEYS. Afterwards the other keys may be taken "
        "out of the settings. Safe to break off and to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        try:
            done = rotate(dry_run=dry_run)
        except SomeDoNotOpen as refusal:
            message = f"Nothing was changed: {refusal}"
            raise CommandError(message) from None
        for one in done:
            if dry_run:
                said = f"{one.left} of {one.held} rows would be rewritten"
            else:
                said = f"{one.rewritten} of {one.held} rows rewritten, {one.left} left"
            self.stdout.write(f"{one.column}: {said}")
        if not dry_run and any(one.left for one in done):
            message = "A process still writes with an older key: restart all, then run this again"
            raise CommandError(message)
