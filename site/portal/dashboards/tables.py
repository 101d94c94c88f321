"""Kinds of event, channels, targets, quizzes and call-backs: rows in the reader's words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.field_reach import ATTENDANCE, COORDINATION, EVENTS
from campaigns.line_sums import Sum, sum_of
from campaigns.logframe import Row as TargetRow
from campaigns.logframe_words import on_screen
from campaigns.models import Campaign, Channel, Target
from campaigns.quiz_gain import INDICATORS as HANDS
from campaigns.quiz_gain import Hands, hands_of_lines, rounded, spread_of
from campaigns.totals import Line
from campaigns.trends import OF_EVENTS
from foundation import bangla
from portal.dashboards.drawing import bar
from portal.dashboards.reading import Books
from portal.dashboards.small_cells import FEWEST, hidden_of, in_tens
from portal.dashboards.writing import about, cell, decimal, label_of, not_shown
from portal.pages import words


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is of, its cells, and a bar that says what the first of them says."""

    label: str
    cells: tuple[str, ...]
    drawing: SafeString = field(default_factory=SafeString)
    note: str = ""


def kinds_of_event(books: Books) -> tuple[list[Row], Row | None]:
    """Tell events and the people at them by kind, with the sum of all kinds."""
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in books.of(*OF_EVENTS):
        by_kind[line.name.channel].append(line)
    sums = {kind: _sums(books, lines) for kind, lines in by_kind.items()}
    hidden = frozenset[str]()
    if books.reader.is_public:
        hidden = hidden_of({kind: people.month for kind, (_held, people, _of) in sums.items()})
    shown = {
        kind: 0 if kind in hidden else people.month or 0
        for kind, (_held, people, _of) in sums.items()
    }
    highest = max(shown.values(), default=0)
    in_order = sorted(sums, key=lambda kind: (books.channels[kind].sort_order, kind))
    rows = []
    for kind in in_order:
        held, people, officials = sums[kind]
        label = label_of(books.channels[kind], books.reader.language)
        rows.append(
            Row(
                label=_("%(kind)s (officials who met)") % {"kind": label} if officials else label,
                cells=(*_counted(held, books), *_people(people, books, is_hidden=kind in hidden)),
                drawing=bar(shown[kind], highest),
            )
        )
    return rows, _together(books) if rows else None


def _sums(books: Books, lines: list[Line]) -> tuple[Sum, Sum, bool]:
    """Add up one kind: events, people, and whether these are officials who met."""
    public = [line for line in lines if line.name.indicator == ATTENDANCE]
    officials = [line for line in lines if line.name.indicator == COORDINATION]
    held = [line for line in lines if line.name.indicator == EVENTS]
    code = COORDINATION if officials and not public else ATTENDANCE
    return (
        sum_of(held, books.measures[EVENTS]),
        sum_of(public or officials, books.measures[code]),
        code == COORDINATION,
    )


def _together(books: Books) -> Row:
    """Add all kinds: events, and those who came to awareness events; officials never."""
    held, people = whole_of(books, EVENTS), whole_of(books, ATTENDANCE)
    language = books.reader.language
    cells = _counted(people, books)
    if books.tells_tens:
        cells = about(people.month, language), about(people.cumulative, language)
    return Row(_("All kinds; officials are not among them"), (*_counted(held, books), *cells))


def whole_of(books: Books, indicator: str) -> Sum:
    """Add up an indicator over everything that was asked for."""
    return sum_of(books.of(indicator), books.measures[indicator])


def _counted(held: Sum, books: Books) -> tuple[str, str]:
    language = books.reader.language
    return (
        cell(held.month, language, complete=held.month_complete),
        cell(held.cumulative, language, complete=held.cumulative_complete),
    )


def _people(people: Sum, books: Books, *, is_hidden: bool) -> tuple[str, str]:
    """Write people; to the public all months together are told in tens."""
    month, cumulative = _counted(people, books)
    if not books.reader.is_public:
        return month, cumulative
    language = books.reader.language
    if books.tells_tens:
        month = about(people.month, language)
    return not_shown() if is_hidden else month, about(people.cumulative, language)


@dataclass(frozen=True, slots=True)
class KindOfFigure:
    """The channels whose figures are of one kind. Nothing is added, not even within it."""

    kind: str
    rows: list[Row]


def channels(books: Books) -> list[KindOfFigure]:
    """Put the channels of one kind of figure beside each other; other systems' are none of ours."""
    groups: dict[str, list[tuple[Line, Sum]]] = defaultdict(list)
    by_name: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in books.lines:
        name, channel = line.name, books.channels[line.name.channel]
        of_events = channel.event_kind or name.indicator in (*OF_EVENTS, *HANDS)
        if not of_events and channel.group != Channel.Group.IMPORT:
            by_name[name.indicator, name.channel, name.definition].append(line)
    for (indicator, _channel, _definition), lines in sorted(by_name.items()):
        told = sum_of(lines, books.measures[indicator])
        groups[books.indicators[indicator].kind].append((lines[0], told))
    return [
        KindOfFigure(str(words.KIND.get(kind, kind)), _of_one_kind(books, rows))
        for kind, rows in groups.items()
    ]


