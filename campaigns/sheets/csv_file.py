"""Rows of a CSV file, which is UTF-8, with or without Excel's mark."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaigns.sheets.rows import NotASheet, SheetRow


def csv_rows(content: bytes) -> Iterator[SheetRow | tuple[int, list[str]]]:
    """Yield each row with the line on which it ends. Raises :class:`NotASheet`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotASheet(_("the file is not UTF-8: save it as “CSV UTF-8”")) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        why = _("not readable as CSV: %(why)s") % {"why": error}
        yield SheetRow(reader.line_num, {}, why)
