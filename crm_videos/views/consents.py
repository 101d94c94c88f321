"""One testimony with all that was agreed to, and the forms that add a version."""

from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.consent import (
    ConsentRefused,
    State,
    day_of,
    give_consent,
    narrow_consent,
    newest_consent,
    renew_consent,
    state_of,
    withdraw_consent,
)
from crm_videos.forms.consents import AskingForm, GiveForm, NarrowForm, RenewForm, WithdrawForm
from crm_videos.models import Consent, ConsentScript, Story, Testimony

MAY_SEE, MAY_ASK = "crm_videos.view_consent", "crm_videos.add_consent"
STATES = {
    State.NONE: _("No consent"),
    State.STANDING: _("Consent stands"),
    State.ENDING: _("Consent ends soon"),
    State.EXPIRED: _("Consent has ended"),
    State.WITHDRAWN: _("Consent withdrawn"),
}


class OneTestimony(AdminPage):
    """A page about one testimony of the person's districts; elsewhere there is nothing."""

    header_icon = "doc-full"
    section = _("Testimonies")
    section_url = reverse_lazy("testimonies:index")
    needs = MAY_SEE

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the testimony, after asking whether this person may know of it."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        own = scope_of(request.user).narrow(Testimony.objects.select_related("place"))
        self.testimony = get_object_or_404(own, pk=kwargs["pk"])

    @cached_property
    def last(self) -> Consent | None:
        return newest_consent(self.testimony)

    @property
    def actor(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        return person

    def get_page_title(self) -> str:
        """Name the testimony by its code."""
        return f"{self.page_title}: {self.testimony.code}"


class TestimonyView(OneTestimony, TemplateView):
    template_name = "crm_videos/testimony.html"
    page_title = _("Testimony")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, and what can be done now."""
        state = state_of(self.last, day_of(self.now))
        versions = self.testimony.consents.select_related("script", "asked_by")
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
            state=STATES[state],
            stands=state in {State.STANDING, State.ENDING},
            renewable=state not in {State.NONE, State.WITHDRAWN},
            rows=rows,
            stories=Story.objects.filter(testimony=self.testimony),
            may_ask=self.request.user.has_perm(MAY_ASK),
            **kwargs,
        )


class ConsentFormView(OneTestimony, FormView):
    """A form that adds one version."""

    needs = MAY_ASK
    template_name = "crm_videos/consent_form.html"
    done: ClassVar[Any] = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "last": self.last, "today": day_of(self.now)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it, or say why not; nothing that was filled in is lost."""
        try:
            self.record(form)
        except ConsentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(reverse("consents:testimony", args=[self.testimony.pk]))

    def record(self, form: Any) -> None:
        """Add the version. Raises ConsentRefused."""
        raise NotImplementedError


class AskView(ConsentFormView):
    form_class: type[AskingForm] = GiveForm
    page_title = _("Ask for consent")
    done = _("The consent is recorded.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words that are read out."""
        script = ConsentScript.objects.filter(active_from__lte=day_of(self.now)).first()
        return super().get_context_data(script=script, **kwargs)

    def record(self, form: Any) -> None:
        """Record what the person agreed to."""
        give_consent(
            self.testimony,
            scope=form.scope(),
            asking=form.asking(),
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
        renew_consent(
            self.testimony,
            asking=form.asking(),
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
            self.testimony, by=self.actor, now=self.now, note=form.cleaned_data["note"]
        )
