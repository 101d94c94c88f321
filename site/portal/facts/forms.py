"""The editor's form of a fact."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from foundation.moments import dhaka_day
from portal.facts.hours import WEEK, names_of_days


class DaysField(forms.MultipleChoiceField):
    """Days of the week as boxes to tick, kept as their ISO numbers in a row: ``12347``."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        """Tick the boxes of what is kept."""
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Give the numbers in their order."""
        return "".join(sorted(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the numbers, whichever way they came."""
        return sorted(initial or "") != sorted(data or "")


class FactForm(WagtailAdminModelForm):
    """Keeps the key that pages name the fact by, and lets nobody check it tomorrow."""

    open_days = DaysField(label=gettext_lazy("Open on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "open_days" in self.fields:
            names = names_of_days()
            self.fields["open_days"].choices = [(str(day), names[day]) for day in WEEK]
        if self.instance.pk and "key" in self.fields:
            # Texts hold the key: with another one they would show nothing.
            self.fields["key"].disabled = True
        if "owner" in self.fields:
            staff = self.fields["owner"].queryset.filter(is_active=True)
            self.fields["owner"].queryset = staff.order_by("username")

    def clean(self) -> Any:
        """Refuse a day that has not come yet in Dhaka."""
        cleaned = super().clean()
        checked_on = cleaned.get("checked_on")
        if checked_on and checked_on > dhaka_day(timezone.now()):
            self.add_error("checked_on", _("That day has not come yet."))
        return cleaned
