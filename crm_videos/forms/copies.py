"""Registering a copy by hand, and saying that one is gone."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.scope import scope_of
from crm_videos.copies.proving import proofs_for
from crm_videos.copies.registering import register_copy
from crm_videos.models import LOCAL, Copy, Story
from crm_videos.words import CopyKind

REMOTE = [(one.value, one.label) for one in CopyKind if one not in LOCAL]


class CopyForm(WagtailAdminModelForm):
    """What went where. The site registers its own pages by itself."""

    kind = forms.ChoiceField(label=_("Kind"), choices=REMOTE)
    holder = forms.CharField(
        label=_("Who has it"),
        max_length=200,
        required=False,
        help_text=_("Whom to ask should it have to go, and how to reach them. Sealed."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False, help_text=_("Sealed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = scope_of(self.for_user).narrow(Story.objects.all(), by="testimony__place")
        self.fields["story"].queryset = own.select_related("testimony")
        self.fields["language"].help_text = _(
            "Choose it if you know it: else the copy must go as soon as one language is taken out."
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what is needed to get it back."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("where", "").strip() or cleaned.get("holder", "").strip()):
            self.add_error("where", _("Say where it is, or who has it."))
        return cleaned

    def save(self, commit: bool = True) -> Copy:
        """Enter it in the register."""
        given = self.cleaned_data
        told = {name: given[name].strip() for name in ("holder", "note")}
        return register_copy(
            given["story"],
            kind=given["kind"],
            language=given["language"],
            where=given["where"].strip(),
            details={name: text for name, text in told.items() if text},
            by=self.for_user,
            now=timezone.now(),
        )


class GoneForm(forms.Form):
    """How it is known that a copy is gone."""

    proof = forms.ChoiceField(label=_("How do you know?"), widget=forms.RadioSelect)
    seen = forms.CharField(
        label=_("What did you see, or who told you what?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Sealed. For example: the address opened on another phone says that it is gone."
        ),
    )

    def __init__(self, *args: Any, copy: Copy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.value, one.label) for one in proofs_for(copy)]
        self.fields["proof"].choices = offered  # type: ignore[attr-defined]
