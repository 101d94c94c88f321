"""The hotline's calls in the Wagtail admin: the menu, the report, who may do what."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.hotline_calls.models import Calls
from portal.hotline_calls.report import CallsByPageReport, CallsMenuItem
from portal.hotline_calls.viewsets import CALLS_POLICY, HotlineViewSetGroup

register_permission_policy(Calls, CALLS_POLICY)


@hooks.register("register_admin_viewset")
def register_hotline() -> HotlineViewSetGroup:
    """Show the group in the menu."""
    return HotlineViewSetGroup()


@hooks.register("register_reports_menu_item")
def lead_to_calls() -> CallsMenuItem:
    """Lead to the report from the menu of reports."""
    return CallsMenuItem()


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    """Give the report its addresses, whole and as the table alone."""
    return [
        path("reports/calls-by-page/", CallsByPageReport.as_view(), name="calls_by_page"),
        path(
            "reports/calls-by-page/results/",
            CallsByPageReport.as_view(results_only=True),
            name="calls_by_page_results",
        ),
    ]