def _of_one_kind(books: Books, rows: Iterable[tuple[Line, Sum]]) -> list[Row]:
    told = [*rows]
    language = books.reader.language
    highest = max((told_of.month or 0 for _line, told_of in told), default=0)
    found = []
    for line, of in told:
        definition = books.definitions[line.name.definition]
        ended = definition.valid_to is not None and definition.valid_to < books.asked.month
        month, cumulative = _counted(of, books)
        if books.tells_tens and books.counts_people(line.name.indicator):
            month, cumulative = about(of.month, language), about(of.cumulative, language)
        adds = "months" in books.measures[line.name.indicator].adds_over
        found.append(
            Row(
                label=f"{label_of(books.channels[line.name.channel], language)}: "
                f"{label_of(books.indicators[line.name.indicator], language)}",
                cells=(
                    _("not counted like this any more") if ended and of.month is None else month,
                    cumulative if adds else _("months do not add up"),
                ),
                drawing=bar(of.month, highest),
                note=getattr(definition, f"text_{language}"),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Gain:
    """What pupils learnt, with the number of hands and quizzes that it rests on."""

    rows: list[Row]
    spread: str


def gain(books: Books) -> Gain | None:
    """Tell the gain of quizzes; None where none was measured.

    The public reads it of the whole country: it rests on exact counts of hands.
    """
    month, cumulative = hands_of_lines(books.lines)
    if not cumulative.quizzes or books.tells_tens:
        return None
    language = books.reader.language
    periods = (
        (bangla.month_name(books.asked.month, language), month),
        (_("All months together"), cumulative),
    )
    return Gain([_of_hands(label, hands, language) for label, hands in periods], _spread(books))


def _of_hands(label: str, hands: Hands, language: str) -> Row:
    shares = (
        rounded(None if share is None else 100 * share) for share in (hands.before, hands.after)
    )
    return Row(
        label,
        (
            decimal(rounded(hands.gain), language),
            *(decimal(share, language) for share in shares),
            bangla.figure(hands.asked_before, language),
            bangla.figure(hands.asked_after, language),
            bangla.figure(hands.quizzes, language),
        ),
    )


def _spread(books: Books) -> str:
    """Say between which districts' gains it lies, where enough hands were counted."""
    if not books.is_whole_country:
        return ""
    by_district: dict[str, list[Line]] = defaultdict(list)
    for line in books.district_lines:
        by_district[line.name.area].append(line)
    hands = (hands_of_lines(lines)[1] for lines in by_district.values())
    spread = spread_of(one for one in hands if min(one.asked_before, one.asked_after) >= FEWEST)
    if spread is None:
        return ""
    language = books.reader.language
    text = _("By district from %(lowest)s to %(highest)s percentage points, %(parts)s districts.")
    return text % {
        "lowest": decimal(rounded(spread.lowest), language),
        "highest": decimal(rounded(spread.highest), language),
        "parts": bangla.figure(spread.parts, language),
    }


def targets(books: Books) -> list[dict[str, Any]]:
    """Tell what was to be reached, and what was; the public of opened campaigns alone."""
    if books.frame is None:
        return []
    known = {Campaign.NONE, *(str(one.pk) for one in books.asked.campaigns)}
    rows = [row for row in books.frame.rows if str(row.target.campaign_id) in known]
    return [
        {
            **on_screen(row, books.frame),
            # Without its code: readers do not know what A2 is.
            "indicator": label_of(row.target.indicator, books.reader.language),
            "bar": bar(None if row.share is None else min(row.share, 100), 100),
            **(_in_tens(row, books) if _is_of_a_part(row.target, books) else {}),
        }
        for row in rows
    ]


def _is_of_a_part(target: Target, books: Books) -> bool:
    """Say whether the public reads of a part of the people: one campaign's, or one sex."""
    is_a_part = target.campaign_id != Campaign.NONE or target.sex != Target.Of.ALL
    return books.reader.is_public and is_a_part and books.counts_people(target.indicator_id)


def _in_tens(row: TargetRow, books: Books) -> dict[str, Any]:
    """Tell the result without what could be subtracted from it: parts, shares, what came late."""
    value = row.actual.value
    told = value if value is None or isinstance(value, float) else in_tens(value)
    share = None if told is None else min(int(100 * told / row.target.target_value), 100)
    return {
        "actual": about(None if value is None else int(value), books.reader.language),
        "how": "",
        "pace": str(row.pace.label) if row.pace else bangla.UNKNOWN,
        "bar": bar(share, 100),
    }


def call_backs(books: Books) -> list[Row]:
    """Tell of each month that was drawn how many of the events drawn were confirmed, newest first.

    A rate adds up over nothing: each month has its own, with its number.
    """
    language = books.reader.language
    return [
        Row(
            label=bangla.month_name(one.month, language),
            cells=tuple(
                bangla.figure(number, language)
                for number in (
                    one.drawn,
                    one.confirmed,
                    one.differs,
                    one.not_reached,
                    one.refused,
                    one.waiting,
                )
            ),
            drawing=bar(one.confirmed, one.drawn),
        )
        for one in reversed(books.calls)
    ]
