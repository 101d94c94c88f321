"""Post events anew whose figures the ledger has otherwise: ``repost_events [--dry-run]``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.reposting import repost_events


class Command(BaseCommand):
    help = "After an upgrade that has events tell more: post what the ledger has otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count only.")

    def handle(self, *args: Any, **options: Any) -> None:
        found, posting = repost_events(now=timezone.now(), dry_run=options["dry_run"])
        done = "to post anew" if options["dry_run"] else "posted anew"
        self.stdout.write(f"{found} events {done}, {posting.written} entries written")
