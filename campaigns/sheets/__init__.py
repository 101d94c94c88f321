"""Sheets as people bring them, CSV or Excel, read into rows of plain text.

Knows files, not figures: what a row means is for :mod:`campaigns.importing`, and what
one of events means for ``events.sheets.importing``.
Nothing of a file is trusted; what can be misread is refused with a sentence.
"""

from campaigns.sheets.layout import FIGURES, Layout
from campaigns.sheets.reading import COLUMNS, LARGEST_FILE, read_sheet
from campaigns.sheets.rows import BadRow, Sheet, SheetRow
from campaigns.sheets.templates import template_csv, template_xlsx

__all__ = [
    "COLUMNS",
    "FIGURES",
    "LARGEST_FILE",
    "BadRow",
    "Layout",
    "Sheet",
    "SheetRow",
    "read_sheet",
    "template_csv",
    "template_xlsx",
]
