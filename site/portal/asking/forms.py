"""What the public and staff fill in around a question."""

import unicodedata
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from portal.asking.questions.asking import Asked
from portal.asking.words import Target
from portal.pages.models.programme import phone_number

MOST_LETTERS = 2000
BY_CODE, BY_PHONE = "code", "call"


def districts() -> "QuerySet[Place]":
    """Give the districts in the order of the reader's alphabet."""
    name = "name_bn" if get_language() == "bn" else "name_en"
    return Place.objects.filter(level=Place.Level.DISTRICT).order_by(name)


class QuestionForm(forms.Form):
    """A question; a district and a telephone number only from who wants to give them."""

    words = forms.CharField(
        max_length=MOST_LETTERS,
        error_messages={
            "required": _("Write your question."),
            "max_length": _("This is too long. Write the most important part."),
        },
    )
    district = forms.ModelChoiceField(
        Place.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose a district of the list.")},
    )
    way = forms.ChoiceField(
        choices=[(BY_CODE, BY_CODE), (BY_PHONE, BY_PHONE)],
        error_messages={
            "required": _("Choose how you want the answer."),
            "invalid_choice": _("Choose how you want the answer."),
        },
    )
    phone = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["district"]
        field.queryset = districts()

    @property
    def wants_call(self) -> bool:
        return bool(self.cleaned_data["way"] == BY_PHONE)

    def clean_phone(self) -> str:
        """Take the digits as they are written in any script; who wants no call gives none."""
        if self.cleaned_data.get("way") != BY_PHONE:
            return ""
        typed = self.cleaned_data["phone"]
        plus = "+" if typed.startswith("+") else ""
        number = plus + "".join(str(unicodedata.decimal(one)) for one in typed if one.isdecimal())
        if not number:
            raise forms.ValidationError(_("Write the number that we shall call."))
        try:
            phone_number(number)
        except forms.ValidationError:
            raise forms.ValidationError(_("This is no telephone number.")) from None
        return number

    def asked(self, language: str) -> Asked:
        """Give what was filled in, once it is valid."""
        given = self.cleaned_data
        return Asked(given["words"], language, given["district"], given["phone"])


class AnswerForm(forms.Form):
    """What staff write back, and where they send the person."""

    words = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In the language of the question, in plain words. Name nobody."),
    )
    referred_to = forms.ChoiceField(
        label=_("Referred to"),
        required=False,
        choices=[("", _("Nowhere: it is answered here")), *Target.choices],
    )


class FaqDraftForm(forms.Form):
    """A question that many may have, in general words, and its answer."""

    question = forms.CharField(label=_("Question, in general words"), max_length=160)
    answer = forms.CharField(
        label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 8})
    )
