"""Recomputing the roll-ups from the ledger alone, and comparing with what is kept.

They must be equal always. Open months are put right; a difference in a closed
month is reported and touched by nobody, since its figures were printed.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from campaigns.books import hold_books
from campaigns.models import AreaRoll, AreaSeries, Entry, Month, Roll, Series
from campaigns.rollups import (
    COUNTS,
    AreaName,
    Booked,
    SeriesName,
    booked_by_area,
    booked_by_series,
    changes_of,
    with_running_totals,
)

Place = tuple[str, datetime.date]
Recounted = Mapping[Any, Mapping[datetime.date, Booked]]


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
        booked = booked_by_series(changes_of(Entry.objects.all()))
        # Before the series have running totals: an area adds up months, too.
        areas = with_running_totals(booked_by_area(booked))
        comparison = Comparison()
        _compare(comparison, with_running_totals(booked), Series, Roll, dry_run=dry_run)
        _compare(comparison, areas, AreaSeries, AreaRoll, dry_run=dry_run)
    return comparison


def _compare(
    comparison: Comparison,
    recounted: Recounted,
    series_model: type[Any],
    roll_model: type[Any],
    *,
    dry_run: bool,
) -> None:
    """Compare the rows of one kind of series with what was recounted."""
    wanted = {
        (name.code, month): booked
        for name, months in recounted.items()
        for month, booked in months.items()
    }
    names = {name.code: name for name in recounted}
    kept = {(r.series.code, r.month): r for r in roll_model.objects.select_related("series")}
    last_closed = Month.objects.last_closed()
    comparison.rows += len(wanted)
    for place in sorted({*wanted, *kept}):
        if _counts(wanted.get(place)) == _counts(kept.get(place)):
            continue
        code, month = place
        if last_closed is not None and month <= last_closed:
            comparison.closed_differ.append(f"{code} {month:%Y-%m}")
            continue
        comparison.put_right.append(f"{code} {month:%Y-%m}")
        if dry_run:
            continue
        if place in wanted:
            _put_right(names[code], month, wanted[place], series_model, roll_model)
        else:
            kept[place].delete()


def _counts(row: Any) -> tuple[int, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in COUNTS)


def _put_right(
    name: SeriesName | AreaName,
    month: datetime.date,
    wanted: Booked,
    series_model: type[Any],
    roll_model: type[Any],
) -> None:
    series_model.objects.bulk_create([name.row()], ignore_conflicts=True)
    roll_model.objects.update_or_create(
        series=series_model.objects.get(code=name.code),
        month=month,
        defaults={count: getattr(wanted, count) for count in COUNTS},
    )
