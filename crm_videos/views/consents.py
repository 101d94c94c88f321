"""One testimony with all that was agreed to, and the forms that add a version."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from crm_videos.asking import (
    ConsentRefused,
    give_consent,
    narrow_consent,
    renew_consent,
    withdraw_consent,
)
from crm_videos.consent import State, state_of
from crm_videos.erasing.deciding import ASK
from crm_videos.forms.consents import AskingForm, GiveForm, NarrowForm, RenewForm, WithdrawForm
from crm_videos.models import (
    CodeCard,
    Consent,
    ConsentScript,
    PrivateFile,
    Story,
    Withdrawal,
)
from crm_videos.private.evidence import kept_evidence
from crm_videos.private.opening import PERMISSION as MAY_SEE_FILES
from crm_videos.private.storing import MOST_EVIDENCE_BYTES, NotStored
from crm_videos.recordings.register import recordings_of
from crm_videos.views.code_cards import show_new_card
from crm_videos.views.one_testimony import MAY_ASK, OneTestimony
from crm_videos.words import Why
from foundation.in_memory_uploads import InMemoryUploads
from foundation.moments import dhaka_day

MAY_SEE_CASES = "crm_videos.view_withdrawal"
STATES = {
    State.NONE: _("No consent"),
    State.STANDING: _("Consent stands"),
    State.ENDING: _("Consent ends soon"),
    State.EXPIRED: _("Consent has ended"),
    State.WITHDRAWN: _("Consent withdrawn"),
}
ERASED = _("The person was erased")


class TestimonyView(OneTestimony, TemplateView):
    template_name = "crm_videos/testimony.html"
    page_title = _("Testimony")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, and what can be done now."""
        state = state_of(self.last, dhaka_day(self.now))
        versions = self.testimony.consents.select_related("script", "asked_by", "evidence_file")
        fields: Any = Consent._meta
        rows = [
            {
                "consent": one,
                **{
                    name: fields.get_field(name).labels(getattr(one, name))
                    for name in ("purposes", "channels", "languages")
                },
            }
            for one in versions
        ]
        return super().get_context_data(
            testimony=self.testimony,
            state=ERASED if self.testimony.erased_at else STATES[state],
            stands=state in {State.STANDING, State.ENDING},
            renewable=state not in {State.NONE, State.WITHDRAWN},
            rows=rows,
            stories=Story.objects.filter(testimony=self.testimony),
            recordings=list(recordings_of(self.testimony)),
            may_ask=self.request.user.has_perm(MAY_ASK) and not self.testimony.erased_at,
            may_erase=self.request.user.has_perm(ASK) and not self.testimony.erased_at,
            may_see_files=self.request.user.has_perm(MAY_SEE_FILES),
            card=CodeCard.objects.valid().filter(testimony=self.testimony).first(),
            cases=Withdrawal.objects.filter(testimony=self.testimony),
            may_see_cases=self.request.user.has_perm(MAY_SEE_CASES),
            **kwargs,
        )


class ConsentFormView(OneTestimony, FormView, ABC):
    """A form that adds one version."""

    needs = MAY_ASK
    template_name = "crm_videos/consent_form.html"
    done: ClassVar[Any] = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "last": self.last, "today": dhaka_day(self.now)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it, or say why not; nothing that was filled in is lost."""
        try:
            self.record(form)
        except ConsentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        except NotStored as refused:
            form.add_error("evidence_file", refused.message)
            return self.form_invalid(form)
        return self.recorded()

    def recorded(self) -> HttpResponse:
        """Lead back to the testimony."""
        messages.success(self.request, self.done)
        return redirect(reverse("consents:testimony", args=[self.testimony.pk]))

    @abstractmethod
    def record(self, form: Any) -> None:
        """Add the version. Raises ConsentRefused, and NotStored for the evidence."""


class AskView(InMemoryUploads, ConsentFormView):
    """The form with the evidence, which touches no disk until it is encrypted."""

    most_upload_bytes = MOST_EVIDENCE_BYTES
    form_class: type[AskingForm] = GiveForm
    page_title = _("Ask for consent")
    done = _("The consent is recorded.")

    def evidence(self, form: Any) -> AbstractContextManager[PrivateFile | None]:
        """Store what proves the consent, if the consent is recorded."""
        given = form.cleaned_data
        return kept_evidence(
            self.testimony,
            given["evidence_file"],
            kind=given["evidence_kind"],
            by=self.actor,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words that are read out."""
        script = ConsentScript.objects.filter(active_from__lte=dhaka_day(self.now)).first()
        return super().get_context_data(script=script, **kwargs)

    def recorded(self) -> HttpResponse:
        """Show the words of a new card: here, and never again."""
        return show_new_card(self.request, self.testimony, done=self.done, now=self.now)

    def record(self, form: Any) -> None:
        """Record what the person agreed to."""
        with self.evidence(form) as file:
            give_consent(
                self.testimony,
                scope=form.scope(),
                asking=form.asking(file),
                ends_on=form.cleaned_data["ends_on"],
                seen=form.cleaned_data["seen"],
                wider=form.cleaned_data.get("wider", False),
                by=self.actor,
                now=self.now,
            )


class RenewView(AskView):
    form_class = RenewForm
    page_title = _("Renew the consent")
    done = _("The consent is renewed.")

    def record(self, form: Any) -> None:
        """Record that the same is allowed for longer."""
        with self.evidence(form) as file:
            renew_consent(
                self.testimony,
                asking=form.asking(file),
                ends_on=form.cleaned_data["ends_on"],
                seen=form.cleaned_data["seen"],
                by=self.actor,
                now=self.now,
            )


class NarrowView(ConsentFormView):
    form_class = NarrowForm
    page_title = _("Narrow the consent")
    done = _("The consent is narrowed.")

    def record(self, form: Any) -> None:
        """Record that less is allowed."""
        narrow_consent(
            self.testimony,
            scope=form.scope(),
            ends_on=form.cleaned_data["ends_on"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
            now=self.now,
        )


class WithdrawView(ConsentFormView):
    form_class = WithdrawForm
    page_title = _("Withdraw the consent")
    done = _("The consent is withdrawn. Nothing of it is shown on this site any more.")

    def record(self, form: Any) -> None:
        """Record that nothing is allowed any more; whatever was seen, it counts."""
        withdraw_consent(
            self.testimony,
            by=self.actor,
            now=self.now,
            note=form.cleaned_data["note"],
            why=Why(form.cleaned_data["why"]),
        )
