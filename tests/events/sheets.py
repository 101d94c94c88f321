"""What the tests of sheets share: a CSV or an Excel file of events."""

import csv
import io
from typing import Any

from openpyxl import Workbook

SHOW = {
    "kind": "ipt-show",
    "held_on": "2024-05-10",
    "place": "Khulna",
    "women": "34",
    "men": "12",
    "headcount": "count",
}


def show(**parts: Any) -> dict[str, Any]:
    """Give a row that is right; every cell can be said otherwise."""
    return {**SHOW, **parts}


def csv_sheet(*rows: dict[str, Any]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def excel_sheet(*rows: dict[str, Any]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    book = Workbook()
    sheet = book.active
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
