"""Excel files: what is plain is read, what can be misread is refused with its cell or line."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.sheets import (
    COLUMNS,
    LARGEST_FILE,
    read_sheet,
    template_csv,
    template_xlsx,
    xlsx_file,
)

# A cell of Excel has no time zone.
NEWS = ["news", "C2", "month", dt.date(2022, 9, 1), dt.datetime(2022, 9, 30), 31]  # noqa: DTZ001


def book(*rows: list, change: Callable[[Worksheet], None] | None = None, **more) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row in (more.get("head", COLUMNS), *rows):
        sheet.append(row)
    if change:
        change(sheet)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def whys(content: bytes) -> list[tuple[int, str]]:
    sheet = read_sheet(content)
    return [(row.line, row.why) for row in [*sheet.bad, *sheet.rows] if row.why]


def values(content: bytes) -> list[str]:
    sheet = read_sheet(content)
    assert not sheet.bad
    assert not [row.why for row in sheet.rows if row.why]
    return [row.cells["value"] for row in sheet.rows]


def test_real_dates_and_numbers_are_read_as_they_are_typed():
    read_at = dt.datetime(2022, 10, 1, 9, 30)  # noqa: DTZ001 - as above
    [row] = read_sheet(book([*NEWS, "", "", "sure", 2022, read_at])).rows
    assert row.line == 2
    assert row.cells["period_start"] == "2022-09-01"
    assert row.cells["period_end"] == "2022-09-30"
    assert (row.cells["value"], row.cells["source"]) == ("31", "2022")
    assert row.cells["observed_at"] == "2022-10-01T09:30:00"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (31.0, "31"), ("৮৮,৩০,২৫২", "88,30,252"), ("8,830,252", "8,830,252"), (0, "0"),
        (None, ""), (2.5, "2.5"), (True, "True"),
    ],
)  # fmt: skip
def test_a_figure_comes_over_as_it_stands(typed, read):
    assert values(book([*NEWS[:5], typed])) == [read]


def set_formula(sheet: Worksheet) -> None:
    sheet["F2"] = "=20+11"


def merge(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:A3")


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["F"].hidden = True


def percent(sheet: Worksheet) -> None:
    sheet["F2"].number_format = "0%"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (set_formula, 2, "F2 holds a formula without a result"),
        (merge, 2, "A2:A3 are merged"),
        (hide_row, 3, "the row is hidden"),
        (hide_column, 1, "the column value is hidden"),
        (percent, 2, "F2 holds a percentage"),
        (lambda sheet: sheet.__setitem__("F2", dt.date(2022, 9, 1)), 2, "F2 holds a date"),
        (lambda sheet: sheet.__setitem__("D2", dt.time(9, 30)), 2, "D2 holds a date or time"),
        (lambda sheet: sheet.__setitem__("F2", "#REF!"), 2, "the error #REF!"),
        (lambda sheet: sheet.__setitem__("M2", 5), 2, "more or fewer cells"),
        (lambda sheet: sheet.__setitem__("F60000", 5), 1, "below row 50000"),
    ],
)
def test_what_can_be_misread_is_refused(change, line, words):
    [*found] = whys(book(NEWS, [*NEWS[:3], dt.date(2022, 8, 1), dt.date(2022, 8, 31), 5],
                         change=change))  # fmt: skip
    assert found[0][0] == line
    assert words in found[0][1]


def test_a_formula_that_was_computed_gives_its_result():
    content = io.BytesIO(book(NEWS, change=set_formula))
    computed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<f>20+11</f><v></v>" in part or b"<f>20+11</f><v />" in part
                part = part.replace(b"<v></v>", b"<v>31</v>").replace(b"<v />", b"<v>31</v>")
            new.writestr(name, part)
    assert values(computed.getvalue()) == ["31"]


def test_the_sheet_called_figures_is_read_wherever_it_is():
    workbook = Workbook()
    workbook.active.append(["a letter to the reader"])
    sheet = workbook.create_sheet("Figures")
    sheet.append(COLUMNS)
    sheet.append(NEWS)
    content = io.BytesIO()
    workbook.save(content)
    assert values(content.getvalue()) == ["31"]


def test_other_columns_are_refused():
    [(line, why)] = whys(book(["news"], head=["channel", "because"]))
    assert line == 1
    assert "the column value is missing" in why
    assert "“because” is not one of ours" in why


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        for n in range(7):
            parts.writestr(f"xl/{n}.xml", b"0" * (10 * 2**20))
    assert len(bomb.getvalue()) < 2**20
    monkeypatch.setattr(xlsx_file, "load_workbook", lambda *a, **k: pytest.fail("unpacked"))
    [(_, why)] = whys(bomb.getvalue())
    assert "unpacked it would be larger" in why


def test_entities_that_grow_are_refused():
    evil = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>"""
    content = io.BytesIO(book(NEWS))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, evil + part if name.endswith("sheet1.xml") else part)
    [(_, why)] = whys(changed.getvalue())
    assert "not readable as an Excel file" in why


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "an old or a locked Excel file"),
        (b"PK\x03\x04" + b"0" * 600, "it is cut off"),
        (b"0" * (LARGEST_FILE + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(content, words):
    [(line, why)] = whys(content)
    assert line == 1
    assert words in why


def test_a_zip_that_is_no_sheet_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("letter.txt", "hello")
    [(_, why)] = whys(content.getvalue())
    assert "not readable as an Excel file" in why


@pytest.mark.parametrize("template", [template_csv, template_xlsx])
def test_a_template_is_a_sheet_of_ours_without_rows(template):
    sheet = read_sheet(template())
    assert (sheet.bad, sheet.rows) == ([], [])


def test_the_examples_of_the_template_are_rows_once_they_are_no_remarks():
    workbook = load_workbook(io.BytesIO(template_xlsx()))
    for row in workbook.active.iter_rows(min_row=2, max_col=1):
        row[0].value = row[0].value.removeprefix("# ")
    content = io.BytesIO()
    workbook.save(content)
    assert values(content.getvalue()) == ["7,570,718", "0", "", "554", "10"]
