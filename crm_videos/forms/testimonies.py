"""Recording what somebody told: the place as a district, the person sealed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.districts import OwnDistrictsForm, districts
from campaigns.scope import scope_of
from crm_videos.identity_lint import has_everyday_part, has_whole_word
from crm_videos.models import Testimony
from foundation.moments import dhaka_day

SEALED = ("name", "telephone", "village", "other_names")


class TestimonyForm(OwnDistrictsForm):
    """Says who the person is once; it is sealed and no form shows it again."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    village = forms.CharField(label=_("Village, union, upazila"), max_length=200, required=False)
    other_names = forms.CharField(
        label=_("Other names in the story"),
        max_length=400,
        required=False,
        help_text=_("Of relatives, middlemen, employers: none of them may be named in public."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Where exactly somebody lives is sealed; the district decides who may know of it.
        self.fields["place"].queryset = scope_of(self.for_user).narrow(districts(), by="pk")

    def clean_name(self) -> str:
        """Ask for the name of a new testimony: without it nobody can look for it in the words."""
        name: str = self.cleaned_data["name"].strip()
        if not name and self.instance._state.adding:
            raise ValidationError(_("Who told it? The name is sealed."))
        if name and not has_whole_word(name):
            raise ValidationError(
                _("Nobody can look for a single letter. Write the name as the person is called.")
            )
        return name

    @property
    def names_an_everyday_word(self) -> bool:
        """Say whether a name will be pointed to where only a word stands."""
        said = (self.cleaned_data[name] for name in ("name", "other_names"))
        return any(map(has_everyday_part, said))

    def clean_told_on(self) -> Any:
        """Refuse what is still to be told."""
        day = self.cleaned_data["told_on"]
        if day > dhaka_day(timezone.now()):
            raise ValidationError(_("That day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse to write somebody down again who was erased."""
        if self.instance.erased_at:
            raise ValidationError(_("This person was erased. Nothing is kept any more."))
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned

    def save(self, commit: bool = True) -> Testimony:
        """Seal who it was; what is left empty stays as it is sealed."""
        said = {name: self.cleaned_data[name].strip() for name in SEALED}
        told = {name: text for name, text in said.items() if text}
        if self.instance._state.adding:
            self.instance.recorded_by, self.instance.created_at = self.for_user, timezone.now()
            self.instance.person = told
        elif told:
            self.instance.person = {**self.instance.person.open(), **told}
        testimony: Testimony = super().save(commit=commit)
        return testimony
