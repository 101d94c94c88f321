"""Asking for consent, renewing, narrowing and withdrawing it: what the asker fills in."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from crm_videos.asking import LONGEST, Asking
from crm_videos.consent import Scope
from crm_videos.identity import IdentityLevel
from crm_videos.models import Consent, ConsentScript, PrivateFile
from crm_videos.words import Answer, Channel, Evidence, Language, Purpose, Why


def boxes(label: Any, of: Any) -> forms.MultipleChoiceField:
    """Offer each entry of a declared list as a box."""
    return forms.MultipleChoiceField(
        label=label, choices=of.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class SeenForm(forms.Form):
    """Carries the version that the asker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, last: Consent | None, today: datetime.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.last, self.today = last, today
        self.initial["seen"] = last.version if last else 0


class EndsForm(SeenForm):
    ends_on = forms.DateField(
        label=_("Ends on"),
        widget=AdminDateInput,
        help_text=_("Two years at most; then the person is asked again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ends_on", self.today + LONGEST - datetime.timedelta(days=1))


class ScopeForm(EndsForm):
    """What may be done with it."""

    purposes = boxes(_("May be used"), Purpose)
    channels = boxes(_("May be shown on"), Channel)
    languages = boxes(_("In which languages"), Language)
    identity_level = forms.ChoiceField(
        label=_("How much is shown of the person"),
        choices=IdentityLevel.choices,
        widget=forms.RadioSelect,
        initial=IdentityLevel.PSEUDONYM,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.last and self.last.purposes:
            for name in ("purposes", "channels", "languages", "identity_level"):
                self.initial.setdefault(name, getattr(self.last, name))

    def scope(self) -> Scope:
        """Read what was ticked."""
        given = self.cleaned_data
        return Scope(
            frozenset(given["purposes"]),
            frozenset(given["channels"]),
            frozenset(given["languages"]),
            given["identity_level"],
        )


class AskingForm(EndsForm):
    """How the person was asked; what is not ticked is refused with a sentence."""

    script = forms.ModelChoiceField(
        ConsentScript.objects.none(), label=_("Words that were read out"), empty_label=None
    )
    script_language = forms.ChoiceField(label=_("Read out in"), choices=Language.choices)
    adult = forms.BooleanField(label=_("The person is 18 or older"), required=False)
    aid_said = forms.BooleanField(
        label=_("I said that no help depends on the answer"), required=False
    )
    risks_asked = forms.BooleanField(
        label=_("I asked what could happen if somebody recognises them"), required=False
    )
    middleman_near = forms.ChoiceField(
        label=_("Does the middleman know the person?"),
        choices=Answer.choices,
        initial=Answer.UNKNOWN,
    )
    case_in_court = forms.ChoiceField(
        label=_("Is a case in court or with the police?"),
        choices=Answer.choices,
        initial=Answer.UNKNOWN,
        help_text=_("While one is, nothing is shown."),
    )
    contact = forms.CharField(
        label=_("How the person reaches us to withdraw"),
        max_length=200,
        required=False,
        help_text=_("Agreed with the person. Sealed."),
    )
    evidence_kind = forms.ChoiceField(label=_("Evidence"), choices=Evidence.choices)
    evidence_file = forms.FileField(
        label=_("The evidence itself"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,audio/*,application/pdf"}),
        help_text=_(
            "A photo of the signature, thumbprint or paper, or the recorded voice. It is "
            "encrypted, and who wants to see it says why first."
        ),
    )
    evidence = forms.CharField(
        label=_("Or where the evidence lies"),
        max_length=200,
        required=False,
        help_text=_("For example: folder 3, sheet 14. Sealed."),
    )
    witnessed = forms.BooleanField(
        label=_("A witness was there"),
        required=False,
        help_text=_("Whoever cannot read needs one."),
    )
    witness = forms.CharField(
        label=_("Name of the witness"), max_length=120, required=False, help_text=_("Sealed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = ConsentScript.objects.filter(active_from__lte=self.today)
        self.fields["script"].queryset = in_use  # type: ignore[attr-defined]
        self.initial.setdefault("script", in_use.first())

    def clean(self) -> dict[str, Any]:
        """Ask for the evidence, or for the place where it lies."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = {"evidence_file", "evidence"}
        if not told & self.errors.keys() and not any(cleaned.get(name) for name in told):
            self.add_error("evidence", _("Add the evidence, or say where it lies."))
        return cleaned

    def asking(self, evidence_file: PrivateFile | None) -> Asking:
        """Read how it was asked; the names go sealed."""
        given = self.cleaned_data
        details = {name: given[name].strip() for name in ("contact", "evidence", "witness")}
        plain = ("script", "script_language", "adult", "aid_said", "risks_asked", "evidence_kind",
                 "middleman_near", "case_in_court", "witnessed")  # fmt: skip
        return Asking(
            **{name: given[name] for name in plain},
            evidence_file=evidence_file,
            details={name: text for name, text in details.items() if text},
        )


class GiveForm(AskingForm, ScopeForm):
    wider = forms.BooleanField(label=_("It is meant to allow more than before"), required=False)

    field_order = [
        "script", "script_language", "adult", "aid_said", "risks_asked", "middleman_near",
        "case_in_court", "purposes", "channels", "languages", "identity_level", "ends_on", "wider",
        "contact", "evidence_kind", "evidence_file", "evidence", "witnessed", "witness",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.last is None:
            del self.fields["wider"]


class NarrowForm(ScopeForm):
    field_order = ["purposes", "channels", "languages", "identity_level", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.last:
            self.initial["ends_on"] = self.last.ends_on


class RenewForm(AskingForm):
    field_order = [name for name in GiveForm.field_order if name != "wider"]


class WithdrawForm(SeenForm):
    why = forms.ChoiceField(
        label=_("Why it ends"),
        choices=[(one.value, one.label) for one in (Why.ASKED, Why.SAFETY)],
        initial=Why.ASKED,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("How we heard of it"),
        max_length=200,
        required=False,
        help_text=_("Sealed. The person need give no reason."),
    )
