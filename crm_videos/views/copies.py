"""Closing a task: saying that a copy is gone, and how that is known."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.copies.proving import NotProven, prove_gone_by_hand
from crm_videos.forms.copies import GoneForm
from crm_videos.models import LOCAL, Copy, Takedown

MAY_PROVE = "crm_videos.change_copy"


class GoneView(AdminPage, FormView):
    form_class = GoneForm
    template_name = "crm_videos/copy_gone.html"
    page_title = gettext_lazy("Is this copy gone?")
    header_icon = "bin"
    section = gettext_lazy("Copies")
    section_url = reverse_lazy("copies:index")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find a copy of one's own districts that stands and that somebody else holds."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(MAY_PROVE):
            raise PermissionDenied
        copies = Copy.objects.standing().exclude(kind__in=LOCAL)
        own = scope_of(request.user).narrow(copies, by="story__testimony__place")
        self.copy = get_object_or_404(own.select_related("story__testimony"), pk=kwargs["copy_id"])

    @cached_property
    def task(self) -> Takedown | None:
        """Find the newest task that asks for it, if there is one."""
        return self.copy.takedowns.order_by("-opened_at").first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "copy": self.copy}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it is and who has it, for that is whom to ask."""
        words = gettext(self.task.words) if self.task and self.task.words else ""
        return super().get_context_data(
            copy=self.copy, details=self.copy.details.open(), task=self.task, words=words,
            now=self.now, **kwargs,
        )  # fmt: skip

    def form_valid(self, form: Any) -> HttpResponse:
        """Record the proof, or say what is lacking."""
        assert isinstance(self.request.user, User)  # noqa: S101 - the guard lets nobody else in
        given = form.cleaned_data
        try:
            prove_gone_by_hand(
                self.copy,
                proof=given["proof"],
                seen=given["seen"],
                by=self.request.user,
                now=self.now,
            )
        except NotProven as lacking:
            form.add_error(None, str(lacking))
            return self.form_invalid(form)
        messages.success(self.request, gettext("The copy is recorded as gone."))
        if self.task is None:
            return redirect(self.section_url)
        return redirect(reverse("consents:case", args=[self.task.withdrawal_id]))
