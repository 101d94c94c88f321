"""One private file, for whom it is: first the reason, then the log, then the bytes.

Whoever may not know of a file gets the very answer that a file gets which does not exist,
after the same questions to the database and an entry of its own. Everything is decided
before a header of the request other than ``Range`` is looked at.
"""

import logging
import mimetypes
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import parse_etags
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from crm_videos.forms.reasons import ReasonForm
from crm_videos.models import Outcome, PrivateFile
from crm_videos.private.access_log import Asked, write_entry
from crm_videos.private.frames import Damaged
from crm_videos.private.opening import (
    GRANTED_FOR,
    MOST_IN_AN_HOUR,
    find_file,
    grant_in,
    may_know,
    open_file,
    remember,
)
from crm_videos.private.sending import send_file
from crm_videos.private.storing import SOUNDS_NO_BROWSER_PLAYS
from crm_videos.private.telling import tell_of_too_many
from foundation.bangla import figure

logger = logging.getLogger(__name__)

NAME = "private_file"
# Shown in the browser; all else is downloaded. Nothing that can run a script is among them.
SHOWN = ("image/jpeg", "image/png", "image/webp", "audio/", "video/mp4", "video/webm")
LONGEST_RANGE = 80
WITH_ALL = {
    "Cache-Control": "private, no-store",
    # A proxy that buffers would write what we decrypt to its own disk.
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}
WITH_BYTES = {
    # No script, no form, no way out. Without an origin a player may not load its own film.
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; media-src 'self'; "
    "style-src 'unsafe-inline'; sandbox allow-same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not on the page that asks why: its form would be sent without an origin, and refused.
    "Referrer-Policy": "no-referrer",
}


class PrivateFileView(WagtailAdminTemplateMixin, View):
    http_method_names = ["get", "head", "post"]
    template_name = "crm_videos/private_file.html"
    page_title = gettext_lazy("Private file")
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Put our headers on whatever is answered."""
        answer = super().dispatch(request, *args, **kwargs)
        for name, value in WITH_ALL.items():
            answer[name] = value
        return answer

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        file = self.file_to_know_of()
        if file.erased_at:
            return self.refuse_erased()
        if grant := grant_in(request.session, self.asked.person, file, self.asked.now):
            return self.send(file, reason=grant.reason, words=grant.words)
        write_entry(self.asked, Outcome.ASKED_WHY)
        return self.show(ReasonForm(), status=403)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        file = self.file_to_know_of()
        if file.erased_at:
            return self.refuse_erased()
        form = ReasonForm(request.POST)
        if not form.is_valid():
            write_entry(self.asked, Outcome.ASKED_WHY)
            return self.show(form, status=403)
        entry = open_file(self.asked, **form.cleaned_data)
        if entry.outcome == Outcome.TOO_MANY:
            tell_of_too_many(entry)
            words = _(
                "You opened %(most)s private files within an hour. That is the most. An "
                "administrator sees that you asked for more; speak to them, or wait."
            )
            return self.show(problem=words % {"most": _shown(MOST_IN_AN_HOUR)}, status=429)
        remember(request.session, entry)
        return HttpResponseRedirect(request.path, status=303)

    # --- Who asks for what ---------------------------------------------------------

    @cached_property
    def file(self) -> PrivateFile | None:
        return find_file(self.kwargs["pk"])

    @cached_property
    def asked(self) -> Asked:
        asked_range = self.request.headers.get("Range", "")
        return Asked(
            # Wagtail lets nobody else into its admin.
            person=cast("User", self.request.user),
            file=self.kwargs["pk"],
            testimony=self.file.testimony_id if self.file else None,
            view=f"{self.request.method} {NAME}",
            asked_range="".join(filter(str.isprintable, asked_range))[:LONGEST_RANGE],
            now=timezone.now(),
        )

    def file_to_know_of(self) -> PrivateFile:
        """Give the file, to whom may know that there is one. Raises ``Http404``."""
        # Asked of a file that does not exist too: whose it is must not show in the time it takes.
        may = may_know(self.asked.person, self.file)
        if self.file is None or not may:
            write_entry(self.asked, Outcome.NOT_THEIRS)
            raise Http404
        return self.file

    # --- What is answered ----------------------------------------------------------

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the admin's first page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def refuse_erased(self) -> HttpResponse:
        write_entry(self.asked, Outcome.ERASED)
        return self.show(problem=_("This file was erased. Nothing of it is left."), status=410)

    def show(
        self, form: ReasonForm | None = None, *, problem: str = "", status: int
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            problem=problem,
            file=self.file,
            minutes=_shown(int(GRANTED_FOR.total_seconds() // 60)),
        )
        return self.render_to_response(context, status=status)

    def send(self, file: PrivateFile, *, reason: str, words: str) -> HttpResponseBase:
        """Log it, then send the bytes that were asked for."""
        write_entry(self.asked, Outcome.SENT, reason=reason, words=words)
        etag = f'"{file.pk}"'
        headers = {**WITH_BYTES, "Content-Disposition": _named(file)}
        if _is_known(self.request, etag):
            return HttpResponseNotModified(
                headers={**headers, "ETag": etag, "Accept-Ranges": "bytes"}
            )
        try:
            return send_file(
                self.request, file, etag=etag, content_type=file.content_type, headers=headers
            )
        except Damaged:
            logger.exception("private file %s is damaged", file.pk)
            problem = _("This file is damaged. Nothing of it can be shown; tell an administrator.")
            return self.show(problem=problem, status=500)


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in [one.removeprefix("W/") for one in known]


def _named(file: PrivateFile) -> str:
    """Name the download by the testimony's code, which says nothing about the person."""
    is_shown = file.content_type.startswith(SHOWN)
    way = (
        "inline" if is_shown and file.content_type not in SOUNDS_NO_BROWSER_PLAYS else "attachment"
    )
    ending = mimetypes.guess_extension(file.content_type) or ""
    return f'{way}; filename="{file.testimony.code}-{file.purpose}{ending}"'


def _shown(number: int) -> str:
    return figure(number, get_language() or "en")
