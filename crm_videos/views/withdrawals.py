"""One case of a withdrawal, and its certificate."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.certificate import NotYetGone, certify
from crm_videos.models import Takedown, Withdrawal

MAY_SEE_CASES = "crm_videos.view_withdrawal"
MAY_PROVE = "crm_videos.change_copy"


class OneCase(AdminPage, TemplateView):
    """A page about one case of the person's districts; elsewhere there is nothing."""

    header_icon = "undo"
    section = gettext_lazy("Withdrawals")
    section_url = reverse_lazy("withdrawals:index")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the case, after asking whether this person may know of it."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(MAY_SEE_CASES):
            raise PermissionDenied
        cases = Withdrawal.objects.select_related("testimony__place", "opened_by", "consent")
        own = scope_of(request.user).narrow(cases, by="testimony__place")
        self.case = get_object_or_404(own, pk=kwargs["case_id"])

    def get_page_title(self) -> str:
        """Name the testimony by its code."""
        return f"{self.page_title}: {self.case.testimony.code}"


class CaseView(OneCase):
    template_name = "crm_videos/case.html"

    def get_page_title(self) -> str:
        """Say whether something is allowed still."""
        what = gettext("Consent narrowed") if self.case.is_narrowing else gettext("Withdrawal")
        return f"{what}: {self.case.testimony.code}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tasks with their clocks, the open ones first."""
        tasks = self.case.takedowns.select_related("copy__gone_by")
        shown = [self._shown(task) for task in tasks]
        return super().get_context_data(
            case=self.case,
            open_tasks=[one for one in shown if not one["copy"].gone_at],
            done_tasks=[one for one in shown if one["copy"].gone_at],
            may_prove=self.request.user.has_perm(MAY_PROVE),
            now=self.now,
            **kwargs,
        )

    def _shown(self, task: Takedown) -> dict[str, Any]:
        overdue = task.copy.gone_at is None and task.due_at < self.now
        words = gettext(task.words) if task.words else ""
        return {"task": task, "copy": task.copy, "overdue": overdue, "words": words}


class CertificateView(OneCase):
    """The certificate, to be printed or kept as a text. Refused while anything is left."""

    page_title = gettext_lazy("Certificate")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it on a page of its own."""
        try:
            certificate = certify(self.case)
        except NotYetGone as left:
            context = {**self.get_context_data(), "case": self.case, "left": str(left)}
            return TemplateResponse(
                request, "crm_videos/certificate_refused.html", context, status=409
            )
        if "text" in request.GET:
            answer = HttpResponse(certificate.text, content_type="text/plain; charset=utf-8")
            name = f"withdrawal-{self.case.testimony.code}.txt"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
        return TemplateResponse(
            request, "crm_videos/certificate.html", {"certificate": certificate, "case": self.case}
        )
