"""Targets and results of a month, on a screen, on paper and as a file."""

import datetime
from typing import Any

import django_filters
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from campaigns.headline import month_before
from campaigns.logframe import Logframe, Row, logframe
from campaigns.logframe_words import HEADINGS, in_file, left_out_in_words, on_screen
from campaigns.models import Campaign, Target
from foundation.bangla import month_name
from foundation.carrying_away import CarriedAway
from foundation.moments import dhaka_day, parse_month

MOST_MONTHS = 120


def months_of(targets: Any, today: datetime.date) -> list[datetime.date]:
    """Give the months since the first target began, the newest first; this one is among them."""
    begins = targets.order_by("from_month").values_list("from_month", flat=True).first()
    months: list[datetime.date] = []
    month = today.replace(day=1)
    while begins and begins <= month and len(months) < MOST_MONTHS:
        months.append(month)
        month = month_before(month)
    return months


class TargetFilterSet(WagtailFilterSet):
    month = django_filters.ChoiceFilter(
        label=_("Month"), choices=[], method="keep", empty_label=_("The last month that is over")
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Campaign"), queryset=Campaign.objects.all(), empty_label=_("All")
    )

    class Meta:
        model = Target
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = dhaka_day(timezone.now())
        self.filters["month"].extra["choices"] = [
            (f"{month:%Y-%m}", month_name(month, get_language() or "en"))
            for month in months_of(Target.objects.all(), today)
        ]

    def keep(self, targets: Any, name: str, month: str) -> Any:
        return targets


class TargetReportView(CarriedAway, ReportView):
    export_permission = "campaigns.export_target"
    page_title = _("Targets and results")
    header_icon = "crosshairs"
    model = Target
    filterset_class = TargetFilterSet
    index_url_name = "target_report"
    index_results_url_name = "target_report_results"
    template_name = "campaigns/target_report.html"
    results_template_name = "campaigns/target_report_results.html"
    default_ordering = None
    any_permission_required = frozenset({"view", "add", "change"})
    # A logframe is one table, on paper too.
    paginate_by = None
    list_export = list(HEADINGS)
    export_headings = HEADINGS

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Target)

    @cached_property
    def today(self) -> datetime.date:
        return dhaka_day(timezone.now())

    @cached_property
    def frame(self) -> Logframe:
        """Read the month and the campaign that were chosen."""
        given = self.filters.form.cleaned_data if self.filters.form.is_valid() else {}
        month = (
            parse_month(given["month"])
            if given.get("month")
            else month_before(self.today.replace(day=1))
        )
        campaign = given.get("campaign")
        return logframe(month, today=self.today, campaign=campaign.pk if campaign else None)

    def get_filename(self) -> str:
        return f"targets-{self.frame.month:%Y-%m}"

    def get_filtered_queryset(self) -> list[Row]:
        return [*self.frame.rows]

    def to_row_dict(self, row: Row) -> dict[str, Any]:
        return in_file(row, self.frame)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = self.permission_policy.user_has_permission(self.request.user, "change")
        return super().get_context_data(
            **kwargs,
            month_name=month_name(self.frame.month, get_language() or "en"),
            headings=HEADINGS,
            told=[on_screen(row, self.frame) for row in self.frame.rows],
            may_change=may_change,
            left_out=left_out_in_words(self.frame.left_out),
        )

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []


def report_urls() -> list[URLPattern]:
    """Give the report its addresses, whole and as the table alone."""
    return [
        path("reports/targets/", TargetReportView.as_view(), name="target_report"),
        path(
            "reports/targets/results/",
            TargetReportView.as_view(results_only=True),
            name="target_report_results",
        ),
    ]


class TargetReportMenuItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            TargetReportView.page_title,
            reverse("target_report"),
            name="target_report",
            icon_name=TargetReportView.header_icon,
            order=1150,
        )

    def is_shown(self, request: Any) -> bool:
        policy = policy_registry.get_by_type(Target)
        may: bool = policy.user_has_any_permission(
            request.user, TargetReportView.any_permission_required
        )
        return may
