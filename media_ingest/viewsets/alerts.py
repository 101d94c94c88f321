"""Alerts: what needs a person, since when, and what is over again."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from foundation.kept_rows import KeptModelViewSet
from media_ingest.alert_words import what_happened, what_to_do
from media_ingest.columns import MomentColumn, WideColumn
from media_ingest.models import Alert
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView


class AlertIndexView(RecordIndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what happened; it opens the alert."""
        happened = TitleColumn(
            "happened",
            label=_("What happened"),
            accessor=what_happened,
            get_url=self.get_inspect_url,
        )
        return [happened, *ALERT_COLUMNS]


ALERT_COLUMNS = [
    WideColumn("to_do", label=_("What to do"), says=what_to_do),
    Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
    MomentColumn("raised_at", label=_("Since"), sort_key="raised_at"),
    MomentColumn("mailed_at", label=_("Mailed"), sort_key="mailed_at"),
    MomentColumn("resolved_at", label=_("Over since"), sort_key="resolved_at"),
]


class AlertInspectView(RecordInspectView):
    def get_page_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def get_happened_display_value(self) -> str:
        return what_happened(self.object)

    def get_to_do_display_value(self) -> str:
        return what_to_do(self.object)

    def get_field_label(self, field_name: str, field: Any) -> Any:
        labels = {"happened": _("What happened"), "to_do": _("What to do")}
        return labels.get(field_name) or super().get_field_label(field_name, field)


class AlertViewSet(KeptModelViewSet):
    model = Alert
    name = "media_alerts"
    icon = "warning"
    menu_label = _("Alerts")
    index_view_class = AlertIndexView
    inspect_view_class = AlertInspectView
    list_filter = {"kind": ["exact"], "account": ["exact"], "resolved_at": ["isnull"]}
    inspect_view_fields = [
        "happened", "to_do", "kind", "account", "raised_at", "mailed_at", "resolved_at",
    ]  # fmt: skip
