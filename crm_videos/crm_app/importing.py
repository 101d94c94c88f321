"""A package on its way in, row after row; bad rows are told and stay with their owner.

Each row is taken for itself, so an import that was killed is simply run again: what is here
already adds nothing.
"""

import itertools
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from campaigns.sheets import LARGEST_FILE, read_sheet
from crm_videos.crm_app.layout import FILE, LAYOUT, MOST_ROWS
from crm_videos.crm_app.packages import NotAPackage, NotThere, Package
from crm_videos.crm_app.rows import Known, ReadRow, read_row
from crm_videos.crm_app.taking import Refused, take_row
from crm_videos.words import Chapter, Medium

logger = logging.getLogger(__name__)
# Who brings testimonies records, asks and sends in: a package is no way around any of it.
PERMISSIONS = (
    "crm_videos.add_testimony",
    "crm_videos.add_consent",
    "crm_videos.add_recording",
)


class Became(StrEnum):
    NEW = "new"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: its column, where one is to blame, and why."""

    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.column}: {self.why}" if self.column else self.why


@dataclass(frozen=True, slots=True)
class TriedRow:
    """What became of a row. Nothing that stands in its cells is in here."""

    line: int
    became: str
    code: str = ""
    told: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Import:
    """What became of the rows; ``left`` are those that a limit of time left for the next call."""

    tried: list[TriedRow] = field(default_factory=list)
    left: int = 0
    # Files that no row names.
    unnamed: int = 0

    def count(self, became: Became) -> int:
        return sum(row.became == became for row in self.tried)


def import_package(
    package: Package,
    *,
    by: User,
    clock: Callable[[], datetime],
    dry_run: bool = False,
    start: int = 0,
    is_time_up: Callable[[], bool] = lambda: False,
) -> Import:
    """Take the rows of a package that can be taken. Raises :class:`NotAPackage`.

    ``clock`` is asked for each row: between the first and the last a consent may run out.
    When ``is_time_up`` the rest is ``left``, after one row at least; call again with ``start``.
    """
    rows = _read_rows(package)
    result = Import(unnamed=_unnamed(package, rows))
    for row in rows[start:]:
        result.tried.append(_try(row, package, by=by, now=clock(), dry_run=dry_run))
        if is_time_up():
            break
    result.left = len(rows) - start - len(result.tried)
    return result


def _try(row: ReadRow, package: Package, *, by: User, now: datetime, dry_run: bool) -> TriedRow:
    problems = row.problems
    if not problems:
        try:
            taken = take_row(row, package, by=by, now=now, dry_run=dry_run)
        except Refused as refused:
            problems = refused.problems
        else:
            became = Became.NEW if taken.is_new else Became.SAME
            if taken.is_new and not dry_run:
                logger.info("testimony %s came from the app", taken.code)
            told = " · ".join(itertools.starmap(_told, taken.chapters))
            return TriedRow(row.line, str(became), taken.code, told)
    told_of = [Problem(column, why) for column, whys in problems.items() for why in whys]
    return TriedRow(row.line, str(Became.REFUSED), problems=told_of)


def _read_rows(package: Package) -> list[ReadRow]:
    sheet = read_sheet(_manifest(package), LAYOUT)
    if sheet.bad:
        raise NotAPackage("; ".join(bad.why for bad in sheet.bad))
    if len(sheet.rows) > MOST_ROWS:
        raise NotAPackage(_("There are too many rows in the manifest. Bring it in parts."))
    known, above = Known(), package.manifest.rpartition("/")[0]
    rows = [read_row(row, known, above) for row in sheet.rows]
    _refuse_what_comes_twice(rows)
    return rows


def _manifest(package: Package) -> bytes:
    try:
        if package.size(package.manifest) > LARGEST_FILE:
            raise NotAPackage(_("The manifest is too large. Bring it in parts."))
        with package.open(package.manifest) as file:
            return file.read(LARGEST_FILE)
    except NotThere as why:
        raise NotAPackage(str(why)) from why


def _refuse_what_comes_twice(rows: list[ReadRow]) -> None:
    """Refuse each of the rows with the same code or the same file: nobody knows which is right."""
    codes = Counter(row.testimony for row in rows)
    names = Counter(name.casefold() for row in rows for name in row.files.values())
    for row in rows:
        if row.testimony and codes[row.testimony] > 1:
            row.problems.setdefault("export_id", []).append(
                _("This code stands in more than one row.")
            )
        for what, name in row.files.items():
            if names[name.casefold()] > 1:
                row.problems.setdefault(f"{what}{FILE}", []).append(
                    _("This file is named more than once: it may be of somebody else.")
                )


def _unnamed(package: Package, rows: list[ReadRow]) -> int:
    named = {name for row in rows for name in row.files.values()}
    return len(package.names - named - {package.manifest})


def _told(chapter: Chapter, medium: str) -> str:
    return f"{chapter.label}: {Medium(medium).label}"
