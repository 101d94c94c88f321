"""Wagtail's way in: the menu entry, and who may do what."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from campaigns.viewsets import POLICIES, AssignmentViewSet, LedgerViewSetGroup, RSCViewSet

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
