"""Import a sheet of events: bring it, see what would become of each row, then import the good ones.

No request works much longer than :data:`STRETCH`. A page that is not done yet goes on
by itself, or by its button, and what it has told is kept beside the sheet. No
worker and no table of work is needed for that: what was imported is told from
what was not by the rows' ids. So whoever closes the page in the middle loses
nothing, and who brings the sheet again doubles nothing.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView, TemplateView

from campaigns.forms.figures import SheetForm
from campaigns.kept_uploads import (
    Upload,
    forget_upload,
    keep_shown,
    keep_upload,
    open_shown,
    open_upload,
)
from campaigns.views.bringing import BroughtSheetView, EmptySheetView, csv_answer
from events.models import Event, EventKind
from events.sheets.importing import Became, import_events
from events.sheets.layout import LAYOUT
from events.sheets.report import Report
from foundation.bangla import figure

# Seconds of work after which a request hands over to the next, besides the reading of the file.
STRETCH = 8.0
ROWS_A_PAGE = 100
LONGEST_NAME = 60
INDEX = "import_events:index"


class ImportingView(BroughtSheetView):
    """Only for who may log events and bring them by the sheet."""

    model = Event
    permission_required = "import"
    header_icon = "upload"
    page_title = _("Import events")
    section = _("Events")
    section_url = reverse_lazy("events:index")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the permission to log an event too: a sheet is no way around it."""
        if not self.user_has_permission("add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def work_on(self, upload: Upload, report: Report) -> None:
        """Tell of further rows of a sheet, or import them, for a stretch."""
        report.add(
            import_events(
                upload.content,
                person=self.request.user,
                now=self.now,
                dry_run=not report.importing,
                start=len(report.rows),
                is_time_up=after_a_stretch(),
            )
        )
        if report.importing and report.is_done:
            forget_upload(upload)

    def show(self, seal: str, report: Report) -> HttpResponse:
        """Keep what was told, and lead to the page that shows it."""
        seal = keep_shown(seal, report.dumps(), user=self.user_key)
        return redirect(_address(seal))


def after_a_stretch() -> Callable[[], bool]:
    """Tell when a request has worked long enough.

    Count from the first slice on: to read a large Excel file takes seconds by itself.
    """
    ends: list[float] = []

    def is_over() -> bool:
        ends.append(monotonic() + STRETCH)
        return monotonic() > ends[0]

    return is_over


def _address(seal: str, **more: Any) -> str:
    return f"{reverse('import_events:report')}?{urlencode({'sheet': seal, **more})}"


class ImportEventsView(ImportingView, FormView):
    """Bring a sheet; it is looked through at once, and nothing is imported yet."""

    form_class = SheetForm
    template_name = "events/import_events.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Explain the columns in the reader's language, and name the kinds."""
        other = get_language() == "bn"
        columns = [
            (name, name in LAYOUT.required, LAYOUT.explained[name][other])
            for name in LAYOUT.columns
        ]
        kinds = EventKind.objects.filter(active=True)
        return super().get_context_data(**kwargs, columns=columns, kinds=kinds)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        sheet = form.cleaned_data["sheet"]
        content, name = sheet.read(), sheet.name[-LONGEST_NAME:]
        report = Report()
        self.work_on(Upload(name, content, "", ""), report)
        if report.fatal:
            form.add_error("sheet", "; ".join(report.fatal))
            return self.form_invalid(form)
        seal = keep_upload(content, name=name, user=self.user_key, agreed="", now=self.now)
        return self.show(seal, report)


class GoOnView(ImportingView, View):
    """The next stretch; with ``import``, the first one of the import itself."""

    def post(self, request: HttpRequest) -> HttpResponse:
        seal = request.POST.get("sheet", "")
        shown = self.open_kept(open_shown, seal)
        if shown is None:
            return redirect(INDEX)
        report = Report.loads(shown.content)
        if report.importing and report.is_done:
            return redirect(_address(seal))
        upload = self.open_kept(open_upload, seal)
        if upload is None:
            return redirect(INDEX)
        if "import" in request.POST and report.is_done and not report.importing:
            report = Report(importing=True)
        self.work_on(upload, report)
        return self.show(seal, report)


class ReportView(ImportingView, TemplateView):
    """What was told of the rows so far."""

    template_name = "events/sheet_report.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seal = request.GET.get("sheet", "")
        shown = self.open_kept(open_shown, seal)
        if shown is None:
            return redirect(INDEX)
        report = Report.loads(shown.content)
        return self.render_to_response(self.get_context_data(seal=seal, shown=shown, report=report))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show one page of the rows that were asked for; the refused ones first."""
        report: Report = kwargs["report"]
        seal: str = kwargs["seal"]
        numbers = report.counts
        asked = self.request.GET.get("only")
        only = asked if asked in {*numbers, ""} else _worth_a_look(numbers)
        page = Paginator(report.only(only), ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            numbers=numbers,
            written={name: _written(number) for name, number in numbers.items()},
            told=_written(len(report.rows)),
            of_all=_written(report.of_all),
            only=only,
            file_address=f"{reverse('import_events:report_file')}?{urlencode({'sheet': seal})}",
            choices=_choices(report, seal),
            rows=[(row, _written(row.line), report.words[row.became]) for row in page],
            page=_written(page.number),
            pages=_written(page.paginator.num_pages) if page.has_other_pages() else "",
            earlier=page.has_previous() and _address(seal, only=only, p=page.number - 1),
            later=page.has_next() and _address(seal, only=only, p=page.number + 1),
        )


def _worth_a_look(numbers: dict[str, int]) -> str:
    """Who brings a sheet looks for what is wrong with it first."""
    return Became.REFUSED.value if numbers[Became.REFUSED] else ""


def _choices(report: Report, seal: str) -> list[tuple[str, Any, str, str]]:
    """Offer all rows and those of each outcome: name, words, how many, address."""
    offered: list[tuple[str, Any, int]] = [("", _("All rows"), len(report.rows))]
    offered += [(name, report.words[name], count) for name, count in report.counts.items()]
    return [
        (name, words, _written(count), _address(seal, only=name))
        for name, words, count in offered
        if count or not name
    ]


def _written(number: int) -> str:
    return figure(number, get_language() or "en")


class ReportFileView(ImportingView, View):
    """The whole report as a CSV file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = self.open_kept(open_shown, request.GET.get("sheet", ""))
        if shown is None:
            return redirect(INDEX)
        return csv_answer("rows-of-the-sheet.csv", Report.loads(shown.content).lines())


class EmptyEventsView(ImportingView, EmptySheetView):
    """The template, with each column explained in both languages."""

    layout = LAYOUT
