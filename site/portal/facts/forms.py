"""The editor's form of a fact."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from foundation.moments import dhaka_day


class FactForm(WagtailAdminModelForm):
    """Keeps the key that pages name the fact by, and lets nobody check it tomorrow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
