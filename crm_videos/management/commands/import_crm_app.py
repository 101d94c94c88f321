"""Import what the Community Response App exported: ``import_crm_app FOLDER_OR_ZIP --user NAME``."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm_videos.crm_app.importing import PERMISSIONS, Became, Import, import_package
from crm_videos.crm_app.packages import FolderPackage, NotAPackage, Package
from crm_videos.crm_app.zip_package import ZipPackage


class Command(BaseCommand):
    help = "Import testimonies with their consents and files from the Community Response App."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, metavar="FOLDER_OR_ZIP")
        parser.add_argument("--user", required=True, help="Who brings them, in their districts.")
        parser.add_argument("--dry-run", action="store_true", help="Check only; keep nothing.")
        parser.add_argument("--json", action="store_true", help="Tell of each row as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run, by = options["dry_run"], _person(options["user"])
        try:
            with _opened(options["package"]) as package:
                result = import_package(package, by=by, clock=timezone.now, dry_run=dry_run)
        except NotAPackage as why:
            message = f"nothing was read: {why}"
            raise CommandError(message) from why
        except OSError as error:
            message = f"the package cannot be read: {error.strerror}"
            raise CommandError(message) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(result, dry_run=dry_run), ensure_ascii=False))
        else:
            self._tell(result, dry_run=dry_run)
        if refused := result.count(Became.REFUSED):
            message = f"{refused} of {len(result.tried)} rows were refused"
            raise CommandError(message)

    def _tell(self, result: Import, *, dry_run: bool) -> None:
        for row in result.tried:
            said = " | ".join(map(str, row.problems)) or row.told
            self.stdout.write(
                " ".join(filter(None, [f"row {row.line}: {row.became}", row.code, said]))
            )
        would = "would be " if dry_run else ""
        counts = {became: result.count(became) for became in Became}
        self.stdout.write(
            f"{len(result.tried)} rows: {counts[Became.NEW]} {would}new, "
            f"{counts[Became.SAME]} here already, {counts[Became.REFUSED]} refused; "
            f"{result.unnamed} files are named by no row"
        )


@contextmanager
def _opened(path: Path) -> Iterator[Package]:
    if path.is_dir():
        yield FolderPackage(path)
        return
    with path.open("rb") as stream:
        yield ZipPackage(stream)


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None or not person.has_perms(PERMISSIONS):
        message = f"there is nobody called {name} who may record stories and ask for consent"
        raise CommandError(message)
    return person


def _as_json(result: Import, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "rows": len(result.tried),
        "unnamed_files": result.unnamed,
        **{str(became): result.count(became) for became in Became},
        "outcomes": [asdict(row) for row in result.tried],
    }
