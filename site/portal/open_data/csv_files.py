"""Rows as CSV: UTF-8 with the mark that lets Excel read Bangla, and no cell that runs."""

import csv
import datetime
import io
from collections.abc import Iterable
from typing import Any

from foundation.spreadsheet_cells import BYTE_ORDER_MARK, harmless
from portal.open_data.tables import Table


def as_csv(table: Table, rows: Iterable[dict[str, Any]]) -> bytes:
    """Write a table; whatever is None is blank."""
    file = io.StringIO()
    sheet = csv.writer(file, lineterminator="\r\n")
    sheet.writerow(table.columns)
    for row in rows:
        sheet.writerow([_cell(row[name]) for name in table.columns])
    return f"{BYTE_ORDER_MARK}{file.getvalue()}".encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | datetime.date):
        return value
    if isinstance(value, list):
        return harmless("; ".join(map(str, value)))
    return harmless(str(value))
