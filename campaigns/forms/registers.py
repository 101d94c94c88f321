"""The forms of the registers of products and of news reports; they store through the register."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.facts import LedgerRefused
from campaigns.forms.campaigns import Boxes
from campaigns.models import Audience, Campaign
from campaigns.registers import RegisterRefused, keep
from foundation.moments import dhaka_day


class RegisterForm(WagtailAdminModelForm):
    """A row of a register. What the ledger refuses is said beside the day."""

    day_field = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.campaign_id
        self.fields["campaign"].queryset = Campaign.objects.to_choose(chosen)

    def _refuse_to_come(self, day: datetime.date | None) -> None:
        if day and day > dhaka_day(timezone.now()):
            self.add_error(self.day_field, _("This day is still to come."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_to_come(cleaned.get(self.day_field))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Store the row and what it says to the ledger. Raises ``ValidationError``."""
        if not commit:
            return super().save(commit=False)
        inlines = {name for name, some in self.formsets.items() if some.has_changed()}
        store, is_new = super().save, self.instance._state.adding
        try:
            return keep(
                self.instance,
                changed={*self.changed_data, *inlines},
                save=lambda: store(commit=True),
                by=self.for_user,
                now=timezone.now(),
            )
        except LedgerRefused as refusal:
            self._as_before(is_new)
            words = _(
                "The ledger does not take it: %(why)s. If it is part of a figure that was printed "
                "or entered as a whole, say so below."
            )
            raise ValidationError({self.day_field: words % {"why": refusal.why}}) from refusal
        except RegisterRefused as refusal:
            self._as_before(is_new)
            raise ValidationError({self.day_field: str(refusal)}) from refusal

    def _as_before(self, is_new: bool) -> None:
        """Forget the number that a new row had until its transaction was taken back."""
        if is_new:
            self.instance.pk = None
            self.instance._state.adding = True


class ProductForm(RegisterForm):
    day_field = "developed_on"
    audiences = Boxes(Audience.objects.all(), label=_("Audience"), required=False)

    def is_valid(self) -> bool:
        """Hold the distribution against the print run, where both are known."""
        valid: bool = super().is_valid()
        run = self.cleaned_data.get("print_run") if valid else None
        if run is None:
            return valid
        rows = (one.cleaned_data for one in self.formsets["distributions"].forms)
        given = sum(row["copies"] for row in rows if row and not row.get("DELETE"))
        if given > run:
            words = _("%(given)s copies went to districts, and %(run)s were printed.")
            self.add_error("print_run", words % {"given": given, "run": run})
            return False
        return True


class NewsReportForm(RegisterForm):
    day_field = "published_on"
    link = forms.URLField(
        label=_("Link"),
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        widgets = {"tone": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        """Refuse a scan that shows a story, and a report that nobody could find again."""
        cleaned = super().clean()
        if cleaned.get("uses_story") and cleaned.get("document"):
            self.add_error(
                "document", _("Of a report that uses a story no scan is kept here: take it out.")
            )
        return cleaned
