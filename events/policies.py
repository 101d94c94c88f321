"""Who may do what to rows that lie where their events lie, and to what concerns all districts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from campaigns.scope import EVERYWHERE, DistrictPolicy, scope_of
from foundation.kept_rows import AllowedActionsPolicy


class ThroughEventsPolicy(DistrictPolicy):
    """Lets a person act on a row only if every event that it names lies in their districts."""

    def __init__(self, model: type, actions: set[str], *, through: tuple[str, ...]) -> None:
        super().__init__(model, actions)
        self.through = through

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first, then for the place of each event."""
        if not self.user_has_permission(user, action):
            return False
        scope = scope_of(user)
        return all(scope.holds(getattr(instance, name).place_id) for name in self.through)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        """Select the rows all of whose events lie in the person's districts."""
        rows: QuerySet[Any] = AllowedActionsPolicy.instances_user_has_any_permission_for(
            self, user, actions
        )
        scope = scope_of(user)
        for name in self.through:
            rows = scope.narrow(rows, by=f"{name}__place")
        return rows


class ClaimPolicy(DistrictPolicy):
    """Lets a person change a claim of their own too, in the districts in which they may claim."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may claim may change something at all: what they claimed."""
        may = super().user_has_permission(user, action)
        return may or (action == "change" and super().user_has_permission(user, "add"))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Without the permission to change, only the claimant changes it."""
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        is_own = instance.claimed_by_id == user.pk  # type: ignore[attr-defined]
        return (
            action != "change"
            or is_own
            or AllowedActionsPolicy.user_has_permission(self, user, "change")
        )


class DrawPolicy(AllowedActionsPolicy):
    """Lets only who works everywhere draw: a draw is of all districts. Its figures are public."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for all districts too, to draw."""
        may = super().user_has_permission(user, action)
        return may and (action != "add" or scope_of(user) == EVERYWHERE)
