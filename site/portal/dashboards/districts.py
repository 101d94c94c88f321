"""The districts of one month: a map, and the same figures as a table."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.district_map import CREDIT, NONE, NOT_SHOWN, UNKNOWN, Shade, draw, swatch
from campaigns.field_reach import ATTENDANCE, EVENTS
from campaigns.models import Place
from campaigns.shading import Step, even_steps, step_of
from campaigns.totals import Line
from foundation import bangla
from portal.dashboards.adding import Sum, sum_of
from portal.dashboards.reading import Books
from portal.dashboards.small_cells import hidden_of, in_tens
from portal.dashboards.writing import about, cell, not_shown


@dataclass(frozen=True, slots=True)
class Row:
    """One district: events and attendances, in the month and up to it."""

    name: str
    cells: tuple[str, ...]
    swatch: SafeString
    is_asked: bool


@dataclass(frozen=True, slots=True)
class DistrictMap:
    drawing: SafeString
    legend: list[tuple[SafeString, str, str]]
    rows: list[Row]
    hides: bool
    credit: str = CREDIT


def district_map(books: Books) -> DistrictMap:
    """Draw the attendances of the month; staff see the districts that are theirs."""
    districts = [one for one in books.asked.districts if books.reader.scope.holds(one.pk)]
    held, came = (_by_district(books, code) for code in (EVENTS, ATTENDANCE))
    nothing = Sum()
    hidden = hidden_of({area: one.month for area, one in came.items()})
    hidden = hidden if books.reader.is_public else frozenset()
    shown = {area: one.month for area, one in came.items() if area not in hidden}
    mine = [value for one in districts if (value := shown.get(one.pk)) is not None]
    steps = even_steps(max(mine, default=0))
    fills = {
        one.pk: _fill(held.get(one.pk, nothing), shown.get(one.pk), steps, one.pk in hidden)
        for one in districts
    }
    rows, shades = [], {}
    for one in districts:
        cells = _cells(
            books, held.get(one.pk, nothing), came.get(one.pk, nothing), is_hidden=one.pk in hidden
        )
        name = named(one, books.reader.language)
        rows.append(Row(name, cells, swatch(fills[one.pk]), one == books.asked.district))
        shades[one.pk] = Shade(fills[one.pk], f"{name}: {cells[2]}")
    return DistrictMap(
        drawing=draw(shades, label=_("Map of the districts. The same figures follow as a table.")),
        legend=_legend(books, steps, [*fills.values()]),
        rows=rows,
        hides=bool(hidden),
    )


def named(district: Place, language: str) -> str:
    """Name a district in the reader's language."""
    return district.name_bn if language == "bn" else district.name_en


def _by_district(books: Books, indicator: str) -> dict[str, Sum]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in books.district_lines:
        if line.name.indicator == indicator:
            lines[line.name.area].append(line)
    measure = books.measures[indicator]
    return {area: sum_of(some, measure, books.asked.month) for area, some in lines.items()}


def _cells(books: Books, held: Sum, came: Sum, *, is_hidden: bool) -> tuple[str, ...]:
    """Write a district's row. Where nothing was held nobody came: no figure is missing there."""
    language = books.reader.language
    events = tuple(bangla.figure(one, language) for one in (held.month, held.cumulative))
    if books.reader.is_public:
        month = not_shown() if is_hidden else _of_people(held.month, came.month, came, books)
        whole = in_tens(came.cumulative)
        people = (month, about(whole, language) if held.cumulative else bangla.UNKNOWN)
    else:
        people = (
            _of_people(held.month, came.month, came, books),
            cell(came.cumulative, language, complete=came.cumulative_complete)
            if held.cumulative
            else bangla.UNKNOWN,
        )
    return (*events, *people)


def _of_people(events: int | None, value: int | None, came: Sum, books: Books) -> str:
    if value is None:
        return _("not known") if events else bangla.UNKNOWN
    return cell(value, books.reader.language, complete=came.month_complete)


def _fill(held: Sum, value: int | None, steps: list[Step], is_hidden: bool) -> str | int:
    """Say how a district is drawn: unknown and not shown are never drawn as nought."""
    if is_hidden:
        return NOT_SHOWN
    if value is None:
        return UNKNOWN if held.month else NONE
    step = step_of(value, steps)
    return NONE if step is None else step


def _legend(
    books: Books, steps: list[Step], fills: list[str | int]
) -> list[tuple[SafeString, str, str]]:
    """Name each shade that there is, with how many districts have it."""
    language = books.reader.language
    named_fills: list[tuple[str | int, str]] = [(NONE, _("no event, or nobody came"))]
    for number, step in enumerate(steps):
        words = "–".join(dict.fromkeys(bangla.figure(one, language) for one in step))
        named_fills.append((number, words))
    named_fills.append((UNKNOWN, _("events, but nobody counted the people")))
    if books.reader.is_public:
        named_fills.append((NOT_SHOWN, _("not shown: too few people")))
    elif len(fills) < len(books.asked.districts):
        named_fills.append((NOT_SHOWN, _("not your district: no figure is shown")))
    told = []
    for fill, words in named_fills:
        number = fills.count(fill)
        counted = ngettext("%(number)s district", "%(number)s districts", number)
        if number or isinstance(fill, int):
            told.append(
                (swatch(fill), words, counted % {"number": bangla.figure(number, language)})
            )
        elif fill == NOT_SHOWN and not books.reader.is_public:
            told.append((swatch(fill), words, ""))
    return told
