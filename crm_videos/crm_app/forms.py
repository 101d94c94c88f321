"""The office's own forms, as a row fills them in: what is refused there is refused here."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from crm_videos.forms.consents import GiveForm
from crm_videos.forms.testimonies import TestimonyForm
from crm_videos.models import Testimony


class PersonForm(TestimonyForm):
    """Who told it, where and when."""

    class Meta:
        model = Testimony
        fields = ("place", "told_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It is a district, or the row would not have come so far.
        self.fields["place"].error_messages["invalid_choice"] = _(
            "You are not assigned to the district in which this lies."
        )


class AskedForm(GiveForm):
    """How the person was asked, on a day that may be long ago."""

    asked_on = forms.DateField()

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_file = has_file

    def clean(self) -> dict[str, Any]:
        """Ask for the evidence, unless it comes as a file beside the manifest."""
        cleaned = super().clean()
        if self.has_file and "evidence" in self.errors and not self.data.get("evidence"):
            del self.errors["evidence"]
        # Brought by whoever stores it, not through this form.
        return {**cleaned, "evidence": cleaned.get("evidence", "")}
