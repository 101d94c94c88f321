"""An empty sheet to fill in, with our columns and a few rows that show how, as remarks."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from campaigns.sheets.reading import COLUMNS
from campaigns.sheets.xlsx_file import NAMED

EXAMPLES = [
    ["# facebook", "D0", "opening", "2017-04-01", "2022-08-31", "7,570,718", "", "", "likely",
     "document:factsheet", "2022-09-30"],
    ["# news", "C2", "month", "2022-09-01", "2022-09-30", "0", "", "", "sure",
     "document:press list", ""],
    ["# products", "C1", "month", "2022-09-01", "2022-09-30", "", "not-in-source", "", "sure",
     "document:factsheet", ""],
]  # fmt: skip
# Excel reads this mark and then takes Bangla for Bangla.
BYTE_ORDER_MARK = "\ufeff"


def template_csv() -> bytes:
    """Give the template as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *EXAMPLES])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def template_xlsx() -> bytes:
    """Give the template as an Excel file; days and figures in it are texts, which are read too."""
    book = Workbook()
    sheet = book.active
    sheet.title = NAMED
    for row in (COLUMNS, *EXAMPLES):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
