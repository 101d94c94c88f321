"""What the tests of sheets share: a CSV or an Excel file of events, and what must hold of many."""

import csv
import datetime as dt
import io
from typing import Any

from openpyxl import Workbook

from campaigns.models import Entry, Place
from campaigns.rebuilding import rebuild_rollups
from events.models import Event, Submission
from events.sheets.importing import Became, import_events
from tests.events.phone import NOW

SHOW = {
    "kind": "ipt-show",
    "held_on": "2024-05-10",
    "place": "Khulna",
    "women": "34",
    "men": "12",
    "headcount": "count",
}
BAD_CELLS = (
    ("kind", "football"),
    ("place", "Rampur"),
    ("women", "many"),
    ("held_on", "31.12.2023"),
    ("venue", "evsjv‡`k"),
)


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


def many_rows(number: int) -> list[dict[str, Any]]:
    """Give shows of a year all over the country; each twentieth is bad in one cell."""
    unions = [*Place.objects.filter(level="union").order_by("code").values_list("pk", flat=True)]
    rows = [
        show(
            place=unions[n % 1200],
            women=str(n),
            held_on=(dt.date(2023, 6, 1) + dt.timedelta(days=n % 365)).isoformat(),
        )
        for n in range(number)
    ]
    for n in range(7, number, 20):
        rows[n] |= [BAD_CELLS[n // 20 % len(BAD_CELLS)]]
    return rows


def assert_good_rows_are_taken_and_bad_ones_told(number: int) -> None:
    sheet = csv_sheet(*many_rows(number))
    bad, good = number // 20, number - number // 20
    result = import_events(sheet, person=None, now=NOW)
    assert result.count(Became.NEW) == Event.objects.count() == good
    assert [row.line for row in result.refused] == [9 + 20 * n for n in range(bad)]
    for row in result.refused:
        [one] = row.problems
        assert one.column
        assert one.cell.endswith(str(row.line))
        assert one.why
    again = import_events(sheet, person=None, now=NOW)
    assert (again.count(Became.NEW), again.count(Became.SAME)) == (0, good)
    assert len(again.refused) == bad
    assert Event.objects.count() == Submission.objects.count() == good
    assert Entry.objects.filter(key__indicator="A1", version=1).count() == good
    assert rebuild_rollups(dry_run=True).put_right == []
