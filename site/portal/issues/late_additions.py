"""What came late for months that were out, as an issue says it: plain data of both languages.

Each number is a cell with a receipt, as every other number of an issue. Why and who are codes of
ours: nothing that anybody typed comes along.
"""

from typing import Any

from campaigns.factsheet.blocks import IN_ARTICLES
from campaigns.factsheet.cells import FactsheetBooks, FactsheetCell, plain
from campaigns.factsheet.formulas import Addend
from campaigns.factsheet.late import LateLine, late_lines
from foundation.bangla import month_name
from portal.issues.coded_reasons import CODED_REASONS

Content = dict[str, Any]
LANGUAGES = ("bn", "en")
TITLE = {"bn": "দেরিতে আসা সংখ্যা ও সংশোধন", "en": "Late additions and restatements"}
BEFORE = {"bn": "আগে", "en": "before"}
NOW = {"bn": "এখন", "en": "now"}
UP_TO = {"bn": "%s পর্যন্ত", "en": "up to %s"}
# As long as the words of a receipt may be.
MOST_LETTERS = 200


def late_additions(books: FactsheetBooks, blocks: list[Content]) -> list[Content]:
    """List what the month booked of older ones, line by line."""
    rows = [row for _block, some in books.blocks for row in some]
    addends = {one for row in (*rows, *IN_ARTICLES) for one in books.formula(row).addends}
    lines = late_lines(books.month, addends, unsure_too=_printed_unsure(books, blocks))
    return [_line(one) for one in lines]


def _printed_unsure(books: FactsheetBooks, blocks: list[Content]) -> set[tuple[str, str]]:
    """Name what is printed although it is unsure, because a sure total needs it."""
    cells = [cell for block in blocks for row in block["rows"] for cell in row["cells"]]
    kept = {one["row"] for one in cells if one["confidence"] == "unsure" and one["value"]}
    addends: set[Addend] = {one for row in kept for one in books.formula_of(row).addends}
    return {(one.indicator, one.channel) for one in addends}


def _line(line: LateLine) -> Content:
    label = _label(line)
    return {
        "label": label,
        "became": line.became,
        "by": list(line.by),
        "reasons": [one for one in line.reasons if one in CODED_REASONS],
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "old": _cell(line.old, line, label, BEFORE),
        "new": _cell(line.new, line, label, NOW),
    }


def _label(line: LateLine) -> dict[str, str]:
    found = {}
    for one in LANGUAGES:
        of = month_name(line.of.month, one)
        days = UP_TO[one] % of if line.of.is_brought else of
        names = (getattr(named, f"label_{one}") for named in (line.channel, line.indicator))
        found[one] = f"{': '.join(names)}, {days}"
    return found


def _cell(
    cell: FactsheetCell, line: LateLine, label: dict[str, str], when: dict[str, str]
) -> Content:
    """Give a number with the formula that opens it: no row of the tables names it."""
    return {
        **plain(cell),
        "formula": line.of.formula.written(),
        "held": cell.period.partition(" at ")[2],
        "label": {one: f"{label[one]} ({when[one]})"[:MOST_LETTERS] for one in LANGUAGES},
    }


def late_cells(content: Content) -> list[Content]:
    """List the numbers of the section, with what stands over them and what is said of each."""
    found = []
    for line in content.get("late", ()):
        said = {name: line[name] for name in ("became", "by", "reasons", "to")}
        found += [{**line["old"], "block": TITLE}, {**line["new"], "block": TITLE, "late": said}]
    return found
