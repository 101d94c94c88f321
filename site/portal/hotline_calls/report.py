"""Calls by page: how many callers named which page, over any days."""

from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from foundation.bangla import figure, in_digits_of
from portal.hotline_calls.models import BEFORE_THE_FIRST, STEP, Calls
from portal.hotline_calls.titles import public_titles, title_of
from portal.hotline_calls.viewsets import CALLS_POLICY


class CallsFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = Calls
        fields = ["day"]


class CallsByPageReport(ReportView):
    """One row for a page in all its languages, and one for calls that named none."""

    page_title = _("Calls by page")
    header_icon = "mobile-alt"
    model = Calls
    filterset_class = CallsFilterSet
    permission_policy = CALLS_POLICY
    any_permission_required = frozenset({"view"})
    index_url_name = "calls_by_page"
    index_results_url_name = "calls_by_page_results"
    default_ordering = None
    paginate_by = 50

    def get_base_queryset(self) -> Any:
        """Add up what counts; days are chosen before it is added up."""
        rows = Calls.objects.counted().order_by()
        return rows.values("page", "page__translation_key").annotate(all=Sum("calls"))

    def filter_queryset(self, queryset: Any) -> Any:
        """Put the most called first."""
        return super().filter_queryset(queryset).order_by("-all", "page")

    @cached_property
    def titles(self) -> dict[Any, str]:
        return public_titles()

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the page."""
        reader = get_language() or "en"
        return [
            Column("page", label=_("Page"), accessor=self._title),
            Column("number", label=_("Number of the page"), accessor=_number),
            Column("calls", label=_("Calls"), accessor=lambda row: figure(row["all"], reader)),
        ]

    def _title(self, row: dict[str, Any]) -> str:
        return title_of(row["page__translation_key"], self.titles)


def _number(row: dict[str, Any]) -> str:
    if row["page"] is None:
        return "—"
    return in_digits_of(str(STEP * (row["page"] + BEFORE_THE_FIRST)), get_language() or "en")


class CallsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self) -> None:
        url = reverse("calls_by_page")
        super().__init__(
            CallsByPageReport.page_title,
            url,
            name="calls_by_page",
            icon_name="mobile-alt",
            order=1260,
        )

    def is_shown(self, request: Any) -> bool:
        return CALLS_POLICY.user_has_permission(request.user, "view")
