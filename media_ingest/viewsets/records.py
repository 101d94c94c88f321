"""Lists of records, and one of them on a page of its own.

Moments are in the programme's zone, and what is not known is a dash.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from wagtail.admin.views import generic

from foundation.bangla import UNKNOWN
from foundation.shown_moments import show_moment
from media_ingest.columns import show_count


class RecordIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        """Read the accounts that the rows name in the same query, their secrets left out."""
        rows = super().get_base_queryset()
        if not hasattr(self.model, "account"):
            return rows
        return rows.select_related("account").defer("account__credentials")

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Offer nothing: the first column opens the record, and there is nothing else to do."""
        return []


class RecordInspectView(generic.InspectView):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Show what Wagtail would show in UTC, as ``None`` or without commas."""
        value = super().get_field_display_value(field_name, field)
        if value is None or value == "":
            return UNKNOWN
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, datetime | date):
            return show_moment(value)
        if isinstance(value, int):
            return show_count(value)
        return value
