"""The answer behind a reading as it came, for those who may view the reading."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from media_ingest.models import RawAnswer
from media_ingest.raw_store import Altered, open_raw


class RawAnswerView(PermissionCheckedMixin, View):
    """Hands a raw answer out as a file; the browser must neither show nor guess at it."""

    model: type[models.Model] | None = None
    permission_required = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        reading: Any = get_object_or_404(self.model, pk=pk)  # type: ignore[arg-type]
        try:
            body = open_raw(reading.raw_sha256)
        except Altered:
            return _sentence(_("The kept file is damaged: its digest is not the reading's."), 409)
        if body is None:
            return _sentence(
                _("This answer is not kept any more: its time ran out. The reading stays."), 410
            )
        name = f"{reading.raw_sha256[:16]}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', **_PRIVATE}
        return HttpResponse(body, content_type="application/json", headers=headers)


_PRIVATE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


def _sentence(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=_PRIVATE
    )


class DigestComponent(Component):
    """The digest of an answer, with the way to the answer while it is kept."""

    template_name = "media_ingest/digest.html"

    def __init__(self, sha256: str, url_name: str, pk: int) -> None:
        self.sha256 = sha256
        self.url = reverse(url_name, args=[pk])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        kept = RawAnswer.objects.filter(pk=self.sha256).first()
        return {"sha256": self.sha256, "kept": kept, "url": self.url}
