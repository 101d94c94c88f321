"""From the bytes of a file to rows under our column names."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from campaigns.sheets.csv_file import csv_rows
from campaigns.sheets.layout import FIGURES, Layout
from campaigns.sheets.rows import BadRow, NotASheet, Sheet, SheetRow
from campaigns.sheets.xlsx_file import xlsx_rows

COLUMNS = [*FIGURES.columns]
LARGEST_FILE = 5 * 2**20
MOST_ROWS = 20_000
COMMENT = "#"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def read_sheet(content: bytes, layout: Layout = FIGURES) -> Sheet:
    """Read a file, CSV or XLSX, by what it holds and not by its name.

    The first row names the columns. A row whose first cell begins with ``#``
    is a remark; empty rows are passed over.
    """
    sheet = Sheet()
    try:
        _read(_lines(content, layout), sheet, layout)
    except NotASheet as error:
        sheet.bad.append(BadRow(1, str(error)))
    return sheet


def _lines(content: bytes, layout: Layout) -> Iterable[SheetRow | tuple[int, list[str]]]:
    if len(content) > LARGEST_FILE:
        why = _("the file is larger than %(size)s MB") % {"size": LARGEST_FILE // 2**20}
        raise NotASheet(why)
    if content.startswith(OLD_EXCEL):
        raise NotASheet(
            _("this is an old or a locked Excel file: save it as .xlsx without a password")
        )
    return xlsx_rows(content, layout) if content.startswith(ZIP) else csv_rows(content)


def _read(lines: Iterable[SheetRow | tuple[int, list[str]]], sheet: Sheet, layout: Layout) -> None:
    names: list[str] | None = None
    for row in lines:
        if isinstance(row, SheetRow):  # what cannot be read at all
            sheet.rows.append(row)
            continue
        line, cells = row
        cells = [cell.strip() for cell in cells]
        if not any(cells) or cells[0].startswith(COMMENT):
            continue
        if names is None:
            names = [cell.casefold() for cell in _trimmed(cells)]
            _refuse_other_columns(names, layout)
            sheet.names = names
            continue
        sheet.rows.append(_named(line, cells, names, layout))
        if len(sheet.rows) > MOST_ROWS:
            raise NotASheet(_("there are more than %(rows)s rows") % {"rows": MOST_ROWS})
    if names is None:
        _refuse_other_columns([], layout)


def _trimmed(cells: list[str]) -> list[str]:
    """Leave out the empty cells at the end, which Excel likes to add."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _refuse_other_columns(names: list[str], layout: Layout) -> None:
    missing = [name for name in layout.required if name not in names]
    why = [_("the column %(name)s is missing") % {"name": name} for name in missing]
    why += [
        _("the column “%(name)s” is not one of ours") % {"name": n if layout.quotes else number}
        for number, n in enumerate(names, start=1)
        if n not in layout.columns
    ]
    why += [
        _("the column %(name)s is there twice") % {"name": n}
        for n in sorted({n for n in names if names.count(n) > 1})
        if layout.quotes or n in layout.columns
    ]
    if why:
        raise NotASheet("; ".join(why))


def _named(line: int, cells: list[str], names: list[str], layout: Layout) -> SheetRow:
    if len(cells) < len(names) or any(cells[len(names) :]):
        return SheetRow(line, {}, _("more or fewer cells than columns"))
    in_figures = layout.in_figures
    return SheetRow(
        line,
        {
            name: cell.translate(LATIN) if name in in_figures else cell
            for name, cell in zip(names, cells, strict=False)
        },
    )
