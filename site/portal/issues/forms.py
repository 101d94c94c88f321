"""The form of a freezing: why in spite of red marks, and what a later version changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it goes out in spite of a red mark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Only where a check is red. It is kept with the version."),
    )
    erratum_bn = forms.CharField(
        label=_("What changed, in Bangla"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it on the issue."),
    )
    erratum_en = forms.CharField(
        label=_("What changed, in English"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["erratum_bn"], self.fields["erratum_en"]
