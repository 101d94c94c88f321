"""The districts of one month: a map, and the same figures as a table."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.district_map import CREDIT, NONE, NOT_SHOWN, UNKNOWN, Shade, draw, swatch
from campaigns.field_reach import ATTENDANCE, EVENTS
from campaigns.line_sums import Sum, sum_of
from campaigns.models import Place
from campaigns.shading import Step, even_steps, step_of
from campaigns.totals import Line
from foundation import bangla
from portal.dashboards.reading import Books
from portal.dashboards.small_cells import hidden_of
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
    """Draw the attendances of the month: exact where the reader works, else in tens.

    Of a campaign only the reader's own: all campaigns less one would leave a small count.
    """
    districts = [
        one for one in books.asked.districts if not books.asked.campaign or books.is_exact(one.pk)
    ]
    held, came = (_by_district(books, code) for code in (EVENTS, ATTENDANCE))
    nothing = Sum()
    small = hidden_of({area: one.month for area, one in came.items()})
    hidden = {area for area in small if not books.is_exact(area)}
    shown = {area: one.month for area, one in came.items() if area not in hidden}
    values = [value for one in districts if (value := shown.get(one.pk)) is not None]
    steps = even_steps(max(values, default=0))
    rows, shades = [], {}
    for one in districts:
        events, people = (of.get(one.pk, nothing) for of in (held, came))
        fill = _fill(events, shown.get(one.pk), steps, is_hidden=one.pk in hidden)
        cells = _cells(
            books, events, people, is_hidden=one.pk in hidden, is_exact=books.is_exact(one.pk)
        )
        name = named(one, books.reader.language)
        rows.append(Row(name, cells, swatch(fill), one == books.asked.district))
        shades[one.pk] = Shade(fill, f"{name}: {cells[2]}")
    return DistrictMap(
        drawing=draw(shades, label=_("Map of the districts. The same figures follow as a table.")),
        legend=_legend(books, steps, [shade.fill for shade in shades.values()]),
        rows=rows,
        hides=not all(books.is_exact(one.pk) for one in districts),
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
    return {area: sum_of(some, measure) for area, some in lines.items()}


def _cells(
    books: Books, held: Sum, came: Sum, *, is_hidden: bool, is_exact: bool
) -> tuple[str, ...]:
    """Write a district's row. Where nothing was held nobody came: no figure is missing there."""
    language = books.reader.language
    events = tuple(bangla.figure(one, language) for one in (held.month, held.cumulative))
    month = not_shown() if is_hidden else _of_people(held.month, came, books, is_exact=is_exact)
    whole = bangla.UNKNOWN
    if held.cumulative and is_exact:
        whole = cell(came.cumulative, language, complete=came.cumulative_complete)
    elif held.cumulative:
        whole = about(came.cumulative, language)
    return (*events, month, whole)


def _of_people(events: int | None, came: Sum, books: Books, *, is_exact: bool) -> str:
    if came.month is None:
        return _("not known") if events else bangla.UNKNOWN
    if not is_exact:
        return about(came.month, books.reader.language)
    return cell(came.month, books.reader.language, complete=came.month_complete)


def _fill(held: Sum, value: int | None, steps: list[Step], *, is_hidden: bool) -> str | int:
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
    named_fills: list[tuple[str | int, str]] = [(NONE, _("no event is logged, or nobody came"))]
    for number, step in enumerate(steps):
        words = "–".join(dict.fromkeys(bangla.figure(one, language) for one in step))
        named_fills.append((number, words))
    named_fills.append((UNKNOWN, _("events, but nobody counted the people")))
    named_fills.append((NOT_SHOWN, _("not shown: too few people")))
    told = []
    for fill, words in named_fills:
        number = fills.count(fill)
        counted = ngettext("%(number)s district", "%(number)s districts", number)
        if number or isinstance(fill, int):
            told.append(
                (swatch(fill), words, counted % {"number": bangla.figure(number, language)})
            )
    if len(fills) < len(books.asked.districts):
        told.append((swatch(NOT_SHOWN), _("not your district: no figure is shown"), ""))
    return told
