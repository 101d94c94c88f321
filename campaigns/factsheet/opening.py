"""Opening a printed number: which entries it adds up, and whether they still give it.

An entry is named by what the books know of it (days, version, digest), never by who wrote it.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from campaigns.factsheet.formulas import MONTH, Formula
from campaigns.models import Channel, Definition, Entry, Indicator
from campaigns.models.entries import Confidence, State

# A page of a receipt; the rest is a page away.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What the entries add up to now; ``value`` None while none of them is known."""

    value: int | None
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Restated:
    """What was said later of one of the entries: the figure of the month did not move."""

    old: Entry
    new: Entry

    @property
    def told(self) -> int | None:
        """The new value, unless it is too unsure to print and the old one was not."""
        unsure = Confidence.UNSURE
        return None if self.new.confidence == unsure != self.old.confidence else self.new.value


def recompute(formula: Formula, month: datetime.date) -> Recomputed:
    """Add up the entries of a number anew, one query."""
    counted = formula.entries(month).aggregate(
        value=Sum("value"),
        known=Count("pk", filter=Q(state=State.VALUE)),
        unknown=Count("pk", filter=Q(state=State.UNKNOWN)),
    )
    return Recomputed(**counted)


def entries_page(formula: Formula, month: datetime.date, page: int) -> list[Entry]:
    """Give one page of the entries behind a number, the newest days first; page 1 is the first."""
    start = (page - 1) * MOST_ENTRIES
    entries = formula.entries(month).select_related(
        "key__channel", "key__indicator", "key__definition"
    )
    return list(
        entries.order_by("-key__period_end", "key__channel__sort_order", "key__sex", "pk")[
            start : start + MOST_ENTRIES
        ]
    )


def definitions_of(formula: Formula, month: datetime.date) -> QuerySet[Definition]:
    """Select the meanings under which its entries were counted, the oldest first."""
    used = formula.entries(month).values("key__definition").distinct()
    return Definition.objects.filter(pk__in=used).order_by("valid_from", "slug")


def named(formula: Formula) -> Iterator[tuple[Indicator, Channel, str, str]]:
    """Name each addend: indicator, channel, and its first and last month where there are any."""
    indicators = Indicator.objects.in_bulk({one.indicator for one in formula.addends})
    channels = Channel.objects.in_bulk({one.channel for one in formula.addends})
    for one in formula.addends:
        yield indicators[one.indicator], channels[one.channel], one.from_month, one.to_month


def restated_since(formula: Formula, month: datetime.date) -> list[Restated]:
    """List what was booked after the month about what the number adds up, the oldest first."""
    printed = formula.entries(month)
    later = list(
        Entry.objects.filter(key__in=printed.order_by().values("key"), booked_month__gt=month)
        .select_related("key__channel", "key__indicator")
        .order_by("pk")[:MOST_ENTRIES]
    )
    old = {entry.key_id: entry for entry in printed.filter(key__in={one.key_id for one in later})}
    return [Restated(old[entry.key_id], entry) for entry in later]


def is_of_the_month(formula: Formula) -> bool:
    """Whether the number is the month's own, not everything up to its end."""
    return formula.basis == MONTH
