"""Recount the roll-ups from the ledger: ``rebuild_rollups [--dry-run]``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.rebuilding import rebuild_rollups


class Command(BaseCommand):
    help = "Recompute the roll-ups from the entries and put open months right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Compare only.")

    def handle(self, *args: Any, **options: Any) -> None:
        comparison = rebuild_rollups(dry_run=options["dry_run"])
        done = "differ" if options["dry_run"] else "put right"
        self.stdout.write(f"{comparison.rows} rows recounted, {len(comparison.put_right)} {done}")
        for place in comparison.put_right:
            self.stdout.write(f"  {place}")
        if comparison.closed_differ:
            for place in comparison.closed_differ:
                self.stderr.write(f"closed, and differs from the ledger: {place}")
            message = "closed months differ; nothing in them was changed"
            raise CommandError(message)
