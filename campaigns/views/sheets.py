"""Import a sheet: bring it, see every row and what would become of it, then import all or none."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.forms.figures import SheetForm
from campaigns.importing import Import, import_sheet
from campaigns.kept_uploads import forget_upload, keep_upload, open_upload
from campaigns.sheets import COLUMNS
from campaigns.views.bringing import BroughtSheetView, EmptySheetView, csv_answer
from campaigns.views.posting import PostingView
from campaigns.words import outcome_in_words

SHOWN_ROWS = 500


class ImportSheetView(PostingView, BroughtSheetView, FormView):
    form_class = SheetForm
    template_name = "campaigns/import_sheet.html"
    page_title = gettext_lazy("Import figures")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "seal" in request.POST:
            return self._import(request.POST["seal"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        """Run the sheet dry and show what would become of each row."""
        sheet = form.cleaned_data["sheet"]
        return self._show(sheet.name, sheet.read())

    def _show(self, name: str, content: bytes, *, moved: bool = False) -> HttpResponse:
        result = import_sheet(content, name=name, now=self.now, dry_run=True, actor=self.actor)
        seal = keep_upload(
            content, name=name, user=self.user_key, agreed=result.digest, now=self.now
        )
        self.template_name = "campaigns/check_sheet.html"
        context = self.get_context_data(
            form=SheetForm(), name=name, seal=seal, result=result, moved=moved,
            rows=_rows(result)[:SHOWN_ROWS], hidden=max(0, result.rows - SHOWN_ROWS),
            what=_(
                "%(new)s to be written, %(same)s the same as in the books, %(old)s read earlier "
                "than what the books say"
            )
            % {
                "new": result.posting.written,
                "same": result.posting.unchanged,
                "old": result.posting.stale,
            },
        )  # fmt: skip
        return self.render_to_response(context)

    def _import(self, seal: str) -> HttpResponse:
        """Check again and post; a list that is not true any more is shown anew instead."""
        upload = self.open_kept(open_upload, seal)
        if upload is None:
            return redirect(self.request.path)
        result = import_sheet(
            upload.content,
            name=upload.name,
            now=self.now,
            actor=self.actor,
            expected=upload.agreed,
        )
        forget_upload(upload)
        if result.bad or result.digest != upload.agreed:
            return self._show(upload.name, upload.content, moved=True)
        done = ngettext("%(rows)s row is imported.", "%(rows)s rows are imported.", result.rows) % {
            "rows": result.rows
        }
        messages.success(self.request, done)
        return redirect(reverse("ledger:index"))


def _rows(result: Import) -> list[dict[str, Any]]:
    shown = [{"line": bad.line, "cells": {}, "why": bad.why} for bad in result.fatal]
    for row in result.tried:
        words = outcome_in_words(row.outcome) if row.outcome else ""
        shown.append({"line": row.line, "cells": row.cells, "why": row.why, "words": words})
    return shown


class ErrorsView(PostingView, BroughtSheetView, View):
    """The rows that were refused, as a CSV file to mend the sheet by."""

    def post(self, request: HttpRequest) -> HttpResponse:
        upload = self.open_kept(open_upload, request.POST.get("seal", ""))
        if upload is None:
            return redirect(reverse("import_figures:index"))
        result = import_sheet(upload.content, name=upload.name, now=self.now, dry_run=True)
        return csv_answer("refused-rows.csv", _refused(result))


def _refused(result: Import) -> Iterator[list[Any]]:
    yield [_("line"), _("why"), *COLUMNS]
    for row in _rows(result):
        if row["why"]:
            yield [row["line"], row["why"], *(row["cells"].get(name, "") for name in COLUMNS)]


class TemplateView(PostingView, EmptySheetView):
    pass
