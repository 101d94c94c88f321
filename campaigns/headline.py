"""The headline figures: the one place where unlike things are added, by a declared rule.

The month's figure sums what its terms say of the month; the cumulative sums
each term over its own months. See ``ledger.md`` §6 for the reasons.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.books import last_day
from campaigns.figures import ControlSeen, Declared
from campaigns.models import Control, Definition, Entry, Indicator, Term
from campaigns.models.entries import Confidence, State
from campaigns.terms import asked_in
from campaigns.totals import Line

WEAKEST_FIRST = [Confidence.UNSURE.value, Confidence.LIKELY.value, Confidence.SURE.value]
BOUNDS_PEOPLE = {Indicator.Kind.PERSONS, Indicator.Kind.ACCOUNTS}


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a rule at a month: what it gives, what state that is in."""

    term: Term
    definition: str | None
    month: int | None
    known_in_part: bool
    cumulative: int | None
    status: str
    entries: tuple[Entry, ...]


def month_before(month: datetime.date) -> datetime.date:
    """Give the first day of the month before ``month``."""
    return (month - datetime.timedelta(days=1)).replace(day=1)


def part_of(
    term: Term,
    month: datetime.date,
    *,
    lines: list[Line],
    entries: list[Entry],
    known: list[Entry],
    definitions: dict[str, Definition],
    today: datetime.date,
) -> Part:
    """Work out one term at one month.

    ``entries`` are what the books held of the month, ``known`` of all months of the rule.
    """
    mine = tuple(
        entry
        for entry in entries
        if (entry.key.channel_id, entry.key.indicator_id) == (term.channel_id, term.indicator_id)
    )
    asked = asked_in(term, month)
    lines = _lines_of(term, lines)
    own = [line.own for line in lines if line.own_known]
    return Part(
        term=term,
        definition=_definition(mine, lines, definitions, last_day(month)),
        month=sum(own) if asked and own else None,
        known_in_part=any(line.own_unknown for line in lines),
        cumulative=cumulative_of(term, known),
        status=_status(mine, month, today) if asked else "not_asked",
        entries=mine,
    )


def _lines_of(term: Term, lines: list[Line]) -> list[Line]:
    return [
        line
        for line in lines
        if (line.name.channel, line.name.indicator) == (term.channel_id, term.indicator_id)
    ]


def _definition(
    entries: tuple[Entry, ...],
    lines: list[Line],
    definitions: dict[str, Definition],
    day: datetime.date,
) -> str | None:
    """Give the month's own definition; without a figure, the one that held on its last day."""
    if entries:
        return str(max(entries, key=lambda entry: entry.key.period_end).key.definition_id)
    spoken = (definitions[line.name.definition] for line in lines)
    newest = max(
        spoken,
        # Never by the order of the lines: a past state would be told in other words.
        key=lambda one: (one.covers(day, day), one.valid_from or datetime.date.min, one.slug),
        default=None,
    )
    return newest.slug if newest else None


def summed(term: Term, known: Iterable[Entry]) -> list[Entry]:
    """Pick the values of the term's own months, whichever month they are booked in.

    The running totals cannot tell a late figure of an ended term from one that
    came after its end, so terms are summed from the few entries that state them.
    """
    return [
        entry
        for entry in known
        if (entry.key.channel_id, entry.key.indicator_id) == (term.channel_id, term.indicator_id)
        and entry.state == State.VALUE
        and (term.from_month is None or term.from_month <= entry.key.month)
        and (term.to_month is None or entry.key.month <= term.to_month)
    ]


def cumulative_of(term: Term, known: Iterable[Entry]) -> int | None:
    """Sum a term over its own months."""
    values = [entry.value for entry in summed(term, known) if entry.value is not None]
    return sum(values) if values else None


def _status(entries: tuple[Entry, ...], month: datetime.date, today: datetime.date) -> str:
    over = last_day(month) < today
    values = [entry for entry in entries if entry.state == State.VALUE]
    if not values:
        return "gap" if over else "open"
    if any(entry.state == State.UNKNOWN or entry.reason for entry in entries):
        return "partial"
    if all(entry.settled for entry in values):
        return "settled"
    return "settling" if over else "open"


def declared_month(parts: list[Part], controls: list[Control], month: datetime.date) -> Declared:
    """Sum a month's parts as the rule says."""
    asked = [part for part in parts if part.status != "not_asked"]
    given = [part.month for part in asked if part.month is not None]
    missing = tuple(
        dict.fromkeys(
            part.term.channel_id for part in asked if part.month is None or part.known_in_part
        )
    )
    known = sum(given) if given else None
    value = known if asked and not missing else None
    bounds = [
        part.month
        for part in asked
        if part.month is not None and part.term.indicator.kind in BOUNDS_PEOPLE
    ]
    seen = compare(controls, month, Control.Basis.MONTH, value)
    weakest = _weakest(
        entry.confidence for part in asked for entry in part.entries if entry.state == State.VALUE
    )
    return Declared(
        value=value,
        known=known,
        missing=missing,
        low=max(bounds) if bounds else None,
        high=value,
        confidence=_surer(weakest, seen) if value is not None else None,
        controls=tuple(view for _, view in seen),
    )


def declared_cumulative(
    parts: list[Part],
    controls: list[Control],
    month: datetime.date,
    *,
    stated: list[tuple[str, datetime.date]],
    control_values: dict[datetime.date, int | None],
) -> Declared:
    """Sum every term over its months.

    ``stated`` are the confidence and booked month of all that was ever stated
    for the rule's terms. A printed total that equals ours vouches for
    everything up to its month; what came later speaks for itself.
    """
    given = [part.cumulative for part in parts if part.cumulative is not None]
    value = sum(given) if given else None
    seen = compare(controls, month, Control.Basis.CUMULATIVE, value)
    vouched = [
        control
        for control in controls
        if control.basis == Control.Basis.CUMULATIVE
        and control.month <= month
        and control_values.get(control.month) == control.value
    ]
    newest = max(vouched, key=lambda control: control.month, default=None)
    later = [confidence for confidence, booked in stated if newest is None or booked > newest.month]
    weakest = _weakest([*later, newest.confidence] if newest else later)
    return Declared(
        value=value,
        known=value,
        confidence=weakest if value is not None else None,
        controls=tuple(view for _, view in seen),
    )


def compare(
    controls: list[Control], month: datetime.date, basis: str, value: int | None
) -> list[tuple[Control, ControlSeen]]:
    """Hold the printed totals of a month against what we compute."""
    return [
        (control, ControlSeen(control.document, control.value, agrees=control.value == value))
        for control in controls
        if (control.month, control.basis) == (month, basis)
    ]


def _weakest(confidences: Iterable[str]) -> str | None:
    return min(confidences, key=WEAKEST_FIRST.index, default=None)


def _surer(computed: str | None, seen: list[tuple[Control, ControlSeen]]) -> str | None:
    """Take a printed total's confidence when it equals ours and is surer than our parts."""
    words = [control.confidence for control, view in seen if view.agrees]
    return max([*words, *([computed] if computed else [])], key=WEAKEST_FIRST.index, default=None)
