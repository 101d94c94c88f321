"""The form of an indicator of one's own, for what other systems hold, with its first definition."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.models import Definition, Indicator

AXES_OF_ADDING = ("months", "channels", "areas", "sexes")
# A later version brings indicators of its own, and none of them begins with this letter.
OWN = RegexValidator(
    r"^X[A-Z0-9]{1,7}$", _("X and then one to seven capital letters or digits, such as X1.")
)
# Who is in two months or on two channels is one of them (or one sample is another's).
NEVER_ADDED = {Indicator.Kind.PERSONS, Indicator.Kind.ACCOUNTS, Indicator.Kind.SURVEY}


class NewIndicatorForm(WagtailAdminModelForm):
    """All that is fixed afterwards, and the words. It is stated: a person enters it as a whole."""

    code = forms.CharField(
        label=_("Code"), max_length=8, validators=[OWN],
        help_text=_("Begins with X, as no indicator that comes with the site does."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Indicator.Kind.choices])
    text_bn = forms.CharField(
        label=_("Definition in Bangla"), widget=forms.Textarea(attrs={"rows": 2})
    )
    text_en = forms.CharField(
        label=_("Definition in English"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if given.get("kind") in NEVER_ADDED:
            for axis in ("months", "channels"):
                if given.get(f"adds_over_{axis}"):
                    self.add_error(
                        f"adds_over_{axis}",
                        _("Persons, accounts and shares of a survey do not add up over these."),
                    )
        return given

    def save(self, commit: bool = True) -> Indicator:
        """Store it with its definition, without which no figure of it could be posted."""
        self.instance.nature = Indicator.Nature.STATED
        with transaction.atomic():
            indicator: Indicator = super().save(commit=commit)
            Definition.objects.create(
                slug=f"own-{indicator.code.lower()}",
                indicator=indicator,
                platform="register",
                text_en=self.cleaned_data["text_en"],
                text_bn=self.cleaned_data["text_bn"],
            )
        return indicator
