"""Reach in the field at a month: persons as printed, events and attendances by kind."""

from collections import defaultdict

from campaigns import unique_persons
from campaigns.headline import Part, summed
from campaigns.models import Channel, Rule
from campaigns.quiz_gain import hands_of_lines, report_of
from campaigns.reach_books import Books, Report, controls_of, month_and_cumulative, rule_words
from campaigns.totals import Line

EVENTS, ATTENDANCE, COORDINATION = "A1", "A2", "A4"
# women (adult) + men + girls + boys + not recorded = all
CELLS = {
    "women": ("w", "adult"),
    "men": ("m", "adult"),
    "girls": ("w", "child"),
    "boys": ("m", "child"),
}
NOT_RECORDED = "not_recorded"


def field_reach(books: Books, *, with_persons: bool = True) -> Report:
    """Report the field rule's cumulative, and events with their attendances by kind.

    ``with_persons`` asks one query more, for the estimate of persons beside the contacts.
    """
    parts, _, cumulative = books.declared(Rule.FIELD)
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in books.lines:
        by_kind[line.name.channel].append(line)
    awareness = [line for line in books.lines if line.name.indicator == ATTENDANCE]
    held = [line for line in books.lines if line.name.indicator == EVENTS]
    return {
        "rule": rule_words(books.rules[Rule.FIELD]),
        "reached": {
            "cumulative": cumulative.value,
            "confidence": cumulative.confidence,
            "controls": controls_of(cumulative),
            "as_of": _as_of(books, parts),
            "opening": books.opening_of(parts[0].term.channel_id),
        },
        "events": month_and_cumulative(books, held),
        "attendance": _attendance(books, awareness),
        **({"unique_estimate": _persons(books)} if with_persons else {}),
        "quiz_gain": {
            basis: report_of(hands)
            for basis, hands in zip(
                ("month", "cumulative"), hands_of_lines(books.lines), strict=True
            )
        },
        "kinds": [_kind(books, kind, by_kind[kind.slug]) for kind in books.kinds],
    }


def _persons(books: Books) -> Report:
    """Give the persons by the rule of A3, of the quarter alone: it adds up over no quarters."""
    rule = books.definitions[unique_persons.DEFINITION]
    told = unique_persons.report_of(books.persons)
    return {**told, "rule_en": rule.text_en, "rule_bn": rule.text_bn}


def _as_of(books: Books, parts: list[Part]) -> str | None:
    """Give the newest month that the cumulative holds a figure of."""
    months = [entry.booked_month for part in parts for entry in summed(part.term, books.known)]
    return f"{max(months):%Y-%m}" if months else None


def _kind(books: Books, kind: Channel, lines: list[Line]) -> Report:
    held = [line for line in lines if line.name.indicator == EVENTS]
    public = [line for line in lines if line.name.indicator == ATTENDANCE]
    officials = [line for line in lines if line.name.indicator == COORDINATION]
    return {
        "kind": kind.slug,
        "label_en": kind.label_en,
        "label_bn": kind.label_bn,
        "events": month_and_cumulative(books, held),
        # Two indicators, never one sum: a kind that was given another class may hold both.
        "attendance": _attendance(books, public or officials),
    }


def _attendance(books: Books, lines: list[Line]) -> Report:
    """Split attendances into five cells; all is computed from them, never stored."""
    cells: dict[str, list[Line]] = {NOT_RECORDED: [], **{name: [] for name in CELLS}}
    names = {cell: name for name, cell in CELLS.items()}
    for line in lines:
        cells[names.get((line.name.sex, line.name.age), NOT_RECORDED)].append(line)
    split = {name: month_and_cumulative(books, some) for name, some in cells.items()}
    whole = month_and_cumulative(books, lines)
    return {
        basis: {
            "all": whole[basis],
            **{name: split[name][basis] for name in (*CELLS, NOT_RECORDED)},
            "complete": whole[f"{basis}_complete"],
        }
        for basis in ("month", "cumulative")
    }
