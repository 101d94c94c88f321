"""What people say about an outcome claim in the admin: verified or not, withdrawn, open again."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from campaigns.ledger import LedgerRefused
from events.forms.outcomes import DecisionForm, ReasonForm
from events.models import Checked, ClaimState, OutcomeClaim
from events.outcomes.claiming import ClaimRefused, decide_claim, reopen_claim, withdraw_claim
from events.viewsets.outcome_list import facts_about, what


class Deciding(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView, ABC):
    """One thing that a person says about a claim, in whose district they may."""

    any_permission_required = ["verify", "add"]
    model = OutcomeClaim
    template_name = "events/decide_outcome.html"
    form_class: Any = DecisionForm
    button: Any = ""
    explained: Any = ""

    @cached_property
    def claim(self) -> OutcomeClaim:
        """Find the claim. Raises PermissionDenied where this person may not say it."""
        claims = OutcomeClaim.objects.with_names()
        claim: OutcomeClaim = get_object_or_404(claims, pk=self.kwargs["pk"])
        if not self.may(claim):
            raise PermissionDenied
        return claim

    def may(self, claim: OutcomeClaim) -> bool:
        """Ask for the permission to verify, in the claim's district."""
        return bool(self.user_has_permission_for_instance("verify", claim))

    def inspect_url(self) -> str:
        return reverse("outcomes:inspect", args=[self.claim.pk])

    def get_page_subtitle(self) -> str:
        return what(self.claim)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the claim."""
        here = {"url": self.inspect_url(), "label": what(self.claim)}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            claim=self.claim,
            facts=facts_about(self.claim),
            button=self.button,
            explained=self.explained,
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Say it; what stands against it is shown on the form."""
        try:
            told = self.decide(form.cleaned_data)
        except ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        except LedgerRefused as refusal:
            why = _("The ledger does not take this claim: %(why)s.") % {"why": refusal.why}
            form.add_error(None, why)
        except ValidationError as problems:
            form.add_error(None, [str(problem) for problem in problems.messages])
        else:
            messages.success(self.request, told)
            return redirect(self.inspect_url())
        return self.render_to_response(self.get_context_data(form=form))

    @abstractmethod
    def decide(self, given: dict[str, Any]) -> str:
        """Do it, and give the words that say so."""

    @property
    def who_and_when(self) -> dict[str, Any]:
        return {"by": cast("User", self.request.user), "now": timezone.now()}


class VerifyView(Deciding):
    page_title = _("Verify the claim")
    button = _("It is verified")
    explained = _("One verified outcome is counted for the district and the month.")
    becomes = ClaimState.VERIFIED
    told = _("The claim is verified, and counts.")

    def decide(self, given: dict[str, Any]) -> str:
        how = Checked(given["checked_how"])
        words = given["words"]
        decide_claim(self.claim, self.becomes, checked_how=how, words=words, **self.who_and_when)
        return str(self.told)


class NotConfirmedView(VerifyView):
    page_title = _("Not confirmed")
    button = _("It is not confirmed")
    explained = _("The claim stays here with your reason, and counts nowhere.")
    becomes = ClaimState.NOT_CONFIRMED
    told = _("The claim is not confirmed.")


class WithdrawView(Deciding):
    page_title = _("Withdraw the claim")
    form_class = ReasonForm
    button = _("Withdraw it")
    explained = _("The claim stays here with your reason, and counts nowhere.")

    def may(self, claim: OutcomeClaim) -> bool:
        """Let the claimant take it back too."""
        is_own = claim.claimed_by_id == self.request.user.pk
        asks = "change" if is_own else "verify"
        return bool(self.user_has_permission_for_instance(asks, claim))

    def decide(self, given: dict[str, Any]) -> str:
        withdraw_claim(self.claim, words=given["words"], **self.who_and_when)
        return str(_("The claim is withdrawn."))


class ReopenView(Deciding):
    page_title = _("Open the claim again")
    form_class = ReasonForm
    button = _("Open it again")
    explained = _(
        "It awaits verification again. If it counted, it leaves the totals by a correction."
    )

    def decide(self, given: dict[str, Any]) -> str:
        reopen_claim(self.claim, words=given["words"], **self.who_and_when)
        return str(_("The claim is open again."))


DECISIONS = {
    "verify": VerifyView,
    "not_confirmed": NotConfirmedView,
    "withdraw": WithdrawView,
    "reopen": ReopenView,
}
