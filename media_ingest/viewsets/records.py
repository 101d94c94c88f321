"""One record on a page of its own: moments in the programme's zone, and nothing said as a dash."""

from datetime import date, datetime
from typing import Any

from wagtail.admin.views import generic

from foundation.bangla import UNKNOWN
from media_ingest.alert_words import show_moment
from media_ingest.columns import show_count


class RecordInspectView(generic.InspectView):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Show what Wagtail would show in UTC, as ``None`` or without commas."""
        value = super().get_field_display_value(field_name, field)
        if value is None or value == "":
            return UNKNOWN
        if isinstance(value, datetime | date):
            return show_moment(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return show_count(value)
        return value
