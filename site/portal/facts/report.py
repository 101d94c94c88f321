"""The report of facts: what is overdue, what will be soon, what is empty, and whose it is."""

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from crm_videos.columns import LabelledColumn
from events.columns import show_figure
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment
from portal.facts.models import Fact
from portal.facts.states import State, StateFilterSet, in_state
from portal.facts.viewsets import FactViewSet, show_label, show_owner, show_state, show_value


class FactReportView(ReportView):
    page_title = _("Facts to look after")
    header_icon = "tasks"
    filterset_class = StateFilterSet
    index_url_name = "facts_report"
    index_results_url_name = "facts_report_results"
    default_ordering = None
    any_permission_required = frozenset({"add", "change", "publish", "view"})
    list_export = ["key", "label_en", "kind", "owner", "checked_on", "review_by", "source_en"]
    export_filename = "facts"
    paginate_by = 100

    @cached_property
    def permission_policy(self) -> Any:
        """Show it to those who may do anything with facts."""
        return policy_registry.get_by_type(Fact)

    def get_base_queryset(self) -> Any:
        """Read the owners with the facts; without a chosen state, all that need somebody."""
        rows = Fact.objects.select_related("owner")
        # What was never checked comes last, on every database.
        rows = rows.order_by(F("review_by").asc(nulls_last=True), "key")
        if self.request.GET.get("state"):
            return rows
        today = dhaka_day(timezone.now())
        return rows.exclude(in_state(State.GOOD, today))

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the fact; say what it needs, whose it is, and on how many pages it stands."""
        return [
            TitleColumn("fact", label=_("Fact"), accessor=show_label, get_url=_edit_url),
            LabelledColumn("value", label=_("Value"), accessor=show_value),
            LabelledColumn("state", label=_("State"), accessor=show_state),
            LabelledColumn("owner", label=_("Who keeps it right"), accessor=show_owner),
            _day_column("checked_on", _("Checked on")),
            _day_column("review_by", _("Check again by")),
            LabelledColumn("pages", label=_("Pages"), accessor=self._pages),
        ]

    @cached_property
    def _counts(self) -> dict[str, int]:
        """Count the pages of every fact, in one query."""
        kinds = ContentType.objects.get_for_models(Fact, Page)
        found = ReferenceIndex.objects.filter(
            to_content_type=kinds[Fact], base_content_type=kinds[Page]
        )
        counted = found.values("to_object_id").annotate(pages=Count("object_id", distinct=True))
        return dict(counted.values_list("to_object_id", "pages"))

    def _pages(self, fact: Fact) -> str:
        return show_figure(self._counts.get(str(fact.pk), 0))

    def get_list_buttons(self, fact: Any) -> list[Any]:
        """Offer nothing beside the fact's own page."""
        return []


def _edit_url(fact: Fact) -> str:
    return reverse(FactViewSet().get_url_name("edit"), args=[fact.pk])


def _day_column(name: str, label: Any) -> Column:
    def show(fact: Fact) -> str:
        day: datetime.date | None = getattr(fact, name)
        return str(show_moment(day)) if day else ""

    return LabelledColumn(name, label=label, accessor=show, sort_key=name)
