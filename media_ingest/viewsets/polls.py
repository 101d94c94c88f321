"""Polls: when each was due, what became of it, and why."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from foundation.kept_rows import KeptModelViewSet
from media_ingest.columns import MomentColumn, WideColumn, short_moment
from media_ingest.models import PollRun
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView


class PollIndexView(RecordIndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with when it was due; it opens the poll."""
        due = TitleColumn(
            "due_at",
            label=_("Due"),
            accessor=lambda run: short_moment(run.due_at),
            get_url=self.get_inspect_url,
            sort_key="due_at",
        )
        return [due, *super().columns[1:]]


class PollRunViewSet(KeptModelViewSet):
    model = PollRun
    name = "media_polls"
    icon = "history"
    menu_label = _("Polls")
    list_display = [
        "due_at",
        "account",
        Column("trigger", label=_("Started"), accessor="get_trigger_display"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "attempts",
        MomentColumn("ended_at", label=_("Ended"), sort_key="ended_at"),
        WideColumn("reason", label=_("Reason"), says=lambda run: run.reason),
    ]
    list_filter = {
        "account": ["exact"],
        "state": ["exact"],
        "trigger": ["exact"],
        "due_at": ["date__gte", "date__lte"],
    }
    index_view_class = PollIndexView
    inspect_view_class = RecordInspectView
    inspect_view_fields = [
        "account", "trigger", "state", "due_at", "not_before", "attempts", "started_at",
        "ended_at", "reason", "version_served",
    ]  # fmt: skip
