"""Why somebody wants to see a private file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_videos.models import AccessEntry, Reason

FEWEST_LETTERS = 10


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        min_length=FEWEST_LETTERS,
        max_length=AccessEntry._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. It stays in the log for good: name nobody."),
    )
