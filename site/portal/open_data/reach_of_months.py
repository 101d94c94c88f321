"""The headline of several months, each with its rule's words and its parts; ten queries in all.

The figures are those of :func:`campaigns.reach.reach_report`, of which a test reminds us.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from campaigns.figures import Declared
from campaigns.headline import Part
from campaigns.models import Rule
from campaigns.models.entries import Role, State
from campaigns.models.rollups import ALL_CAMPAIGNS, Roll
from campaigns.reach_books import Books, Report, controls_of, rule_words
from campaigns.rollups import SeriesName
from campaigns.totals import Line
from foundation.moments import dhaka_day
from portal.open_data.words import NO_FIGURE_YET, SOME_NOT_KNOWN, YOUTUBE_TERMS, Status, told_reason
from portal.open_data.youtube_terms import withheld_definitions, withheld_indicators

OF_SERIES = ("indicator", "definition", "channel", "campaign", "area_code", "sex", "age")
OF_A_MONTH = ("own", "own_known", "own_unknown", "late", "brought")
CUMULATIVE = ("cum", "cum_known", "cum_unknown")


def reach_of_months(
    months: Iterable[datetime.date], *, now: datetime.datetime
) -> dict[datetime.date, Report]:
    """Tell digital and field reach of each month, two figures that never become one."""
    asked = sorted(months)
    if not asked:
        return {}
    books = Books.read(asked[-1], today=dhaka_day(now), as_of=None)
    lines = _lines(books, asked)
    return {month: _told(_at(books, month, lines[month])) for month in asked}


def _at(books: Books, month: datetime.date, lines: list[Line]) -> Books:
    """Open the same books at another month."""
    of_month = [
        entry
        for entry in books.said
        if entry.key.month == entry.booked_month == month
        and (entry.key.role, entry.key.contributor) == (Role.MONTH, "")
        and entry.state != State.VOID
    ]
    controls = [control for control in books.controls if control.month <= month]
    return replace(books, month=month, lines=lines, entries=of_month, controls=controls)


def _lines(books: Books, months: list[datetime.date]) -> dict[datetime.date, list[Line]]:
    """Read the series of the rules' terms, each at each month: one query."""
    of_terms = Q(pk__in=[])
    for term in books.terms:
        of_terms |= Q(series__channel=term.channel_id, series__indicator=term.indicator_id)
    rolls = Roll.objects.filter(
        of_terms,
        series__campaign=ALL_CAMPAIGNS,
        series__area_code="",
        month__lte=months[-1],
    ).order_by("month")
    by_series: dict[SeriesName, list[Any]] = defaultdict(list)
    columns = (*(f"series__{one}" for one in OF_SERIES), "month", *OF_A_MONTH, *CUMULATIVE)
    for row in rolls.values_list(*columns):
        by_series[SeriesName(*row[: len(OF_SERIES)])].append(row[len(OF_SERIES) :])
    return {
        month: [
            _line(name, month, booked)
            for name, every in by_series.items()
            if (booked := [row for row in every if row[0] <= month])
        ]
        for month in months
    }


def _line(name: SeriesName, month: datetime.date, booked: list[Any]) -> Line:
    newest = booked[-1]
    counts = dict(zip((*OF_A_MONTH, *CUMULATIVE), newest[1:], strict=True))
    if newest[0] != month:
        counts = {one: counts[one] for one in CUMULATIVE}
    return Line(name, **counts)


def _told(books: Books) -> Report:
    return {
        rule: {"rule": rule_words(books.rules[rule]), **_figures(books, *books.declared(rule))}
        for rule in (Rule.DIGITAL, Rule.FIELD)
    }


def _figures(books: Books, parts: list[Part], month: Declared, cumulative: Declared) -> Report:
    of_youtube = _withheld_parts(books, parts)
    kept_back = [part for at, part in enumerate(parts) if at in of_youtube]
    return {
        "month": _headline(
            month,
            [(part.month, _is_asked(part)) for part in parts if part not in kept_back],
            withheld=any(_is_asked(part) for part in kept_back),
            asked=any(_is_asked(part) for part in parts),
        ),
        "cumulative": _headline(
            cumulative,
            [(part.cumulative, True) for part in parts if part not in kept_back],
            withheld=any(part.cumulative is not None for part in kept_back),
            asked=bool(parts),
        ),
        "parts": [_part(part, withheld=at in of_youtube) for at, part in enumerate(parts)],
    }


def _withheld_parts(books: Books, parts: list[Part]) -> set[int]:
    definitions = withheld_definitions(books.definitions.values())
    indicators = withheld_indicators(books.definitions.values())
    return {
        at
        for at, part in enumerate(parts)
        if part.definition in definitions or part.term.indicator_id in indicators
    }


def _is_asked(part: Part) -> bool:
    return part.status != "not_asked"


def _headline(
    declared: Declared, others: list[tuple[int | None, bool]], *, withheld: bool, asked: bool
) -> Report:
    """Tell a declared figure; where a part is withheld, what the others give and no sum."""
    told: Report = {
        "value": declared.value,
        "known": declared.known,
        "low": declared.low,
        "high": declared.high,
        "missing": list(declared.missing),
        "confidence": declared.confidence,
        "controls": controls_of(declared),
    }
    if withheld:
        given = [value for value, is_asked in others if is_asked and value is not None]
        # The sum, its upper end and what it agrees with would tell of the part.
        told |= {"value": None, "known": sum(given) if given else None, "high": None}
        told |= {"confidence": None, "controls": []}
        return told | {"status": Status.WITHHELD, "reason": YOUTUBE_TERMS}
    if declared.value is not None:
        return told | {"status": Status.KNOWN, "reason": None}
    if not asked:
        return told | {"status": Status.NOT_ASKED, "reason": None}
    if declared.known is not None:
        return told | {"status": Status.IN_PART, "reason": SOME_NOT_KNOWN}
    return told | {"status": Status.UNKNOWN, "reason": NO_FIGURE_YET}


def _part(part: Part, *, withheld: bool) -> Report:
    newest = max(part.entries, key=lambda entry: entry.observed_at, default=None)
    status, reason = _state(part)
    told: Report = {
        "channel": part.term.channel_id,
        "indicator": part.term.indicator_id,
        "kind": part.term.indicator.kind,
        "definition": part.definition,
        "value": part.month,
        "cumulative": part.cumulative,
        "status": status,
        "reason": reason,
        "period_start": newest.key.period_start if newest else None,
        "period_end": newest.key.period_end if newest else None,
        "confidence": newest.confidence if newest else None,
    }
    if withheld:
        told |= {"value": None, "cumulative": None, "confidence": None}
        told |= {"status": Status.WITHHELD, "reason": YOUTUBE_TERMS}
    return told


def _state(part: Part) -> tuple[Status, str | None]:
    if not _is_asked(part):
        return Status.NOT_ASKED, None
    unknown = [told_reason(entry.reason) for entry in part.entries if entry.reason]
    if part.month is None:
        return Status.UNKNOWN, unknown[0] if unknown else NO_FIGURE_YET
    if part.known_in_part:
        return Status.IN_PART, unknown[0] if unknown else SOME_NOT_KNOWN
    return Status.KNOWN, None
