"""What every import of a sheet shares: the empty sheet, the kept one, and a list as a file."""

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View
from wagtail.admin import messages

from campaigns.kept_uploads import UploadLost
from campaigns.sheets import FIGURES, Layout, template_csv, template_xlsx
from campaigns.views.admin_page import AdminPage
from foundation.spreadsheet_cells import BYTE_ORDER_MARK, harmless

T = TypeVar("T")
CSV = "text/csv; charset=utf-8"
TEMPLATES = {
    "csv": (template_csv, CSV),
    "xlsx": (
        template_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class EmptySheetView(View):
    """An empty sheet to fill in."""

    layout: Layout = FIGURES

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in TEMPLATES:
            raise Http404
        make, content_type = TEMPLATES[kind]
        answer = HttpResponse(make(self.layout), content_type=content_type)
        answer["Content-Disposition"] = f'attachment; filename="{self.layout.named}.{kind}"'
        return answer


class BroughtSheetView(AdminPage):
    """A page about a sheet that somebody brought before."""

    def open_kept(self, find: Callable[..., T], seal: str) -> T | None:
        """Give what is kept under a seal; say so when it is lost, which is None."""
        try:
            return find(seal, user=self.user_key)
        except UploadLost as lost:
            messages.error(self.request, str(lost))
            return None


def csv_answer(filename: str, lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a CSV file in which no cell can run."""
    answer = HttpResponse(BYTE_ORDER_MARK.encode(), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    writer = csv.writer(answer)
    for line in lines:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in line])
    return answer
