"""Readings: what a platform said of an account, version by version."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from foundation.kept_rows import KeptModelViewSet
from media_ingest.columns import MomentColumn, SaidColumn, short_day
from media_ingest.models import Reading
from media_ingest.viewsets.raw_answers import DigestComponent, RawAnswerView
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView


class ReadingIndexView(RecordIndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the last day of the window; it opens the reading."""
        day = TitleColumn(
            "window_end",
            label=_("To"),
            accessor=lambda reading: short_day(reading.window_end),
            get_url=self.get_inspect_url,
            sort_key="window_end",
        )
        return [day, *super().columns[1:]]


class ReadingInspectView(RecordInspectView):
    def get_raw_sha256_display_value(self) -> DigestComponent:
        return DigestComponent(self.object.raw_sha256, "media_readings:raw", self.object.pk)


class ReadingViewSet(KeptModelViewSet):
    model = Reading
    name = "media_readings"
    icon = "doc-full"
    menu_label = _("Readings")
    index_view_class = ReadingIndexView
    inspect_view_class = ReadingInspectView
    list_display = [
        "window_end",
        "account",
        "metric",
        "period",
        SaidColumn("value", label=_("Value"), sort_key="value"),
        "definition",
        "version",
        MomentColumn("last_seen_at", label=_("Last seen"), sort_key="last_seen_at"),
    ]
    list_filter = {
        "account": ["exact"],
        "metric": ["exact"],
        "period": ["exact"],
        "definition": ["exact"],
        "window_end": ["gte", "lte"],
    }
    inspect_view_fields = [
        "account", "metric", "period", "window_start", "window_end", "zone", "value",
        "null_reason", "definition", "version", "observed_at", "last_seen_at", "run", "request",
        "version_served", "raw_sha256",
    ]  # fmt: skip
    list_export = [
        "account_id", "metric", "period", "window_start", "window_end", "zone", "value",
        "null_reason", "definition", "version", "observed_at", "last_seen_at", "raw_sha256",
    ]  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the way to the raw answer of a reading."""
        raw: Any = self.construct_view(RawAnswerView)
        return [*super().get_urlpatterns(), path("raw/<int:pk>/", raw, name="raw")]
