"""Import figures: ``import_readings FILE.(csv|xlsx) [--dry-run] [--json]``. All rows or none."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.importing import Import, TriedRow, import_readings


class Command(BaseCommand):
    help = "Import month figures and openings from a CSV or Excel file into the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check only; keep nothing.")
        parser.add_argument("--json", action="store_true", help="Tell of each row as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = import_readings(
                options["file"], now=timezone.now(), dry_run=options["dry_run"]
            )
        except OSError as error:
            message = f"{options['file']} cannot be read: {error.strerror}"
            raise CommandError(message) from error
        if options["json"]:
            words = _as_json(result, dry_run=options["dry_run"])
            self.stdout.write(json.dumps(words, ensure_ascii=False, indent=2))
        if result.bad:
            if not options["json"]:
                for row in result.bad:
                    self.stderr.write(str(row))
            message = f"{len(result.bad)} bad rows of {result.rows}; nothing was imported"
            raise CommandError(message)
        if not options["json"]:
            self._tell(result, dry_run=options["dry_run"])

    def _tell(self, result: Import, *, dry_run: bool) -> None:
        posting = result.posting
        would = "would be " if dry_run else ""
        self.stdout.write(
            f"{result.rows} rows: {posting.written} {would}written, "
            f"{posting.unchanged} unchanged, {posting.stale} older than what is known"
        )


def _as_json(result: Import, *, dry_run: bool) -> dict[str, Any]:
    kept = not (dry_run or result.bad)
    return {
        "imported": kept,
        "rows": result.rows,
        "written": result.posting.written,
        "unchanged": result.posting.unchanged,
        "stale": result.posting.stale,
        "bad": [{"line": row.line, "why": row.why} for row in result.bad],
        "outcomes": [_row(row) for row in result.tried if row.outcome],
    }


def _row(row: TriedRow) -> dict[str, Any]:
    outcome = row.outcome
    assert outcome is not None  # noqa: S101 - for the type checker; the caller has looked
    before = outcome.before
    return {
        "line": row.line,
        "channel": outcome.cell.channel,
        "indicator": outcome.cell.indicator,
        "period_start": outcome.cell.period_start.isoformat(),
        "period_end": outcome.cell.period_end.isoformat(),
        "became": str(outcome.became),
        "before": None if before is None else before.value,
        "booked_month": f"{outcome.booked:%Y-%m}" if outcome.booked else None,
    }
