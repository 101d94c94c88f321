"""The forms of the field: the office's own, as a thumb fills them in."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_videos.asking import LONGEST
from crm_videos.field_stories.guidance import EXAMPLES
from crm_videos.forms.consents import GiveForm
from crm_videos.forms.testimonies import TestimonyForm
from crm_videos.models import Testimony
from crm_videos.recordings.taking import MOST_CHARACTERS
from foundation.shown_moments import show_moment

# What a browser shall neither keep, nor offer again, nor send away to be looked over.
UNKEPT = {
    "autocomplete": "off",
    "autocorrect": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
}
# For how long somebody is offered to agree.
TERMS = (
    (datetime.timedelta(days=182), _("Half a year, until %(day)s")),
    (datetime.timedelta(days=365), _("One year, until %(day)s")),
    (LONGEST - datetime.timedelta(days=1), _("Two years, until %(day)s")),
)


def _unkept(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        if isinstance(field.widget, forms.TextInput | forms.Textarea):
            field.widget.attrs.update(UNKEPT)


class PersonForm(TestimonyForm):
    """Says who the person is, once; it is sealed."""

    class Meta:
        model = Testimony
        fields = ("place", "told_on")
        widgets = {"told_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        place.label, place.empty_label = _("District"), None
        self.fields["telephone"].widget.attrs["inputmode"] = "tel"
        _unkept(self)


class AskForm(GiveForm):
    """The questions of the consent, each answered while the person is asked: nothing is preset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["script"].widget = forms.HiddenInput()
        fields["script_language"].initial = "bn"
        fields["languages"].label = _("In which language")
        for name in ("script_language", "middleman_near", "case_in_court", "evidence_kind"):
            fields[name].widget = forms.RadioSelect(choices=fields[name].choices)  # type: ignore[attr-defined]
        for name in ("middleman_near", "case_in_court", "identity_level"):
            fields[name].initial = None
        terms = [(self.today + term, words % {"day": show_moment(self.today + term)})
                 for term, words in TERMS]  # fmt: skip
        fields["ends_on"].widget = forms.RadioSelect(choices=terms)
        _unkept(self)

    def levels(self) -> Iterator[tuple[Any, Any]]:
        """Give each level of the person with its example."""
        for choice in self["identity_level"]:
            yield choice, EXAMPLES[choice.data["value"]]


class WordsForm(forms.Form):
    """A chapter in writing."""

    text = forms.CharField(
        label=_("What the person tells"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("There is no text.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _unkept(self)
