"""Asking for an erasure, and deciding about one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm_videos.models import Testimony, WhyErased


class AskErasureForm(forms.Form):
    why = forms.ChoiceField(label=_("Why"), choices=WhyErased, widget=forms.RadioSelect)


class ConfirmErasureForm(forms.Form):
    """Wants the code typed: what is confirmed cannot be taken back."""

    code = forms.CharField(label=_("The testimony's code"), max_length=12)

    def __init__(self, *args: Any, testimony: Testimony, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.testimony = testimony

    def clean_code(self) -> str:
        """Compare it as it is read out, in capitals or not."""
        code: str = self.cleaned_data["code"].strip().upper()
        if code != self.testimony.code:
            raise ValidationError(_("This is not the code of this testimony."))
        return code
