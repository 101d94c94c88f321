"""The form in which somebody approves a story, and says what of the lint's finds tells nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page

from crm_videos.models import Override
from crm_videos.overriding import FEWEST_LETTERS
from crm_videos.words import Harmless
from portal.pages.story_seen import CHANGED, digest_shown


class MarksField(forms.Field):
    """Any number of finds, by their marks."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Take a list; nothing at all is none."""
        return list(map(str, value or ()))


class StoryApprovalForm(TaskStateCommentForm):
    """The comment, and the finds with the reason why they tell nothing.

    The dialog draws the finds beside their words, so the form knows them by their marks
    alone: those that ``wait`` for a second person, and those that were ticked. What it
    showed it names by its digest: ``seen``.
    """

    comment = forms.CharField(
        label=_("What the writer should know"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("It is kept with the page: name nobody."),
    )
    page = forms.ModelChoiceField(Page.objects.all(), widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    waiting = MarksField(required=False)
    overridden = MarksField(required=False)
    reason = forms.ChoiceField(
        label=_("Why they tell nothing"),
        choices=[("", "—"), *Harmless.choices],
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=Override._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One sentence. It stays for good: name nobody."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask whether this is what was read, and for each find that waits for a reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        page = cleaned.pop("page", None)
        if page is None or digest_shown(page) != cleaned.get("seen"):
            self.add_error(None, CHANGED)
        waiting, overridden = set(cleaned.pop("waiting", ())), cleaned.get("overridden")
        if waiting - set(overridden or ()):
            self.add_error(
                None,
                _("Tick each of these words if it tells nothing. If it does, request changes."),
            )
        if overridden and not cleaned.get("reason"):
            self.add_error("reason", _("Choose a reason."))
        if overridden and len(cleaned.get("words", "").strip()) < FEWEST_LETTERS:
            self.add_error(
                "words", _("Say why these words tell nothing, in a sentence of your own.")
            )
        return cleaned
