"""Import from the Community Response App: bring a ZIP, see what would become of it, import it.

No request begins another row after :data:`STRETCH`. A page that is not done yet goes on by
itself, or by its button; what was told is kept with the encrypted package. Who closes the page
in the middle loses nothing, and who brings the ZIP again doubles nothing.
"""

from time import monotonic
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from campaigns.views.admin_page import AdminPage
from campaigns.views.bringing import EmptySheetView
from crm_videos.crm_app.importing import PERMISSIONS, Became, import_package
from crm_videos.crm_app.keeping import (
    EncryptedArrival,
    forget_package,
    keep_package,
    opened_package,
    sweep_packages,
)
from crm_videos.crm_app.layout import LAYOUT
from crm_videos.crm_app.packages import NotAPackage
from crm_videos.crm_app.report import Report
from crm_videos.crm_app.zip_package import ZipPackage
from crm_videos.models import KeptPackage
from foundation.bangla import figure
from foundation.in_memory_uploads import UploadsOfOurOwn

STRETCH = 8.0
INDEX = "consents:import"
WORDS = {
    Became.NEW: (_("will be imported"), _("imported")),
    Became.SAME: (_("is here already"), _("is here already")),
    Became.REFUSED: (_("refused"), _("refused")),
}


class PackageForm(forms.Form):
    """One ZIP, which is on the disk already, encrypted."""

    package = forms.FileField(
        label=_("ZIP with the manifest and its files"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=_("Two gigabytes at most. What is larger is imported on the server."),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_package(self) -> Any:
        """Say why nothing of it was kept."""
        arrived = self.cleaned_data["package"].arrived
        if arrived.why:
            raise ValidationError(arrived.why)
        return arrived


class ImportPage(AdminPage):
    """Only for who may record people, ask them, and bring what they told: all three."""

    header_icon = "upload"
    page_title = _("Import from the Community Response App")
    section = _("Testimonies")
    section_url = reverse_lazy("testimonies:index")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask before a byte of a file is read."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perms(PERMISSIONS):
            raise PermissionDenied

    @property
    def person(self) -> User:
        return cast("User", self.request.user)

    def kept(self) -> KeptPackage | None:
        """Give what this person brought last."""
        return KeptPackage.objects.filter(brought_by=self.person).first()

    def work_on(self, kept: KeptPackage, report: Report) -> None:
        """Try or take further rows for a stretch. Raises ``NotAPackage``."""
        ends = monotonic() + STRETCH
        try:
            with opened_package(kept) as stream:
                result = import_package(
                    ZipPackage(stream),
                    by=self.person,
                    clock=timezone.now,
                    dry_run=not report.importing,
                    start=len(report.rows),
                    is_time_up=lambda: monotonic() > ends,
                )
        except FileNotFoundError as error:
            raise NotAPackage(_("The package is gone. Bring it again.")) from error
        report.add(result)
        kept.report = report.dumps()
        kept.save(update_fields=["report"])


@method_decorator(csrf_exempt, name="dispatch")
class ImportView(UploadsOfOurOwn, ImportPage, FormView):
    """Bring a ZIP; it is looked through at once, and nothing is imported yet."""

    form_class = PackageForm
    template_name = "crm_videos/import_crm_app.html"

    def handler(self, request: HttpRequest) -> EncryptedArrival:
        """Encrypt what comes."""
        self.arrival = EncryptedArrival(request)
        return self.arrival

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Forget what came, whatever stood in its way: a forged form, an error, a refusal."""
        try:
            return super().dispatch(request, *args, **kwargs)
        finally:
            come = self.arrival.arriving
            if come and not KeptPackage.objects.filter(pk=come.id).exists():
                come.forget("")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Explain the columns in the reader's language."""
        other = get_language() == "bn"
        columns = [
            (name, name in LAYOUT.required, LAYOUT.explained[name][other])
            for name in LAYOUT.columns
        ]
        return super().get_context_data(columns=columns, earlier=self.kept(), **kwargs)

    def form_valid(self, form: PackageForm) -> HttpResponse:
        """Keep it, unless it is none."""
        sweep_packages(self.now)
        kept = keep_package(form.cleaned_data["package"], by=self.person, now=self.now)
        try:
            self.work_on(kept, Report())
        except NotAPackage as why:
            forget_package(kept)
            form.add_error("package", str(why))
            return self.form_invalid(form)
        return redirect("consents:import_report")


class GoOnView(ImportPage, View):
    """The next stretch; with ``import``, the first one of the import itself."""

    def post(self, request: HttpRequest) -> HttpResponse:
        kept = self.kept()
        if kept is None:
            return redirect(INDEX)
        report = Report.loads(kept.report)
        if "import" in request.POST and report.is_done and not report.importing:
            report = Report(importing=True)
        elif report.is_done:
            return redirect("consents:import_report")
        try:
            self.work_on(kept, report)
        except NotAPackage as why:
            forget_package(kept)
            messages.error(request, str(why))
            return redirect(INDEX)
        return redirect("consents:import_report")


class ReportView(ImportPage, TemplateView):
    """What was told of the rows so far."""

    template_name = "crm_videos/import_crm_app_report.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = self.kept()
        if kept is None:
            messages.warning(request, _("The package is gone. Bring it again."))
            return redirect(INDEX)
        report, language = Report.loads(kept.report), get_language() or "en"
        return self.render_to_response(
            self.get_context_data(
                report=report,
                so_far=figure(len(report.rows), language),
                of_all=figure(len(report.rows) + report.left, language),
                unnamed=report.unnamed,
                unnamed_written=figure(report.unnamed, language),
                can_import=report.counts[Became.NEW],
                counts=[
                    (WORDS[Became(name)][report.importing], figure(count, language))
                    for name, count in report.counts.items()
                    if count
                ],
                rows=[
                    (figure(row.line, language), row, WORDS[Became(row.became)][report.importing])
                    for row in report.rows
                ],
            )
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Forget the package now, and not in a day."""
        if kept := self.kept():
            forget_package(kept)
            messages.success(request, _("The package is deleted."))
        return redirect(INDEX)


class EmptyManifestView(ImportPage, EmptySheetView):
    """The empty manifest, with each column explained in both languages."""

    layout = LAYOUT
