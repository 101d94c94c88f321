"""Wagtail's way in: the menu entry, and who may do what."""

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from campaigns.viewsets import (
    POLICIES,
    AssignmentViewSet,
    CampaignsViewSetGroup,
    LedgerViewSetGroup,
    RSCViewSet,
)
from campaigns.viewsets.target_report import TargetReportMenuItem, report_urls

# Before any viewset is made: the first one to ask would register the default policy.
for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_ledger() -> LedgerViewSetGroup:
    """Show the group in the menu."""
    return LedgerViewSetGroup()


@hooks.register("register_admin_viewset")
def register_districts() -> list[RSCViewSet | AssignmentViewSet]:
    """Show centres and assignments in the settings menu."""
    return [RSCViewSet(), AssignmentViewSet()]


@hooks.register("register_admin_viewset")
def register_campaigns() -> CampaignsViewSetGroup:
    """Show campaigns and their registers in the menu."""
    return CampaignsViewSetGroup()


@hooks.register("register_reports_menu_item")
def lead_to_targets() -> TargetReportMenuItem:
    """Lead to targets and results from the menu of reports."""
    return TargetReportMenuItem()


@hooks.register("register_admin_urls")
def register_target_report() -> list[URLPattern]:
    """Give targets and results their addresses."""
    return report_urls()


@hooks.register("register_log_actions")
def name_what_was_done(actions: LogActionRegistry) -> None:
    """Say in the history that a campaign was opened or closed."""
    actions.register_action("campaigns.open", _("Open"), _("Opened"))
    actions.register_action("campaigns.close", _("Close"), _("Closed"))


@hooks.register("insert_global_admin_css")
def style_the_registers() -> SafeString:
    """Lay out what the screens of campaigns show."""
    return format_html('<link rel="stylesheet" href="{}">', static("campaigns/admin.css"))
