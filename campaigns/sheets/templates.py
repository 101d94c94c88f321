"""An empty sheet to fill in, with our columns and a few rows that show how, as remarks.

In Excel's form a second sheet explains each column in English and Bangla; it is not read.
"""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.sheets.layout import FIGURES, Layout
from foundation.spreadsheet_cells import BYTE_ORDER_MARK

MUST, MAY = ("yes", "হ্যাঁ"), ("", "")
HEADINGS = ("column · কলাম", "must be filled · লাগবেই", "what belongs there", "কী লিখবেন")


def template_csv(layout: Layout = FIGURES) -> bytes:
    """Give the template as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([layout.columns, *layout.examples])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def template_xlsx(layout: Layout = FIGURES) -> bytes:
    """Give the template as an Excel file; days and figures in it are texts, which are read too."""
    book = Workbook()
    sheet = book.active
    sheet.title = layout.named
    for row in (layout.columns, *layout.examples):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = "A2"
    if layout.explained:
        _explain(book.create_sheet("columns"), layout)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _explain(sheet: Worksheet, layout: Layout) -> None:
    """Explain each column in both languages; who reads only one has it in a column of its own."""
    sheet.append(HEADINGS)
    for name in layout.columns:
        must = " · ".join(filter(None, MUST if name in layout.required else MAY))
        sheet.append((name, must, *layout.explained.get(name, ("", ""))))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (26, 16, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
