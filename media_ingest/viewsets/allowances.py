"""What the platforms let us ask in a day, and how much of it is used."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from foundation.kept_rows import KeptModelViewSet
from media_ingest.allowances import FULL_AT_PERCENT
from media_ingest.columns import WideColumn, short_moment, show_count
from media_ingest.models import Allowance, platform_name
from media_ingest.pacific import pacific_day
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView

# What clients name their units, said here so that they can be translated.
UNITS = {"units": _("units"), "calls": _("calls")}


def used_in_words(row: Allowance) -> str:
    """Say how much of a bucket is used, in its own unit."""
    percent = percent_used(row)
    if percent is None:
        return gettext("%(used)s %(unit)s used; the limit is not published") % {
            "used": show_count(row.used),
            "unit": UNITS.get(row.unit, row.unit),
        }
    if row.unit == "percent":
        return gettext("%(percent)s %% used; we stop at %(stop)s %%") % {
            "percent": show_count(percent),
            "stop": show_count(FULL_AT_PERCENT),
        }
    return gettext("%(used)s of %(most)s %(unit)s used (%(percent)s %%)") % {
        "used": show_count(row.used),
        "most": show_count(row.most),
        "unit": UNITS.get(row.unit, row.unit),
        "percent": show_count(percent),
    }


def percent_used(row: Allowance) -> int | None:
    """Give the share that is used, rounded up: what is begun is not nothing.

    ``None`` where the platform does not say how much there is.
    """
    if row.most is None:
        return None
    return -(-100 * row.used // row.most) if row.most else 100


def state_in_words(row: Allowance) -> str:
    """Say whether calls go through."""
    now = timezone.now()
    if row.closed_until and row.closed_until > now:
        return gettext("Closed until %(moment)s") % {"moment": short_moment(row.closed_until)}
    if row.day < pacific_day(now):
        return gettext("Over")
    if (percent_used(row) or 0) >= 100:
        return gettext("Used up until midnight Pacific")
    return gettext("Open")


class UsedColumn(Column):
    """A bar with its words."""

    cell_template_name = "media_ingest/used_cell.html"

    def get_cell_context_data(self, row: Allowance, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(row, parent_context)
        return context | {"words": used_in_words(row), "percent": min(percent_used(row) or 0, 100)}


class AllowanceIndexView(RecordIndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the bucket; it opens the row."""
        bucket = TitleColumn("bucket", label=_("Allowance"), get_url=self.get_inspect_url)
        return [bucket, *ALLOWANCE_COLUMNS]


ALLOWANCE_COLUMNS = [
    Column("platform", label=_("Platform"), accessor=lambda row: platform_name(row.platform)),
    UsedColumn("used", label=_("Used"), sort_key="used"),
    WideColumn("state", label=_("State"), says=state_in_words),
    Column("day", label=_("Pacific day"), sort_key="day"),
    Column("holder", label=_("Shared by"), classname="media-holder", sort_key="holder"),
]


class AllowanceViewSet(KeptModelViewSet):
    model = Allowance
    name = "media_allowances"
    icon = "tasks"
    menu_label = _("Allowances")
    index_view_class = AllowanceIndexView
    list_filter = ["platform", "bucket", "day"]
    inspect_view_class = RecordInspectView
    inspect_view_fields = [
        "platform", "bucket", "holder", "day", "used", "most", "unit", "closed_until", "seen_at",
    ]  # fmt: skip
