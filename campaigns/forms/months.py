"""Explaining what is amber about a month, and taking a closing back."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.closing import Explained
from campaigns.gap_reasons import GAP_REASONS
from campaigns.models import MonthExplanation
from campaigns.month_checks import Check

LONGEST = 1000


class ExplanationsForm(forms.Form):
    """For each amber check a field for words, and for each gap a reason beside it."""

    def __init__(
        self,
        checks: list[Check],
        *args: Any,
        said: Mapping[str, MonthExplanation] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.checks = [check for check in checks if check.is_amber]
        for check in self.checks:
            before = (said or {}).get(check.slug)
            if check.is_gap:
                self.fields[f"reason:{check.slug}"] = forms.ChoiceField(
                    label=_("Why it is missing"),
                    choices=[("", _("Choose a reason")), *GAP_REASONS.items()],
                    initial=before.reason if before else "",
                )
            self.fields[f"words:{check.slug}"] = forms.CharField(
                label=_("In your words"),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=before.words if before else "",
            )

    def fields_of(self, check: Check) -> Iterator[forms.BoundField]:
        """Give the fields of one check, in the order in which they are asked."""
        for name in (f"reason:{check.slug}", f"words:{check.slug}"):
            if name in self.fields:
                yield self[name]

    @property
    def explained(self) -> list[Explained]:
        """Give what a valid form says."""
        return [
            Explained(
                about=check.slug,
                words=self.cleaned_data[f"words:{check.slug}"],
                reason=self.cleaned_data.get(f"reason:{check.slug}", ""),
            )
            for check in self.checks
        ]


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the month is opened again"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
