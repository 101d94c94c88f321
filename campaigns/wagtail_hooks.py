"""Wagtail's way in: the menu entry, and who may do what."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import register_permission_policy

from campaigns.closing import BEGUN, CLOSED, TAKEN_BACK
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


@hooks.register("register_log_actions")
def name_what_was_done_with_months(actions: LogActionRegistry) -> None:
    """Say in the history who began, approved or took back the closing of a month."""
    actions.register_action(BEGUN, _("Begin closing"), _("The closing was begun"))
    actions.register_action(CLOSED, _("Close the month"), _("The month was closed"))

    @actions.register_action(TAKEN_BACK)
    class TakenBackFormatter(LogFormatter):
        label = _("Take the closing back")

        def format_message(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason", "")
            return gettext("The closing was taken back: %(reason)s") % {"reason": reason}


@hooks.register("insert_global_admin_css")
def style_the_registers() -> SafeString:
    """Lay out what the screens of campaigns show."""
    return format_html('<link rel="stylesheet" href="{}">', static("campaigns/admin.css"))
