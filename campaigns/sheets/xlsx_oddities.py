"""What a sheet of Excel hides from a quick reader, found in its XML.

ECMA-376 part 1, §18.3.1: ``row`` and ``col`` with ``hidden``, ``mergeCell``,
and ``c`` with a formula ``f`` and no cached value ``v``.
"""

from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

ROW, CELL, COLUMN, MERGED, FORMULA, VALUE = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "c", "col", "mergeCell", "f", "v")
)
TRUE = {"1", "true"}


@dataclass(slots=True)
class Oddities:
    """Rows, columns and cells of a sheet that may not be what they seem."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, str]] = field(default_factory=list)  # first and last row
    uncomputed: set[str] = field(default_factory=set)
    last_row: int = 0

    def why(self, line: int) -> str:
        """Say why a row cannot be taken; nothing when it can."""
        if line in self.hidden_rows:
            return _("the row is hidden: show it or delete it")
        for first, last, cells in self.merged:
            if first <= line <= last:
                return _("the cells %(cells)s are merged: split them and fill each") % {
                    "cells": cells
                }
        return ""

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def find_oddities(source: IO[bytes]) -> Oddities:
    """Read the XML of one sheet, row by row."""
    odd = Oddities()
    notes = {ROW: _note_row, COLUMN: _note_column, MERGED: _note_merged}
    for _event, element in iterparse(source):
        if note := notes.get(element.tag):
            note(element, odd)
            element.clear()
    return odd


def _note_row(element: Any, odd: Oddities) -> None:
    line = int(element.get("r") or odd.last_row + 1)
    odd.last_row = max(odd.last_row, line)
    if element.get("hidden") in TRUE:
        odd.hidden_rows.add(line)
    for cell in element.iterfind(CELL):
        if cell.find(FORMULA) is not None and _has_no_result(cell):
            odd.uncomputed.add(cell.get("r", ""))


def _has_no_result(cell: Any) -> bool:
    value = cell.find(VALUE)
    # Only a text may be empty and a result.
    return value is None or (not value.text and cell.get("t") != "str")


def _note_column(element: Any, odd: Oddities) -> None:
    if element.get("hidden") in TRUE:
        odd.hidden_columns.append((int(element.get("min")), int(element.get("max"))))


def _note_merged(element: Any, odd: Oddities) -> None:
    cells = element.get("ref", "")
    _first, top, _last, bottom = range_boundaries(cells)
    odd.merged.append((top or 1, bottom or 1, cells))
