"""The catalogue of metrics: what answers, what is dead since when and asked again when."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusTagColumn

from foundation.kept_rows import KeptModelViewSet
from media_ingest.columns import MomentColumn, WideColumn
from media_ingest.models import Metric
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView


class MetricViewSet(KeptModelViewSet):
    model = Metric
    name = "media_metrics"
    icon = "list-ul"
    menu_label = _("Metrics")
    list_display = [
        "name",
        "account",
        "period",
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda metric: metric.state == Metric.State.ANSWERS,
            sort_key="state",
        ),
        MomentColumn("since", label=_("Since"), sort_key="since"),
        MomentColumn("ask_again_at", label=_("Asked again"), sort_key="ask_again_at"),
        WideColumn("reason", label=_("Reason"), says=lambda metric: metric.reason),
    ]
    list_filter = ["account", "state", "subject", "period"]
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    inspect_view_fields = [
        "account", "subject", "name", "period", "state", "reason", "since", "checked_at",
        "ask_again_at",
    ]  # fmt: skip
