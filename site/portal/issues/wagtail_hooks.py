"""Monthly issues in the Wagtail admin: the menu, and who may do what."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.issues.by_mail.account_panel import MonthReportPanel
from portal.issues.models import Issue
from portal.issues.viewsets import ISSUE_POLICY, IssueViewSet

register_permission_policy(Issue, ISSUE_POLICY)


@hooks.register("register_admin_viewset")
def register_issues() -> IssueViewSet:
    """Show the issues in the menu."""
    return IssueViewSet()


hooks.register("register_account_settings_panel", MonthReportPanel)
