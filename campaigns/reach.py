"""Persons reached at a month: everything that the page, the command and the sheet print.

A fixed number of queries, however much was posted. Digital and field reach
are two figures and never one sum.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

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
from campaigns.terms import current_terms
from campaigns.totals import (
    Line,
    cumulative_figure,
    known_by,
    last_words,
    lines_at,
    month_figure,
    restated,
    total,
)

DHAKA = ZoneInfo("Asia/Dhaka")
EVENTS, ATTENDANCE, COORDINATION = "A1", "A2", "A4"
PRODUCTS, NEWS = "C1", "C2"
# women (adult) + men + girls + boys + not recorded = all
CELLS = {
    "women": ("w", "adult"),
    "men": ("m", "adult"),
    "girls": ("w", "child"),
    "boys": ("m", "child"),
}
NOT_RECORDED = "not_recorded"
Report = dict[str, Any]


def reach_report(
    month: datetime.date, *, now: datetime.datetime, as_of: datetime.datetime | None = None
) -> Report:
    """Report a month and everything up to it, now or as it was known at ``as_of``.

    The shape is that of ``manage.py reach --json`` with labels beside it.
    Unknown is None everywhere; a zero was reported.
    """
    month = month.replace(day=1)
    books = _Books.read(month, today=(as_of or now).astimezone(DHAKA).date(), as_of=as_of)
    return {
        "month": f"{month:%Y-%m}",
        "digital": _digital(books),
        "field": _field(books),
        "products": _register(books, PRODUCTS),
        "news_reports": _register(books, NEWS),
        "restatements": _restatements(books),
    }


@dataclass(frozen=True)
class _Books:
    """All that one report reads."""

    month: datetime.date
    today: datetime.date
    as_of: datetime.datetime | None
    terms: list[Term]
    rules: dict[str, Rule]
    lines: list[Line]
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
    ) -> "_Books":
        terms = current_terms()
        words = last_words(as_of).select_related("key")
        of_terms = Q()
        for term in terms:
            of_terms |= Q(key__channel=term.channel_id, key__indicator=term.indicator_id)
        indicators = Indicator.objects.in_bulk()
        return cls(
            month=month,
            today=today,
            as_of=as_of,
            terms=terms,
            rules={rule.slug: rule for rule in Rule.objects.order_by("slug", "version")},
            lines=lines_at(month, as_of=as_of),
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
                _opening(entry)
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
            month: _added(
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


def _added(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


# --- digital -------------------------------------------------------------------------


def _digital(books: _Books) -> Report:
    parts, month, cumulative = books.declared(Rule.DIGITAL)
    by_channel: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        by_channel[part.term.channel_id].append(part)
    in_rule = {(part.term.channel_id, part.term.indicator_id) for part in parts}
    return {
        "rule": _rule(books.rules[Rule.DIGITAL]),
        "month": {
            "value": month.value,
            "known": month.known,
            "missing": list(month.missing),
            "low": month.low,
            "high": month.high,
            "confidence": month.confidence,
            "controls": _controls(month),
        },
        "cumulative": {
            "value": cumulative.value,
            "confidence": cumulative.confidence,
            "controls": _controls(cumulative),
        },
        "channels": [_channel(books, some) for some in by_channel.values()],
        "beside": _beside(books, in_rule),
    }


def _rule(rule: Rule) -> Report:
    return {
        "slug": rule.slug,
        "version": rule.version,
        "text_en": rule.text_en,
        "text_bn": rule.text_bn,
    }


def _controls(declared: Declared) -> list[Report]:
    return [
        {"document": seen.document, "printed": seen.printed, "agrees": seen.agrees}
        for seen in declared.controls
    ]


def _channel(books: _Books, parts: list[Part]) -> Report:
    channel = parts[0].term.channel
    asked = [part for part in parts if part.status != "not_asked"]
    return {
        "channel": channel.slug,
        "label_en": channel.label_en,
        "label_bn": channel.label_bn,
        "month": _added(part.month for part in asked),
        "cumulative": _added(part.cumulative for part in parts),
        "status": asked[-1].status if asked else "not_asked",
        "parts": [_part(books, part) for part in parts],
        "opening": books.opening_of(channel.slug),
    }


def _part(books: _Books, part: Part) -> Report:
    indicator = part.term.indicator
    definition = books.definitions.get(part.definition or "")
    newest = max(part.entries, key=lambda entry: entry.observed_at, default=None)
    return {
        "indicator": indicator.code,
        "label_en": indicator.label_en,
        "label_bn": indicator.label_bn,
        "kind": indicator.kind,
        "definition": part.definition,
        "definition_text_en": definition.text_en if definition else None,
        "definition_text_bn": definition.text_bn if definition else None,
        "month": part.month,
        "cumulative": part.cumulative,
        "status": part.status,
        "observed_at": newest.observed_at.isoformat() if newest else None,
        "period_start": newest.key.period_start.isoformat() if newest else None,
        "period_end": newest.key.period_end.isoformat() if newest else None,
        "confidence": newest.confidence if newest else None,
    }


def _opening(entry: Entry) -> Report:
    return {
        "value": entry.value,
        "as_of": entry.key.period_end.isoformat(),
        "source": entry.source_ref,
        "confidence": entry.confidence,
    }


def _beside(books: _Books, in_rule: set[tuple[str, str]]) -> list[Report]:
    """Return stated digital measures that are shown beside the total and never in it."""
    digital = {term.channel_id: term.channel for term in books.terms if _is_digital(term)}
    shown = []
    for entry in books.entries:
        pair = (entry.key.channel_id, entry.key.indicator_id)
        if entry.key.channel_id not in digital or pair in in_rule:
            continue
        indicator = books.indicators[entry.key.indicator_id]
        definition = books.definitions[entry.key.definition_id]
        shown.append(
            {
                "channel": entry.key.channel_id,
                "channel_label_en": digital[entry.key.channel_id].label_en,
                "channel_label_bn": digital[entry.key.channel_id].label_bn,
                "indicator": indicator.code,
                "label_en": indicator.label_en,
                "label_bn": indicator.label_bn,
                "kind": indicator.kind,
                "definition": definition.slug,
                "definition_text_en": definition.text_en,
                "definition_text_bn": definition.text_bn,
                "month": entry.value,
                "period_start": entry.key.period_start.isoformat(),
                "period_end": entry.key.period_end.isoformat(),
                "observed_at": entry.observed_at.isoformat(),
            }
        )
    return sorted(shown, key=lambda one: (one["indicator"], one["period_start"]))


def _is_digital(term: Term) -> bool:
    return bool(term.channel.group == Channel.Group.DIGITAL)


def _restatements(books: _Books) -> list[Report]:
    return [
        {
            "channel": entry.key.channel_id,
            "channel_label_en": entry.key.channel.label_en,
            "channel_label_bn": entry.key.channel.label_bn,
            "indicator": entry.key.indicator_id,
            "label_en": books.indicators[entry.key.indicator_id].label_en,
            "label_bn": books.indicators[entry.key.indicator_id].label_bn,
            "month": f"{entry.key.month:%Y-%m}",
            "booked_month": f"{entry.booked_month:%Y-%m}",
            "old": entry.old_value,  # type: ignore[attr-defined]
            "new": entry.value,
            "state": entry.state,
            "reason": entry.reason,
            # Who, as a role: a platform, or a person (whose opaque name is the actor).
            "by": entry.authority,
            "source": entry.source_ref,
            "actor": entry.actor_ref,
            "posted_at": entry.posted_at.isoformat(),
        }
        for entry in restated(books.month, as_of=books.as_of).order_by("pk")
    ]


# --- field ---------------------------------------------------------------------------


def _field(books: _Books) -> Report:
    parts, _, cumulative = books.declared(Rule.FIELD)
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in books.lines:
        by_kind[line.name.channel].append(line)
    awareness = [line for line in books.lines if line.name.indicator == ATTENDANCE]
    held = [line for line in books.lines if line.name.indicator == EVENTS]
    return {
        "rule": _rule(books.rules[Rule.FIELD]),
        "reached": {
            "cumulative": cumulative.value,
            "confidence": cumulative.confidence,
            "controls": _controls(cumulative),
            "as_of": _as_of(books, parts),
            "opening": books.opening_of(parts[0].term.channel_id),
        },
        "events": _month_and_cumulative(books, held),
        "attendance": _attendance(books, awareness),
        "kinds": [_kind(books, kind, by_kind[kind.slug]) for kind in books.kinds],
    }


def _as_of(books: _Books, parts: list[Part]) -> str | None:
    """Give the newest month that the cumulative holds a figure of."""
    months = [entry.booked_month for part in parts for entry in summed(part.term, books.known)]
    return f"{max(months):%Y-%m}" if months else None


def _kind(books: _Books, kind: Channel, lines: list[Line]) -> Report:
    held = [line for line in lines if line.name.indicator == EVENTS]
    public = [line for line in lines if line.name.indicator == ATTENDANCE]
    officials = [line for line in lines if line.name.indicator == COORDINATION]
    return {
        "kind": kind.slug,
        "label_en": kind.label_en,
        "label_bn": kind.label_bn,
        "events": _month_and_cumulative(books, held),
        # Two indicators, never one sum: a kind that was given another class may hold both.
        "attendance": _attendance(books, public or officials),
    }


def _attendance(books: _Books, lines: list[Line]) -> Report:
    """Split attendances into five cells; all is computed from them, never stored."""
    cells: dict[str, list[Line]] = {NOT_RECORDED: [], **{name: [] for name in CELLS}}
    names = {cell: name for name, cell in CELLS.items()}
    for line in lines:
        cells[names.get((line.name.sex, line.name.age), NOT_RECORDED)].append(line)
    split = {name: _month_and_cumulative(books, some) for name, some in cells.items()}
    whole = _month_and_cumulative(books, lines)
    return {
        basis: {
            "all": whole[basis],
            **{name: split[name][basis] for name in (*CELLS, NOT_RECORDED)},
            "complete": whole[f"{basis}_complete"],
        }
        for basis in ("month", "cumulative")
    }


def _month_and_cumulative(books: _Books, lines: list[Line]) -> Report:
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


def _register(books: _Books, indicator: str) -> Report:
    return _month_and_cumulative(
        books, [line for line in books.lines if line.name.indicator == indicator]
    )
