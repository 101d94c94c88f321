"""Recomputing the roll-ups from the ledger alone, and comparing with what is kept.

They must be equal always. Open months are put right; a difference in a closed
month is reported and touched by nobody, since its figures were printed.
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from campaigns.books import hold_books
from campaigns.models import Entry, Month, Roll, Series
from campaigns.rollups import COUNTS, Booked, SeriesName, recount

Place = tuple[str, datetime.date]


@dataclass(slots=True)
class Comparison:
    """What a rebuild found: rows compared, rows put right, closed rows that differ."""

    rows: int = 0
    put_right: list[str] = field(default_factory=list)
    closed_differ: list[str] = field(default_factory=list)


def rebuild_rollups(*, dry_run: bool = False) -> Comparison:
    """Recount everything; put open months right unless ``dry_run``."""
    with transaction.atomic():
        hold_books(alone=True)
        recounted = recount(Entry.objects.all())
        wanted = {
            (name.code, month): booked
            for name, months in recounted.items()
            for month, booked in months.items()
        }
        kept = {(r.series.code, r.month): r for r in Roll.objects.select_related("series")}
        last_closed = Month.objects.last_closed()
        comparison = Comparison(rows=len(wanted))
        for place in sorted({*wanted, *kept}):
            if _counts(wanted.get(place)) == _counts(kept.get(place)):
                continue
            code, month = place
            if last_closed is not None and month <= last_closed:
                comparison.closed_differ.append(f"{code} {month:%Y-%m}")
                continue
            comparison.put_right.append(f"{code} {month:%Y-%m}")
            if not dry_run:
                _put_right(place, wanted, kept, recounted)
    return comparison


def _counts(row: Roll | Booked | None) -> tuple[int, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in COUNTS)


def _put_right(
    place: Place,
    wanted: dict[Place, Booked],
    kept: dict[Place, Roll],
    recounted: dict[SeriesName, dict[datetime.date, Booked]],
) -> None:
    if place not in wanted:
        kept[place].delete()
        return
    code, month = place
    name = next(name for name in recounted if name.code == code)
    Series.objects.bulk_create([name.row()], ignore_conflicts=True)
    Roll.objects.update_or_create(
        series=Series.objects.get(code=code),
        month=month,
        defaults={count: getattr(wanted[place], count) for count in COUNTS},
    )
