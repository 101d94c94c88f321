"""The forms of an outcome claim: what is claimed, and what a second person says of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from campaigns.forms.districts import OwnDistrictsForm
from campaigns.scope import scope_of
from events.comparing import name_event
from events.models import Checked, ClaimEvidence, Event, Heard, OutcomeClaim, OutcomeKind
from events.outcomes.claiming import edit_claim, make_claim
from events.outcomes.rules import find_problems


class ClaimForm(OwnDistrictsForm):
    """One claim, without the name of anybody."""

    # From "An outcome was told" on the page of an event.
    event = forms.ModelChoiceField(Event.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        before = self.instance.event_id
        own = scope_of(self.for_user).narrow(Event.objects.all())
        self.fields["event"].queryset = Event.objects.filter(Q(pk__in=own) | Q(pk=before))
        if before:
            self.initial["event"] = before
        # A kind that is no longer offered stays choosable on its own claims.
        self.fields["kind"].queryset = OutcomeKind.objects.filter(
            Q(active=True) | Q(pk=self.instance.kind_id)
        )
        self.fields["heard"].choices = Heard.choices
        self.fields["evidence"].choices = ClaimEvidence.choices
        self.fields["words"].required = True
        self.fields["amount"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12}
        )

    @property
    def after(self) -> Event | None:
        """The event after which it was told, as the form knows it."""
        try:
            found: Event | None = self.fields["event"].clean(self["event"].value() or None)
        except forms.ValidationError:
            return None
        return found

    def _post_clean(self) -> None:
        """Add the rules of a claim to Django's checks of the single fields."""
        super()._post_clean()
        self.instance.event = self.cleaned_data.get("event")
        for field, problem in find_problems(self.instance, now=self.now).items():
            if field not in self.errors:
                self.add_error(field, problem)

    def save(self, commit: bool = True) -> OutcomeClaim:
        if not commit:
            return self.instance
        write = edit_claim if self.instance.pk else make_claim
        return write(self.instance, by=self.for_user, now=self.now)


class ReasonForm(forms.Form):
    """Why a claim is withdrawn or opened again."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Without names. It is kept with the claim, and erased with its words."),
        widget=forms.TextInput(attrs={"size": 40}),
    )


class DecisionForm(ReasonForm):
    """How a claim was checked, and what came of it."""

    checked_how = forms.ChoiceField(
        label=_("How was it checked?"), choices=Checked.choices, widget=forms.RadioSelect
    )
    field_order = ["checked_how", "words"]


class AfterEventPanel(Panel):
    """Names the event after which it was told; it is chosen on the page of the event."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/after_event_panel.html"

        @cached_property
        def after(self) -> Event | None:
            found: Event | None = self.form.after
            return found

        def is_shown(self) -> bool:
            return self.after is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            given = super().get_context_data(parent_context)
            name = name_event(self.after) if self.after else ""
            return {**given, "after": self.after, "name": name}


CLAIM_FORM = ObjectList(
    [
        AfterEventPanel(heading=_("Told after this event")),
        MultiFieldPanel(
            [
                FieldPanel("kind", widget=forms.RadioSelect),
                FieldPanel("other_kind"),
                FieldPanel("words"),
                FieldPanel("amount"),
            ],
            heading=_("What happened"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("happened_on"), FieldPanel("only_month")]),
            ],
            heading=_("Where and when"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("heard", widget=forms.RadioSelect),
                FieldPanel("evidence", widget=forms.RadioSelect),
                FieldPanel("evidence_words"),
            ],
            heading=_("How we know"),
        ),
    ],
    base_form_class=ClaimForm,
)
