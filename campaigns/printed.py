"""Figures that a document printed: openings, months, and later cumulatives.

A later printed cumulative is not typed over what we hold: the difference to it
enters the ledger with its own period, as "not itemised".
"""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet, Sum

from campaigns.facts import Cell, Fact, Posting, Source
from campaigns.ledger import post_stated
from campaigns.models import Current, Definition
from campaigns.models.entries import Authority, Confidence, Role, Sex, State

NOT_ITEMISED = "not-itemised"
NOT_IN_SOURCE = "not-in-source"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCumulative:
    """“So many up to a day”, as a document prints it; ``value`` None when it was left out.

    ``since`` is the first day that earlier figures do not cover. Of women or of men it is one
    half of a printed pair; without a sex it is everybody.
    """

    indicator: str
    channel: str
    since: datetime.date
    as_of: datetime.date
    value: int | None
    sex: str = Sex.NOT_RECORDED.value
    confidence: str = Confidence.LIKELY.value

    @property
    def cell(self) -> Cell:
        definition = Definition.objects.filter(indicator=self.indicator).valid_on(self.as_of).get()
        return Cell(
            indicator=self.indicator,
            channel=self.channel,
            definition=definition.slug,
            period_start=self.since,
            period_end=self.as_of,
            zone="Asia/Dhaka",
            role=Role.DIFFERENCE.value,
            sex=self.sex,
        )


def post_printed_cumulatives(
    printed: list[PrintedCumulative], *, source: Source, now: datetime.datetime
) -> Posting:
    """Post what is missing between our cumulatives and the printed ones.

    Posting the same document again writes nothing: a difference that stands
    already is taken out of the sum before it is compared.
    """
    facts = [_difference(one, source) for one in printed]
    return post_stated(facts, now=now)


def _difference(printed: PrintedCumulative, source: Source) -> Fact:
    cell = printed.cell
    confidence = printed.confidence
    if printed.value is None:
        return Fact(
            cell=cell, source=source, value=None, reason=NOT_IN_SOURCE, confidence=confidence
        )
    held = _held(cell)
    return Fact(
        cell=cell,
        source=source,
        value=printed.value - held,
        reason=NOT_ITEMISED,
        confidence=confidence,
        settled=True,
    )


def as_difference(stated: Fact) -> Fact:
    """Make of a stated cumulative what is missing between it and what is held of its days.

    It begins on the day after the last that is held. What is not known stays so.
    """
    cell = stated.cell
    last = _others(cell).aggregate(last=Max("key__period_end"))["last"]
    if last is not None:
        since = min(cell.period_end, max(cell.period_start, last + datetime.timedelta(days=1)))
        cell = replace(cell, period_start=since)
    if stated.value is None:
        return replace(stated, cell=cell)
    return replace(stated, cell=cell, value=stated.value - _held(cell), reason=NOT_ITEMISED)


def _held(cell: Cell) -> int:
    """Add up what is held up to the last day of a cell, but for what it would replace."""
    return int(_others(cell).aggregate(sum=Sum("value", default=0))["sum"])


def _others(cell: Cell) -> QuerySet[Current]:
    """Select what is held up to the last day of a cell: of women or men where it is theirs.

    By the days that a figure speaks of, not by the month it is booked in: what came after a
    closing is held as well. A difference to the same day is what this one replaces.
    """
    held = Current.objects.filter(
        key__indicator=cell.indicator,
        key__channel=cell.channel,
        key__period_end__lte=cell.period_end,
        state=State.VALUE,
    ).exclude(key__role=Role.DIFFERENCE, key__period_end=cell.period_end, key__sex=cell.sex)
    return held.filter(key__sex=cell.sex) if cell.sex != Sex.NOT_RECORDED else held


def opening(cell: Cell) -> Cell:
    """Return the cell as an opening balance of its whole period."""
    return replace(cell, role=Role.OPENING.value)


def document_source(name: str, observed_at: datetime.datetime) -> Source:
    """Name a printed document as the source; a person read it."""
    return Source(authority=Authority.PERSON.value, ref=f"document:{name}", observed_at=observed_at)
