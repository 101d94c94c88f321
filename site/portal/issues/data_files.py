"""An issue as data: JSON, CSV and XLSX, each with every cell and its receipt."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from foundation.spreadsheet_cells import BYTE_ORDER_MARK, harmless
from portal.issues.content import Content, every_cell
from portal.issues.paper import Paper

COLUMNS = (
    "block", "label", "indicator", "period", "sex", "value", "status", "confidence", "receipt",
)  # fmt: skip
# Of a figure that came late: what became of it, by which roles, why in codes, and when.
LATE_COLUMNS = ("became", "by", "reasons", "booked")
WIDTHS = (34, 62, 12, 14, 14, 14, 12, 12, 12, 16, 18, 18, 12)


def columns_of(content: Content) -> tuple[str, ...]:
    """Name the columns; what was frozen before issues told of late figures keeps its own."""
    return (*COLUMNS, *LATE_COLUMNS) if "late" in content else COLUMNS


def written_cells(content: Content, language: str) -> list[dict[str, Any]]:
    """List the cells with their words in one language; ``value`` None is not printed."""
    return [
        {
            name: cell[name][language] if isinstance(cell[name], dict) else cell[name]
            for name in COLUMNS
        }
        | (_said_late(cell.get("late")) if "late" in content else {})
        for cell in every_cell(content)
    ]


def _said_late(late: Content | None) -> dict[str, str | None]:
    if late is None:
        return dict.fromkeys(LATE_COLUMNS)
    return {
        "became": late["became"],
        "by": " ".join(late["by"]),
        "reasons": " ".join(late["reasons"]) or None,
        "booked": late["to"],
    }


def as_json(paper: Paper, language: str) -> bytes:
    """Write an issue as JSON: what it is of, its cells, articles and story. 0 is a draft."""
    content, story = paper.content, paper.stories.get(language)
    whole = {
        "month": content["month"],
        "version": paper.version,
        "language": language,
        "programme": content["programme"][language],
        "is_demo": content["is_demo"],
        "cells": written_cells(content, language),
        "articles": [
            {
                "about": article["about"],
                "month": article["month"],
                "headline": in_words(article, article["headline"][language]),
                "text": [in_words(article, part) for part in article["text"][language]],
            }
            for article in content["articles"]
        ],
        "notes": [block["note"][language] for block in content["blocks"] if block["note"]["en"]],
        "funding": content["funding"]["words"][language],
        **({"story": asdict(story)} if story else {}),
        **({"since": content["since"]} if content.get("since") else {}),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def in_words(article: Content, line: list[str | int]) -> str:
    """Write a line of an article with plain Latin figures; what is not known is a dash."""
    return "".join(
        part if isinstance(part, str) else _plain(article["cells"][part]["value"]) for part in line
    )


def _plain(value: int | None) -> str:
    return "—" if value is None else str(value)


def as_csv(content: Content, language: str) -> bytes:
    """Write the cells as CSV; the mark at its begin lets Excel read Bangla."""
    file = io.StringIO()
    rows = csv.DictWriter(file, columns_of(content), lineterminator="\r\n")
    rows.writeheader()
    for cell in written_cells(content, language):
        rows.writerow({name: _safe(value) for name, value in cell.items()})
    return f"{BYTE_ORDER_MARK}{file.getvalue()}".encode()


def as_xlsx(content: Content, language: str) -> bytes:
    """Write the cells as a workbook: real numbers, and no cell that could be a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    columns = columns_of(content)
    for place, width in enumerate(WIDTHS[: len(columns)]):
        sheet.column_dimensions["ABCDEFGHIJKLM"[place]].width = width
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, name) for name in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for cell in written_cells(content, language):
        sheet.append([_safe(cell[name]) for name in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _safe(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value
