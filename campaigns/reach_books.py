"""All that a report of persons reached reads, in a fixed number of queries, and the words of it.

:mod:`campaigns.digital_reach` and :mod:`campaigns.field_reach` make the two
figures of it; nobody else needs it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from campaigns.figures import Declared, Measure
from campaigns.headline import (
    Part,
    cumulative_of,
    declared_cumulative,
    declared_month,
    part_of,
    summed,
)
from campaigns.models import Channel, Control, Definition, Entry, Indicator, Rule, Term
from campaigns.models.entries import Role, State
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.overlap_poll import INDICATORS as OF_THE_POLL
from campaigns.terms import current_terms
from campaigns.totals import (
    Line,
    cumulative_figure,
    known_by,
    last_words,
    lines_at,
    month_figure,
    total,
)
from campaigns.unique_persons import Estimate, estimates, quarter_of

Report = dict[str, Any]


@dataclass(frozen=True)
class Books:
    """All that one report reads."""

    month: datetime.date
    today: datetime.date
    as_of: datetime.datetime | None
    terms: list[Term]
    rules: dict[str, Rule]
    lines: list[Line]
    polled: list[Line]  # the hands of the overlap poll, by district
    entries: list[Entry]  # of the month, as it was booked
    said: list[Entry]  # of the rules' terms, in every month
    controls: list[Control]
    measures: dict[str, Measure]
    indicators: dict[str, Indicator]
    definitions: dict[str, Definition]
    kinds: list[Channel]

    @classmethod
    def read(
        cls, month: datetime.date, *, today: datetime.date, as_of: datetime.datetime | None
    ) -> "Books":
        terms = current_terms()
        words = last_words(as_of).select_related("key")
        of_terms = Q()
        for term in terms:
            of_terms |= Q(key__channel=term.channel_id, key__indicator=term.indicator_id)
        indicators = Indicator.objects.in_bulk()
        lines = lines_at(month, as_of=as_of, by_district=OF_THE_POLL.keys())
        return cls(
            month=month,
            today=today,
            as_of=as_of,
            terms=terms,
            rules={rule.slug: rule for rule in Rule.objects.order_by("slug", "version")},
            lines=[line for line in lines if not line.name.area],
            polled=[line for line in lines if line.name.area],
            entries=list(
                words.filter(
                    key__month=month, booked_month=month, key__role=Role.MONTH, key__contributor=""
                ).exclude(state=State.VOID)
            ),
            said=list(words.filter(of_terms)),
            controls=list(Control.objects.filter(month__lte=month)),
            measures={code: Measure.of(one) for code, one in indicators.items()},
            indicators=indicators,
            definitions=Definition.objects.in_bulk(),
            kinds=list(Channel.objects.filter(event_kind=True)),
        )

    @cached_property
    def known(self) -> list[Entry]:
        """What the books held of the rules' terms when the month ended."""
        return known_by(self.said, self.month)

    @cached_property
    def persons(self) -> Estimate:
        """Estimate the persons of the quarter, as far as it had gone when the month ended."""
        quarter = quarter_of(self.month)
        every = estimates(first=quarter, last=self.month, as_of=self.as_of)
        return every.get((ALL_CAMPAIGNS, quarter), Estimate(quarter))

    def begun(self, rule: str, month: datetime.date) -> list[Term]:
        """Return the terms of a rule that had begun by ``month``."""
        return [
            term
            for term in self.terms
            if term.rule_id == self.rules[rule].pk
            if term.from_month is None or term.from_month <= month
        ]

    def parts(self, rule: str) -> list[Part]:
        """Return the parts of a rule."""
        return [
            part_of(
                term,
                self.month,
                lines=self.lines,
                entries=self.entries,
                known=self.known,
                definitions=self.definitions,
                today=self.today,
            )
            for term in self.begun(rule, self.month)
        ]

    def opening_of(self, channel: str) -> Report | None:
        """Give a channel's opening balance, if it is in the books by now."""
        return next(
            (
                opening_words(entry)
                for entry in self.known
                if (entry.key.channel_id, entry.key.role) == (channel, Role.OPENING)
                and entry.state == State.VALUE
            ),
            None,
        )

    def declared(self, rule: str) -> tuple[list[Part], Declared, Declared]:
        """Return a rule's parts, its month and its cumulative."""
        parts = self.parts(rule)
        controls = [control for control in self.controls if control.rule_slug == rule]
        computed = {
            month: added(
                cumulative_of(term, known_by(self.said, month)) for term in self.begun(rule, month)
            )
            for month in {control.month for control in controls}
        }
        return (
            parts,
            declared_month(parts, controls, self.month),
            declared_cumulative(
                parts,
                controls,
                self.month,
                stated=[
                    (entry.confidence, entry.booked_month)
                    for part in parts
                    for entry in summed(part.term, self.known)
                ],
                control_values=computed,
            ),
        )


def added(values: Iterable[int | None]) -> int | None:
    """Add what is known; ``None`` when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def rule_words(rule: Rule) -> Report:
    """Give a rule with its words."""
    return {
        "slug": rule.slug,
        "version": rule.version,
        "text_en": rule.text_en,
        "text_bn": rule.text_bn,
    }


def controls_of(declared: Declared) -> list[Report]:
    """Give the printed totals that a figure was compared with."""
    return [
        {"document": seen.document, "printed": seen.printed, "agrees": seen.agrees}
        for seen in declared.controls
    ]


def opening_words(entry: Entry) -> Report:
    """Give an opening balance with its date, source and confidence."""
    return {
        "value": entry.value,
        "as_of": entry.key.period_end.isoformat(),
        "source": entry.source_ref,
        "confidence": entry.confidence,
    }


def month_and_cumulative(books: Books, lines: list[Line]) -> Report:
    """Add lines of one indicator, in the month and up to it; late additions stand apart."""
    measure = {line.name: books.measures[line.name.indicator] for line in lines}
    month = total(month_figure(line, measure[line.name], books.month) for line in lines)
    cumulative = total(cumulative_figure(line, measure[line.name]) for line in lines)
    return {
        "month": month.value if month else None,
        "cumulative": cumulative.value if cumulative else None,
        "late": sum(line.late for line in lines),
        "month_complete": not (month and month.unknown),
        "cumulative_complete": not (cumulative and cumulative.unknown),
    }
