"""Import what a phone saved as a file: ``import_phone_file FILE [--user NAME] [--dry-run]``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.phone_files.importing import Became, Import, import_phone_file
from events.phone_files.reading import NotAPhoneFile, PhoneFile, read_phone_file

PERMISSION = "events.add_event"


class Command(BaseCommand):
    help = "Import the records that a phone has saved as a file, as those of its worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", help="Whose records they are; else whom the file names.")
        parser.add_argument("--dry-run", action="store_true", help="Check only; write nothing.")
        parser.add_argument("--json", action="store_true", help="Tell of each record as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path, dry_run = options["file"], options["dry_run"]
        try:
            file = read_phone_file(path.read_bytes())
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}"
            raise CommandError(message) from error
        except NotAPhoneFile as why:
            raise CommandError(str(why)) from why
        person = _person(options["user"] or file.person)
        result = import_phone_file(
            file, person=person, brought_by=None, now=timezone.now(), dry_run=dry_run
        )
        if options["json"]:
            told = _as_json(file, person, result, dry_run=dry_run)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(result)
        _complain(file, result)

    def _tell(self, result: Import) -> None:
        for row in result.tried:
            photos = f", photos {row.photos_taken} of {row.photos}" if row.photos else ""
            why = f": {' | '.join(row.reasons)}" if row.reasons else ""
            self.stdout.write(f"record {row.number} {row.id}: {row.became}{photos}{why}")
        counts = ", ".join(f"{result.count(became)} {became}" for became in Became)
        self.stdout.write(f"{len(result.tried)} records: {counts}")


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None or not person.has_perm(PERMISSION):
        message = f"there is nobody called “{name}” who may log events: say whose it is by --user"
        raise CommandError(message)
    return person


def _complain(file: PhoneFile, result: Import) -> None:
    """Leave with 1 when something is in the file alone: it has to be kept."""
    if file.is_cut:
        message = "the file ends in the middle: what is whole was read, keep the file"
        raise CommandError(message)
    if not_whole := sum(not row.is_whole for row in result.tried):
        message = f"{not_whole} of {len(result.tried)} records are not here whole: keep the file"
        raise CommandError(message)


def _as_json(file: PhoneFile, person: User, result: Import, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "person": person.get_username(),
        "named_in_file": file.person,
        "cut": file.is_cut,
        "records": len(result.tried),
        **{str(became): result.count(became) for became in Became},
        "outcomes": result.as_rows(),
    }
