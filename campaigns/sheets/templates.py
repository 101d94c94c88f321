"""An empty sheet to fill in, with our columns and a few rows that show how, as remarks."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from campaigns.sheets.layout import FIGURES, Layout

# Excel reads this mark and then takes Bangla for Bangla.
BYTE_ORDER_MARK = "\ufeff"


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
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
