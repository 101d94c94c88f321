"""Bringing the call centre's list of a month: see every row first, then take all or none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.forms.figures import SheetForm
from campaigns.kept_uploads import forget_upload, keep_upload, open_upload
from campaigns.views.bringing import BroughtSheetView, EmptySheetView
from foundation.bangla import figure, month_name
from foundation.shown_moments import show_moment
from portal.hotline_calls.importing import CALLS, ReadList, import_calls
from portal.hotline_calls.models import Calls
from portal.hotline_calls.posting import post_calls

SHOWN_ROWS = 1000


class BringingView(BroughtSheetView):
    """Only for who may bring a list."""

    model = Calls
    permission_required = "import"
    header_icon = "mobile-alt"
    section = gettext_lazy("Hotline calls")


class ImportCallsView(BringingView, FormView):
    form_class = SheetForm
    template_name = "hotline_calls/import_calls.html"
    page_title = gettext_lazy("Import calls")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "seal" in request.POST:
            return self._import(request.POST["seal"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        """Run the list dry and show what would become of each row."""
        sheet = form.cleaned_data["sheet"]
        return self._show(sheet.name, sheet.read())

    def _show(self, name: str, content: bytes, *, moved: bool = False) -> HttpResponse:
        found = import_calls(content, now=self.now, dry_run=True)
        seal = keep_upload(
            content, name=name, user=self.user_key, agreed=found.digest, now=self.now
        )
        self.template_name = "hotline_calls/check_calls.html"
        context = self.get_context_data(
            form=SheetForm(), name=name, seal=seal, found=found, moved=moved,
            what=_told(found) if found.calls else "", rows=found.rows[:SHOWN_ROWS],
            hidden=max(0, len(found.rows) - SHOWN_ROWS),
        )  # fmt: skip
        return self.render_to_response(context)

    def _import(self, seal: str) -> HttpResponse:
        """Check again and take it; a list that is not true any more is shown anew instead."""
        upload = self.open_kept(open_upload, seal)
        if upload is None:
            return redirect(self.request.path)
        found = import_calls(upload.content, now=self.now, expected=upload.agreed)
        forget_upload(upload)
        if found.bad or found.digest != upload.agreed:
            return self._show(upload.name, upload.content, moved=True)
        post_calls(self.now)
        messages.success(self.request, _("The list is taken. %(what)s") % {"what": _told(found)})
        return redirect(self.request.path)


class EmptyListView(BringingView, EmptySheetView):
    layout = CALLS


def _told(found: ReadList) -> str:
    """Say what the list holds, and what it changes beside its own rows."""
    language = get_language() or "en"
    words = [
        _("%(calls)s calls in %(month)s, to %(day)s.")
        % {
            "calls": figure(found.total, language),
            "month": month_name(found.month, language) if found.month else "",
            "day": show_moment(found.covers_to),
        }
    ]
    if found.gone:
        gone = _("%(rows)s rows of the former list are not in it any more.")
        words.append(gone % {"rows": figure(found.gone, language)})
    if found.set_aside:
        aside = _("%(calls)s calls noted by hand on these days do not count beside it.")
        words.append(aside % {"calls": figure(found.set_aside, language)})
    return " ".join(words)
