"""Counting the lines: each is counted once, whoever dies and whoever counts at the same time.

How far a file is read stands in the database and moves in the transaction that adds the counts.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from foundation.moments import dhaka_day
from portal.page_views.models import CountedDay, ReadLog, ViewsOfADay
from portal.page_views.noting import NO_CODE, code_in, folder

# Day, page, language, code of an event.
View = tuple[date, UUID, str, str]
# What a line says: a view, nothing that counts, or nothing that can be read (NotUnderstood).
Reading = Callable[[str], View | None]
MOST_BYTES_AT_ONCE = 4 * 1024 * 1024
# Somebody who makes codes up fills no table: further ones of a day count without.
MOST_CODES_A_DAY = 200
# Lines are still added to the file of a day that has just ended.
KEPT = timedelta(days=2)


class NotUnderstood(ValueError):
    """A line that says nothing we can read."""


def count_page_views(now: datetime) -> int:
    """Count what our own site has noted; give how many views were added."""
    today = dhaka_day(now)
    CountedDay.objects.get_or_create(day=today)
    added = 0
    for file in sorted(folder().glob("????-??-??.log")):
        day = date.fromisoformat(file.stem)
        added += count_file(file, file.stem, own_lines_of(day))
        if day < today - KEPT and _is_counted(file):
            file.unlink()
    return added


def count_file(file: Path, name: str, reading: Reading) -> int:
    """Count what is new in a file; give how many views were added."""
    added = 0
    while True:
        found, more = _count_some(file, name, reading)
        added += found
        if not more:
            return added


def own_lines_of(day: date) -> Reading:
    """Read the lines of our own file of a day. They raise :class:`NotUnderstood`."""

    def read(line: str) -> View:
        try:
            page, language, code = line.split()
            found = UUID(page)
        except ValueError as error:
            raise NotUnderstood from error
        if language not in dict(settings.LANGUAGES):
            raise NotUnderstood
        return day, found, language, "" if code == NO_CODE else code_in(code)

    return read


def _count_some(file: Path, name: str, reading: Reading) -> tuple[int, bool]:
    with transaction.atomic():
        ReadLog.objects.get_or_create(name=name)
        log = ReadLog.objects.select_for_update().get(name=name)
        whole = _whole_lines(file, log.bytes_read)
        if not whole:
            return 0, False
        counts: Counter[View] = Counter()
        for line in whole.decode("utf-8", "replace").splitlines():
            try:
                if view := reading(line):
                    counts[view] += 1
            except NotUnderstood:
                log.not_understood += 1
        _add(counts)
        log.bytes_read += len(whole)
        log.save(update_fields=["bytes_read", "not_understood"])
    return counts.total(), len(whole) > MOST_BYTES_AT_ONCE // 2


def _whole_lines(file: Path, start: int) -> bytes:
    """Read from ``start`` to the end of the last line that is written to its end."""
    with file.open("rb") as lines:
        lines.seek(start)
        data = lines.read(MOST_BYTES_AT_ONCE)
    end = data.rfind(b"\n") + 1
    # A line as long as all that is read at once is none of ours: it is skipped, not waited for.
    return data if not end and len(data) == MOST_BYTES_AT_ONCE else data[:end]


def _add(counts: Counter[View]) -> None:
    for day in {view[0] for view in counts}:
        CountedDay.objects.get_or_create(day=day)
    for (day, page, language, code), views in _few_codes(counts).items():
        row, _made = ViewsOfADay.objects.get_or_create(
            day=day, page=page, language=language, code=code
        )
        ViewsOfADay.objects.filter(pk=row.pk).update(views=F("views") + views)


def _few_codes(counts: Counter[View]) -> Counter[View]:
    """Let the codes of a day be few; what has one too many counts without."""
    known: dict[date, set[str]] = {day: set(_codes_of(day)) for day in {one[0] for one in counts}}
    few: Counter[View] = Counter()
    for (day, page, language, code), views in sorted(counts.items()):
        if code and code not in known[day]:
            if len(known[day]) >= MOST_CODES_A_DAY:
                code = ""
            else:
                known[day].add(code)
        few[day, page, language, code] += views
    return few


def _codes_of(day: date) -> Iterable[str]:
    of_day = ViewsOfADay.objects.filter(day=day).exclude(code="")
    return of_day.values_list("code", flat=True).distinct()


def _is_counted(file: Path) -> bool:
    read = ReadLog.objects.filter(pk=file.stem, bytes_read=file.stat().st_size)
    return read.exists()
