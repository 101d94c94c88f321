"""The form of a plan."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms.districts import OwnDistrictsForm
from campaigns.models import Place
from events.models import EventKind, PlannedEvent
from events.planning import may_be_held_as


class PlanForm(OwnDistrictsForm):
    """What is to be held, and later what became of it."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["kind"].queryset = EventKind.objects.filter(active=True)
        if self.instance.pk:
            self.fields["held_as"].queryset = may_be_held_as(self.instance)
        else:
            # Nothing has become of it yet.
            del self.fields["held_as"], self.fields["cancel_reason"]

    def clean_place(self) -> Place:
        """Refuse a division: nobody could go there."""
        place: Place = self.cleaned_data["place"]
        if place.level == Place.Level.DIVISION:
            raise ValidationError(
                _("A division is too wide. Choose a district or a smaller place.")
            )
        return place

    def clean(self) -> dict[str, Any]:
        """Refuse what was held and cancelled at once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("held_as") and cleaned.get("cancel_reason"):
            self.add_error("cancel_reason", _("It was held, so it was not cancelled."))
        return cleaned

    def save(self, commit: bool = True) -> PlannedEvent:
        self.instance.changed_at = self.now
        plan: PlannedEvent = super().save(commit=commit)
        return plan
