"""A month of events and plans, day by day; a fixed number of queries, however many there are."""

import datetime
from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from campaigns.books import last_day
from events.models import Event, PlannedEvent, Standing

# The week of Bangladesh: it begins on Sunday and ends with Friday and Saturday.
SUNDAY = 6
# Of each, on one day; the list of events shows the rest.
MOST_A_DAY = 6


@dataclass(slots=True)
class Day:
    """One day: what was held on it, what is planned for it, and how much more there is."""

    date: datetime.date
    is_in_month: bool
    events: list[Event] = field(default_factory=list)
    plans: list[PlannedEvent] = field(default_factory=list)
    more_events: int = 0
    more_plans: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.plans)


def weeks_of(
    month: datetime.date, *, events: "QuerySet[Event]", plans: "QuerySet[PlannedEvent]"
) -> list[list[Day]]:
    """Arrange what lies in the month, of rows that somebody may see, in weeks of seven days.

    A plan that was held is there as its event; what was set aside is not there.
    """
    inside = (month, last_day(month))
    held = events.filter(held_on__range=inside).exclude(standing=Standing.SET_ASIDE)
    open_ = plans.filter(planned_for__range=inside, held_as=None)
    days = {
        day: Day(day, is_in_month=day.month == month.month)
        for day in Calendar(SUNDAY).itermonthdates(month.year, month.month)
    }
    for date, shown, more in _of_each_day(held, "held_on"):
        days[date].events, days[date].more_events = shown, more
    for date, shown, more in _of_each_day(open_, "planned_for"):
        days[date].plans, days[date].more_plans = shown, more
    every = list(days.values())
    return [every[start : start + 7] for start in range(0, len(every), 7)]


def _of_each_day(rows: "QuerySet[Any]", day: str) -> Iterator[tuple[datetime.date, list[Any], int]]:
    """Give of each day its first rows, and how many there are besides; two queries."""
    hours = (F("starts_at").asc(nulls_last=True), "pk")
    counts = dict(rows.order_by().values_list(day).annotate(Count("pk")))
    numbered = rows.order_by().annotate(
        place_in_day=Window(RowNumber(), partition_by=F(day), order_by=hours)
    )
    first = rows.model._default_manager.filter(
        pk__in=numbered.filter(place_in_day__lte=MOST_A_DAY).values("pk")
    )
    for date, group in groupby(first.with_names().order_by(day, *hours), key=attrgetter(day)):
        shown = list(group)
        yield date, shown, counts[date] - len(shown)
