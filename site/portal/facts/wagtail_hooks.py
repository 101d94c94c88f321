"""Facts in Wagtail: the snippet, its report, and what the log says of them."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from events.viewsets.report_menu import menu_item_of
from portal.facts.report import FactReportView
from portal.facts.viewsets import FactViewSet

register_snippet(FactViewSet)


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    """Give the report its addresses, whole and as the table alone."""
    return [
        path("reports/facts/", FactReportView.as_view(), name="facts_report"),
        path(
            "reports/facts/results/",
            FactReportView.as_view(results_only=True),
            name="facts_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def lead_to_report() -> MenuItem:
    """Lead there from the menu of reports."""
    return menu_item_of(FactReportView)
