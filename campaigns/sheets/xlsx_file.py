"""Rows of an Excel file: cells as plain text, and a sentence for what can be misread.

openpyxl reads in its read-only mode and gives cached values of formulas. What
that mode does not tell (merged cells, hidden rows, formulas nobody computed) is
looked for in the sheet's own XML first.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from campaigns.sheets.layout import Layout
from campaigns.sheets.rows import NotASheet, SheetRow
from campaigns.sheets.xlsx_oddities import Oddities, find_oddities

LARGEST_UNPACKED = 60 * 2**20
MOST_PARTS = 500
LAST_ROW = 50_000
Lines = Iterator[SheetRow | tuple[int, list[str]]]


def xlsx_rows(content: bytes, layout: Layout) -> Lines:
    """Yield the rows of the sheet of the layout's name, else of the first.

    Raises :class:`NotASheet`.
    """
    try:
        _refuse_bomb(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that are not ours
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            yield from _rows_of(book, layout)
    except NotASheet:
        raise
    # A spoilt file breaks openpyxl in many ways, and all mean the same to its owner.
    except Exception as error:
        why = _("not readable as an Excel file (.xlsx): save it anew (%(why)s)") % {
            "why": type(error).__name__
        }
        raise NotASheet(why) from error


def _refuse_bomb(content: bytes) -> None:
    """Refuse what is too large before any of it is unpacked.

    zipfile never unpacks more of a part than its directory says it holds.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:  # its directory, which stands at the end, is not there
        raise NotASheet(_("not readable as an Excel file (.xlsx): it is cut off")) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 2**20
        raise NotASheet(_("unpacked it would be larger than %(size)s MB") % {"size": size})


def _rows_of(book: Any, layout: Layout) -> Lines:
    sheets = list(book.worksheets)
    if not sheets:
        raise NotASheet(_("there is no sheet in the file"))
    sheet = next((one for one in sheets if one.title.strip().casefold() == layout.named), sheets[0])
    with sheet._get_source() as source:
        odd = find_oddities(source)
    if odd.last_row > LAST_ROW:
        raise NotASheet(_("there is something below row %(row)s") % {"row": LAST_ROW})
    # What the sheet says of its own size may be wrong; the rows themselves are not.
    sheet.reset_dimensions()
    names: list[str] = []
    width = 4 * len(layout.columns)
    for line, cells in enumerate(sheet.iter_rows(max_col=width), start=1):
        texts = [_heading(cell.value) for cell in cells]
        if not any(texts):
            continue
        if texts[0].startswith("#"):
            continue
        if not names:
            names = texts
            _refuse_hidden_columns(names, odd, layout)
            yield line, texts
        elif why := odd.why(line):
            yield SheetRow(line, {}, why)
        elif bad := _first_problem(cells, names, line, odd, layout):
            yield bad
        else:
            yield line, [_text(cell.value, name, layout) for cell, name in _pairs(cells, names)]


def _heading(value: object) -> str:
    return "" if value is None else str(value).strip()


def _pairs(cells: Any, names: list[str]) -> list[tuple[Any, str]]:
    return [(cell, name.casefold()) for cell, name in zip(cells, names, strict=False)]


def _refuse_hidden_columns(names: list[str], odd: Oddities, layout: Layout) -> None:
    hidden = [
        name if layout.quotes else get_column_letter(number)
        for number, name in enumerate(names, start=1)
        if name and odd.hides(number)
    ]
    if hidden:
        why = _("the column %(name)s is hidden: show it") % {"name": ", ".join(hidden)}
        raise NotASheet(why)


def _first_problem(
    cells: Any, names: list[str], line: int, odd: Oddities, layout: Layout
) -> SheetRow | None:
    for number, (cell, name) in enumerate(_pairs(cells, names), start=1):
        if why := _problem(cell, name, f"{get_column_letter(number)}{line}", odd, layout):
            return SheetRow(line, {}, why, name)
    return None


def _problem(cell: Any, name: str, place: str, odd: Oddities, layout: Layout) -> str:
    """Say why a cell cannot be read for sure; nothing when it can."""
    value = cell.value
    if place in odd.uncomputed:
        return _("%(cell)s holds a formula without a result: open and save the file in Excel") % {
            "cell": place
        }
    if cell.data_type == "e":
        return _("%(cell)s holds the error %(error)s") % {"cell": place, "error": value}
    is_moment = isinstance(value, datetime.date | datetime.time | datetime.timedelta)
    if is_moment and not _belongs(value, name, layout):
        return _("%(cell)s holds a date or time (%(value)s); that is not what belongs there") % {
            "cell": place,
            "value": value if layout.quotes else "…",
        }
    if name in layout.counts and "%" in str(cell.number_format or "") and value is not None:
        return _("%(cell)s holds a percentage; a count belongs there") % {"cell": place}
    return ""


def _belongs(value: object, name: str, layout: Layout) -> bool:
    """Tell whether a day or a time stands where one is asked for."""
    if name in layout.times:
        return isinstance(value, datetime.time)
    return name in layout.days | layout.moments and isinstance(value, datetime.date)


def _text(value: object, name: str, layout: Layout) -> str:
    """Write a cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if name in layout.days and midnight else value.isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
