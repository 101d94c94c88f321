"""What whoever answers the hotline types: the four words, as they hear them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("The four words on the card"),
        max_length=200,
        help_text=_(
            "In their order, with a space between them. How they are spelt matters little."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "bn", "spellcheck": "false"}),
    )
