"""An issue as one HTML page that needs nothing beside itself: read on a phone, kept, printed."""

from django.template.loader import render_to_string

from portal.issues.paper import Paper
from portal.issues.shown import in_language

HIGHLIGHTS = "highlights"


def as_html(paper: Paper, language: str) -> bytes:
    """Draw an issue as a page. The same paper gives the same bytes, whenever it is drawn."""
    sheet = in_language(paper, language)
    context = {
        "sheet": sheet,
        "words": sheet.words,
        "highlights": sheet.table(HIGHLIGHTS),
        "tables": [table for table in sheet.tables if table.slug != HIGHLIGHTS],
    }
    return render_to_string("portal/issues/issue.html", context).encode()
