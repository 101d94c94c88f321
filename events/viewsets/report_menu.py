"""The reports of events: their addresses, and a line in the menu for those who may read each."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from events.viewsets.gain_report import GainReportView
from events.viewsets.outcome_reports import AmountsView, WaitingClaimsView
from events.viewsets.reports import EvidenceReportView, OutlierReportView

REPORTS: dict[str, type[ReportView]] = {
    "event-evidence": EvidenceReportView,
    "event-outliers": OutlierReportView,
    "quiz-gain": GainReportView,
    "waiting-claims": WaitingClaimsView,
    "claim-amounts": AmountsView,
}


def report_urls() -> list[URLPattern]:
    """Give the addresses of the reports, whole and as the table alone."""
    return [
        path(f"reports/{name}/{end}", view.as_view(results_only=bool(end)), name=url_name)
        for name, view in REPORTS.items()
        for end, url_name in (("", view.index_url_name), ("results/", view.index_results_url_name))
    ]


class ReportMenuItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self, view: type[ReportView], **kwargs: Any) -> None:
        name = view.index_url_name
        super().__init__(
            view.page_title, reverse(name), name=name, icon_name=view.header_icon, **kwargs
        )
        self.view = view

    def is_shown(self, request: Any) -> bool:
        asked = self.view()
        policy, actions = asked.permission_policy, asked.any_permission_required
        may: bool = policy.user_has_any_permission(request.user, actions)
        return may


def menu_item_of(view: type[ReportView]) -> ReportMenuItem:
    """Make the line of a report in the menu of reports."""
    return ReportMenuItem(view, order=1200)
