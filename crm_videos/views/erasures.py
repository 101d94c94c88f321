"""Asking for a person to be erased; and one erasure, which a second person decides about."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.erasing.carrying_out import all_erasers
from crm_videos.erasing.deciding import (
    ASK,
    CONFIRM,
    ErasureRefused,
    ask_to_erase,
    confirm,
    decline,
    may,
)
from crm_videos.forms.erasures import AskErasureForm, ConfirmErasureForm
from crm_videos.models import Erasure
from crm_videos.views.one_testimony import OneTestimony
from foundation.bangla import figure

MAY_SEE = "crm_videos.view_erasure"


class AskErasureView(OneTestimony, FormView):
    """The form by which somebody asks; it clears nothing."""

    needs = ASK
    template_name = "crm_videos/ask_erasure.html"
    form_class = AskErasureForm
    page_title = _("Ask for an erasure")
    header_icon = "bin"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record the asking, or say why not."""
        why = form.cleaned_data["why"]
        try:
            erasure = ask_to_erase(self.testimony, why=why, by=self.actor, now=self.now)
        except ErasureRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("It is asked for. A second person decides."))
        return redirect(reverse("consents:erasure", args=[erasure.pk]))


class ErasureView(AdminPage, FormView):
    """What was asked, decided and cleared; and the two buttons of the second person."""

    template_name = "crm_videos/erasure.html"
    form_class = ConfirmErasureForm
    header_icon = "bin"
    section = _("Erasures")
    section_url = reverse_lazy("erasures:index")
    page_title = _("Erasure")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the erasure, after asking whether this person may know of it."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(MAY_SEE):
            raise PermissionDenied
        rows = Erasure.objects.select_related("testimony__place", "asked_by", "decided_by")
        own = scope_of(request.user).narrow(rows, by="testimony__place")
        self.erasure = get_object_or_404(own, pk=kwargs["pk"])

    @property
    def actor(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        return person

    def get_page_title(self) -> str:
        """Name it by the testimony's code."""
        return f"{self.page_title}: {self.erasure.testimony.code}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "testimony": self.erasure.testimony}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what can be done by this person, and what was cleared."""
        one, is_open = self.erasure, not self.erasure.decision
        is_own = one.asked_by_id == self.actor.pk
        may_confirm = may(self.actor, CONFIRM, one.testimony)
        return super().get_context_data(
            erasure=one,
            may_confirm=is_open and may_confirm and not is_own,
            may_decline=is_open and (may_confirm or is_own),
            is_own=is_open and is_own,
            cleared=[
                (eraser.label, figure(one.cleared[eraser.name], get_language() or "en"))
                for eraser in all_erasers()
                if eraser.name in one.cleared
            ],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decline with one button; confirming wants the code as well."""
        if "decline" not in request.POST:
            return super().post(request, *args, **kwargs)
        return self._decided(decline, _("Declined. Nothing was erased."))

    def form_valid(self, form: Any) -> HttpResponse:
        """Confirm it; the worker does the rest."""
        sentence = _("Confirmed. The story is gone from the site; the rest follows in minutes.")
        return self._decided(confirm, sentence)

    def _decided(self, decide: Any, sentence: Any) -> HttpResponse:
        try:
            decide(self.erasure, by=self.actor, now=self.now)
        except ErasureRefused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, sentence)
        return redirect(reverse("consents:erasure", args=[self.erasure.pk]))
