"""What a month's factsheet says of older months: late additions and restatements, in sums.

Each line is of one indicator, meaning, channel and month, so 400 late records are few lines. Its
two numbers are one formula opened with two months: what the books held when the month before
ended, and what they held when this one did. Of why and by whom it knows codes and roles alone.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import BooleanField, Case, Max, Min, Value, When

from campaigns.factsheet.cells import AT_LEAST, KNOWN, UNKNOWN, WITHHELD, FactsheetCell
from campaigns.factsheet.formulas import (
    BROUGHT_AS_HELD,
    MONTH_AS_HELD,
    Addend,
    Formula,
    as_held,
)
from campaigns.factsheet.opening import recompute
from campaigns.headline import WEAKEST_FIRST, month_before
from campaigns.models import Channel, Entry, Indicator
from campaigns.models.entries import Authority, Confidence, Role, State
from foundation.moments import dhaka_day

# Who: the role of whoever said it, and never a name.
PLATFORM, PERSON, RECORDS = "platform", "person", "records"
# What became of it.
ADDED, CORRECTED, NO_LONGER_KNOWN = "added", "corrected", "no-longer-known"


class Named(NamedTuple):
    """What a line is of."""

    month: datetime.date
    channel: str
    indicator: str
    definition: str
    is_brought: bool

    @property
    def formula(self) -> Formula:
        """What the books hold of it, whenever that is asked."""
        basis = BROUGHT_AS_HELD if self.is_brought else MONTH_AS_HELD
        of = f"{self.month:%Y-%m}"
        return as_held(self.indicator, self.channel, self.definition, of, basis)


@dataclass(slots=True)
class _Said:
    """Who spoke of it when, and the codes of why a value is missing or is a difference."""

    by: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    moments: list[datetime.datetime] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """One line: both numbers with their receipts, what became of it, by which roles, and when."""

    of: Named
    channel: Channel
    indicator: Indicator
    old: FactsheetCell
    new: FactsheetCell
    became: str
    by: tuple[str, ...]
    reasons: tuple[str, ...]
    first: datetime.date
    last: datetime.date


def late_lines(
    month: datetime.date,
    printed: Iterable[Addend],
    *,
    unsure_too: Collection[tuple[str, str]] = frozenset(),
) -> list[LateLine]:
    """List what was booked in a month of older ones, as far as factsheets print such figures.

    ``printed`` is what they add up. ``unsure_too`` names the pairs of indicator and channel that
    are printed although they are unsure; of others an unsure number is withheld. What records
    take from each other, so that the sum stays as it was, is no line.
    """
    every = list(printed)
    said = {
        of: one
        for of, one in _booked_late(month).items()
        if any(
            (one.indicator, one.channel) == (of.indicator, of.channel) and one.holds(of.month)
            for one in every
        )
    }
    channels = Channel.objects.in_bulk({of.channel for of in said})
    indicators = Indicator.objects.in_bulk({of.indicator for of in said})
    lines = []
    for of in sorted(said, key=lambda one: (one.month, channels[one.channel].sort_order, one)):
        indicator = indicators[of.indicator]
        prints_unsure = (of.indicator, of.channel) in unsure_too
        old, new = (
            _held(of, indicator, at, prints_unsure=prints_unsure)
            for at in (month_before(month), month)
        )
        if (old.value, old.status) != (new.value, new.status):
            lines.append(_line(of, said[of], channels[of.channel], indicator, old, new))
    return lines


def _booked_late(month: datetime.date) -> dict[Named, _Said]:
    names = ("month", "channel", "indicator", "definition", "role")
    is_record = Case(
        When(key__contributor="", then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    rows = (
        Entry.objects.filter(booked_month=month, key__month__lt=month)
        .annotate(is_record=is_record)
        .values_list(*(f"key__{name}" for name in names), "is_record", "authority", "reason")
        .annotate(first=Min("posted_at"), last=Max("posted_at"))
        .order_by()
    )
    found: dict[Named, _Said] = defaultdict(_Said)
    for of, channel, indicator, definition, role, by_record, authority, reason, *ends in rows:
        said = found[Named(of, channel, indicator, definition, role != Role.MONTH)]
        by_platform = authority == Authority.PLATFORM
        said.by.add(RECORDS if by_record else PLATFORM if by_platform else PERSON)
        said.reasons |= {reason} - {""}
        said.moments += ends
    return found


def _held(
    of: Named, indicator: Indicator, at: datetime.date, *, prints_unsure: bool
) -> FactsheetCell:
    """Say what the books held of it when ``at`` ended, its value also where it is withheld."""
    formula = of.formula
    found = recompute(formula, at)
    stated = formula.entries(at).filter(state=State.VALUE, key__contributor="")
    words = stated.order_by().values_list("confidence", flat=True).distinct()
    confidence = min(words, key=WEAKEST_FIRST.index, default=Confidence.SURE.value)
    is_unsure = confidence == Confidence.UNSURE and not prints_unsure
    if found.value is None:
        status = UNKNOWN
    elif is_unsure or not _adds_up(formula, indicator, at):
        status = WITHHELD
    else:
        status = AT_LEAST if found.unknown else KNOWN
    return FactsheetCell(
        row=f"late-{of.indicator}-{of.channel}",
        basis=formula.basis,
        sex=formula.sex,
        period=f"{of.month:%Y-%m} at {at:%Y-%m}",
        indicator=of.indicator,
        value=found.value,
        status=status,
        confidence=None if status == UNKNOWN else confidence,
        receipt=formula.code(at),
    )


def _adds_up(formula: Formula, indicator: Indicator, at: datetime.date) -> bool:
    """Whether the sum is one at all: over districts, sexes and ages only where they add up."""
    apart = [
        name
        for name, adds in (
            ("key__area_code", indicator.adds_over_areas),
            ("key__sex", indicator.adds_over_sexes),
            ("key__age", indicator.adds_over_sexes),
        )
        if not adds
    ]
    if not apart:
        return True
    return formula.entries(at).order_by().values(*apart).distinct().count() <= 1


def _line(
    of: Named,
    said: _Said,
    channel: Channel,
    indicator: Indicator,
    old: FactsheetCell,
    new: FactsheetCell,
) -> LateLine:
    return LateLine(
        of=of,
        channel=channel,
        indicator=indicator,
        old=_printable(old),
        new=_printable(new),
        became=ADDED if old.value is None else NO_LONGER_KNOWN if new.value is None else CORRECTED,
        by=tuple(sorted(said.by)),
        reasons=tuple(sorted(said.reasons)),
        first=dhaka_day(min(said.moments)),
        last=dhaka_day(max(said.moments)),
    )


def _printable(cell: FactsheetCell) -> FactsheetCell:
    return replace(cell, value=None) if cell.status == WITHHELD else cell
