"""What the roll-ups hold of some months of a series: five queries, however many series.

As in all books a closed month's figure never moves: what came later for one stands in the
month in which it was booked, and is told beside the sum (``late``). An opening balance sums
up months without naming them, so it is part of a stretch only when it lies in it whole.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, Q, Value

from campaigns.figures import EVERY
from campaigns.models import AreaRoll, AreaSeries, Key, Roll, Series
from campaigns.models.entries import Role, State
from campaigns.rollups import SeriesName, names_of, newest_rolls

NAMES = ("indicator", "definition", "channel", "campaign", "area_code", "sex", "age")
SERIES = tuple(F(f"series__{name}") for name in NAMES)
# An area has one series for all channels.
OF_AREAS = tuple(Value(EVERY) if name == "channel" else F(f"series__{name}") for name in NAMES)
COUNTS = ("month", "own", "own_known", "late", "brought", "cum_known", "cum_unknown")


@dataclass(frozen=True, slots=True)
class BookedMonth:
    """What one month of a series booked, and how many cells were known by then."""

    month: datetime.date
    own: int
    own_known: int
    late: int
    brought: int
    cum_known: int
    cum_unknown: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A series between two months. ``value`` None: nothing of it is known."""

    name: SeriesName
    value: int | None
    late: int
    known: int
    unknown: int
    months: tuple[BookedMonth, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """An opening or a difference: from which day on it counts, and where it was booked."""

    begins: datetime.date
    booked: datetime.date


@dataclass(frozen=True, slots=True)
class Shelf:
    """All series that were asked for, from one month to another."""

    by_series: dict[SeriesName, list[BookedMonth]]
    balances: dict[SeriesName, list[Balance]]

    @classmethod
    def read(
        cls,
        indicators: Iterable[str],
        campaigns: Iterable[str],
        *,
        first: datetime.date,
        last: datetime.date,
    ) -> "Shelf":
        """Read every month booked from ``first`` to ``last``, and where each series stood before.

        Of the country; five queries. Both are first days of months. What adds up over channels
        is read from the sums of areas, where no balance makes one channel count otherwise.
        """
        wanted = [*indicators]
        which = {"area_code": "", "indicator__in": wanted, "campaign__in": [*campaigns]}
        balances = _balances(wanted, last)
        balanced = {name.indicator for name in balances}
        apart = Q(indicator__adds_over_channels=False) | Q(indicator__in=balanced)
        series = Series.objects.filter(apart, **which)
        areas = AreaSeries.objects.filter(**which).exclude(apart)
        read: tuple[Any, ...] = ((series, Roll, SERIES), (areas, AreaRoll, OF_AREAS))
        by_series: dict[SeriesName, list[BookedMonth]] = defaultdict(list)
        for some, rolls, names in read:
            before = newest_rolls(some, month__lt=first)
            within = rolls.objects.filter(series__in=some, month__range=(first, last))
            for found in (before, within):
                for row in found.order_by("month").values_list(*names, *COUNTS):
                    by_series[SeriesName(*row[: len(names)])].append(
                        BookedMonth(*row[len(names) :])
                    )
        return cls(by_series, balances)

    def stretch(
        self, name: SeriesName, first: datetime.date, last: datetime.date
    ) -> Stretch | None:
        """Sum a series from a month to a month; None when nothing was booked in them."""
        rows = [row for row in self.by_series.get(name, ()) if row.month <= last]
        months = [row for row in rows if row.month >= first]
        if not months:
            return None
        base = next((row for row in reversed(rows) if row.month < first), None)
        known = months[-1].cum_known - (base.cum_known if base else 0)
        unknown = months[-1].cum_unknown - (base.cum_unknown if base else 0)
        late = sum(row.late for row in months)
        value = sum(row.own for row in months) + late
        here = [one for one in self.balances.get(name, ()) if first <= one.booked <= last]
        if all(first <= one.begins for one in here):
            value += sum(row.brought for row in months)
        else:
            known -= len(here)
        return Stretch(
            name=name,
            value=value if known > 0 or value else None,
            late=late,
            known=max(known, 0),
            unknown=max(unknown, 0),
            months=tuple(months),
        )


def _balances(indicators: list[str], last: datetime.date) -> dict[SeriesName, list[Balance]]:
    """Find the openings and differences behind what series brought in; one query."""
    found: dict[SeriesName, list[Balance]] = defaultdict(list)
    keys: Any = (
        Key.objects.exclude(role=Role.MONTH)
        .filter(indicator__in=indicators, entries__state=State.VALUE)
        .annotate(booked=Min("entries__booked_month"))
        .filter(booked__lte=last)
    )
    for key in keys:
        for name in names_of(key):
            found[name].append(Balance(key.period_start, key.booked))
    return found
