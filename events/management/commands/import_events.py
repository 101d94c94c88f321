"""Import events: ``import_events FILE.(csv|xlsx) [--dry-run] [--json]``. Good rows are taken."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.sheets.importing import Became, Import, TriedRow, import_events

# As the page demands: one that logs events one by one does not bring thousands.
PERMISSIONS = ("events.add_event", "events.import_event")


class Command(BaseCommand):
    help = "Import events from a CSV or Excel file. Rows that cannot be taken are told."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check only; write nothing.")
        parser.add_argument("--json", action="store_true", help="Tell of each row as JSON.")
        parser.add_argument("--all", action="store_true", help="Tell of good rows too.")
        parser.add_argument("--user", help="Import as this person, in their districts only.")

    def handle(self, *args: Any, **options: Any) -> None:
        path, dry_run = options["file"], options["dry_run"]
        try:
            content = path.read_bytes()
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}"
            raise CommandError(message) from error
        result = import_events(
            content, person=_person(options["user"]), now=timezone.now(), dry_run=dry_run
        )
        if options["json"]:
            told = _as_json(result, dry_run=dry_run)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(result, dry_run=dry_run, every=dry_run or options["all"])
        if result.fatal:
            message = f"nothing was read: {result.fatal[0].why}"
            raise CommandError(message)
        if refused := len(result.refused):
            message = f"{refused} of {len(result.tried)} rows were refused"
            raise CommandError(message)

    def _tell(self, result: Import, *, dry_run: bool, every: bool) -> None:
        for row in result.tried:
            if every or row.problems:
                self.stdout.write(f"row {row.line}: {_in_words(row)}")
        if not result.fatal:
            would = "would be " if dry_run else ""
            self.stdout.write(
                f"{len(result.tried)} rows: {result.count(Became.NEW)} {would}new, "
                f"{result.count(Became.SAME)} here already, {len(result.refused)} refused"
            )


def _person(name: str | None) -> User | None:
    if name is None:
        return None
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None or not person.has_perms(PERMISSIONS):
        message = f"there is nobody called {name} who may import events"
        raise CommandError(message)
    return person


def _in_words(row: TriedRow) -> str:
    if row.problems:
        return "refused: " + " | ".join(str(problem) for problem in row.problems)
    return f"{row.became} {row.event}"


def _as_json(result: Import, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "rows": len(result.tried),
        "new": result.count(Became.NEW),
        "same": result.count(Became.SAME),
        "refused": len(result.refused),
        "unreadable": [{"row": bad.line, "why": bad.why} for bad in result.fatal],
        "bad": [_row(row) for row in result.refused],
        "outcomes": [_row(row) for row in result.tried],
    }


def _row(row: TriedRow) -> dict[str, Any]:
    return {
        "row": row.line,
        "became": str(row.became),
        "id": str(row.event) if row.event else None,
        "flags": row.flags,
        "problems": [
            {"column": problem.column, "cell": problem.cell, "why": problem.why}
            for problem in row.problems
        ],
    }
