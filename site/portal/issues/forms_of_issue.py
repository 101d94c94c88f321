"""The forms in which an issue can be had, each made of the same data."""

from collections.abc import Callable

from portal.issues.data_files import as_csv, as_json, as_xlsx
from portal.issues.html_page import as_html
from portal.issues.paper import Paper
from portal.issues.pdf import as_pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the web calls each form, and what writes it.
FORMATS: dict[str, tuple[str, Callable[[Paper, str], bytes]]] = {
    "html": ("text/html; charset=utf-8", as_html),
    "pdf": ("application/pdf", as_pdf),
    "json": ("application/json", as_json),
    "csv": ("text/csv; charset=utf-8", lambda paper, language: as_csv(paper.content, language)),
    "xlsx": (XLSX, lambda paper, language: as_xlsx(paper.content, language)),
}


def written(paper: Paper, form: str, language: str) -> bytes:
    """Write an issue in one form and language."""
    return FORMATS[form][1](paper, language)
