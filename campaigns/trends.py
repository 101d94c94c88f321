"""Months of figures beside each other, as far as they mean the same; two queries, or one.

A trend is one indicator at one channel, or over all channels where it adds up over them. What a
platform means by it may have changed: then it is told in parts, a *run* for each meaning, and no
line may lead from one to the next. A month of which nothing is known has no point: it is no zero.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import F

from campaigns.figures import EVERY, Measure
from campaigns.line_sums import sum_of
from campaigns.models import AreaRoll, AreaSeries, Channel, Indicator, Roll, Series
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.rollups import SeriesName
from campaigns.stretches import OF_AREAS, SERIES
from campaigns.totals import Line

# What events add up to: told of all kinds together.
OF_EVENTS = ("A1", "A2", "A4")
BOOKED = ("month", "own", "own_known", "own_unknown", "late")


@dataclass(frozen=True, slots=True)
class Point:
    """A month's own figure; ``in_part`` when some cells of it are known to be unknown."""

    month: datetime.date
    value: int
    in_part: bool


@dataclass(frozen=True, slots=True)
class Run:
    """The known months of one meaning, the oldest first; at least one."""

    definition: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over some months. ``unknown`` are months of which it is said that nobody knows.

    ``channel`` is ``*`` for all together, ``sex`` a letter where sexes do not add up.
    """

    indicator: str
    channel: str
    sex: str
    runs: tuple[Run, ...]
    unknown: frozenset[datetime.date]

    @property
    def points(self) -> list[Point]:
        """All known months, whatever they mean."""
        return [point for run in self.runs for point in run.points]

    @property
    def breaks(self) -> list[tuple[datetime.date, str, str]]:
        """Where the meaning changes: the first month of the new one, the old and the new."""
        return [
            (new.points[0].month, old.definition, new.definition)
            for old, new in pairwise(self.runs)
        ]


def trends(
    first: datetime.date,
    last: datetime.date,
    *,
    indicators: dict[str, Indicator],
    campaign: str = ALL_CAMPAIGNS,
    area: str = "",
    only_events: bool = False,
) -> list[Trend]:
    """Tell every indicator of a campaign and area from one month to another; or events alone."""
    which = {"campaign": campaign, "area_code": area}
    stated = Series.objects.filter(channel__event_kind=False, **which)
    # What other systems hold is no reach of ours; the monthly issue tells it.
    stated = stated.exclude(channel__group=Channel.Group.IMPORT)
    stated = stated.none() if only_events else stated.exclude(indicator__in=OF_EVENTS)
    of_events = AreaSeries.objects.filter(indicator__in=OF_EVENTS, **which)
    lines = [
        *_months(AreaRoll.objects.filter(series__in=of_events), OF_AREAS, first, last),
        *_months(Roll.objects.filter(series__in=stated), SERIES, first, last),
    ]  # fmt: skip
    measures = {code: Measure.of(one) for code, one in indicators.items()}
    return told_apart(lines, measures)


Booked = tuple[datetime.date, Line]


def _months(
    rolls: Any, names: tuple[Any, ...], first: datetime.date, last: datetime.date
) -> Iterable[Booked]:
    within = rolls.filter(month__range=(first, last)).order_by()
    for row in within.values_list(*names, *(F(name) for name in BOOKED)):
        month, own, own_known, own_unknown, late = row[len(names) :]
        name = SeriesName(*row[: len(names)])
        yield month, Line(name, own=own, own_known=own_known, own_unknown=own_unknown, late=late)


def told_apart(lines: Iterable[Booked], measures: dict[str, Measure]) -> list[Trend]:
    """Arrange months into trends, and those into runs of one meaning. Pure."""
    groups: dict[tuple[str, str, str], dict[str, dict[datetime.date, list[Line]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for month, line in lines:
        if not (line.own_known or line.own_unknown):
            continue  # late or brought: it says nothing of this month itself
        name, measure = line.name, measures[line.name.indicator]
        sex = "" if "sexes" in measure.adds_over else f"{name.sex} {name.age}"
        groups[name.indicator, name.channel, sex][name.definition][month].append(line)
    return [
        _trend(indicator, channel, sex, by_meaning, measures[indicator])
        for (indicator, channel, sex), by_meaning in sorted(groups.items(), key=_order)
    ]


def _order(group: tuple[tuple[str, str, str], Any]) -> tuple[bool, str, str, str]:
    """Put what events add up to first."""
    indicator, channel, sex = group[0]
    return (channel != EVERY, indicator, channel, sex)


def _trend(
    indicator: str,
    channel: str,
    sex: str,
    by_meaning: dict[str, dict[datetime.date, list[Line]]],
    measure: Measure,
) -> Trend:
    runs: list[Run] = []
    unknown: set[datetime.date] = set()
    for definition, months in by_meaning.items():
        points = []
        for month, lines in sorted(months.items()):
            whole = sum_of(lines, measure)
            if whole.month is None:
                unknown.add(month)
            else:
                points.append(Point(month, whole.month, in_part=not whole.month_complete))
        if points:
            runs.append(Run(definition, tuple(points)))
    runs.sort(key=lambda run: (run.points[0].month, run.definition))
    known = {point.month for run in runs for point in run.points}
    return Trend(indicator, channel, sex, tuple(runs), frozenset(unknown - known))
