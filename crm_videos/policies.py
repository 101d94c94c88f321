"""Who may do what with testimonies and stories, where."""

from typing import Any

from django.db.models import Model

from campaigns.scope import DistrictPolicy, scope_of
from crm_videos.models import Copy, Erasure, Story, Testimony, Withdrawal
from foundation.kept_rows import AllowedActionsPolicy

KEPT = {"add", "change", "view"}


class ByTestimonyPolicy(DistrictPolicy):
    """What is about a testimony belongs where the person lives who told it."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first: without it the place does not matter."""
        assert isinstance(instance, Story | Withdrawal | Erasure)  # noqa: S101 - no others
        place = instance.testimony.place_id
        return self.user_has_permission(user, action) and scope_of(user).holds(place)


class CopyPolicy(DistrictPolicy):
    """A copy belongs where its story does."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first: without it the place does not matter."""
        assert isinstance(instance, Copy)  # noqa: S101 - registered for nothing else
        place = instance.story.testimony.place_id
        return self.user_has_permission(user, action) and scope_of(user).holds(place)


TESTIMONIES = DistrictPolicy(Testimony, KEPT)
STORIES = ByTestimonyPolicy(Story, KEPT, by="testimony__place")
COPIES = CopyPolicy(Copy, {"add", "view"}, by="story__testimony__place")
WITHDRAWALS = ByTestimonyPolicy(Withdrawal, {"view"}, by="testimony__place")
ERASURES = ByTestimonyPolicy(Erasure, {"view"}, by="testimony__place")


def open_to_all_districts(model: type[Model]) -> AllowedActionsPolicy:
    """Give the policy of what belongs to no district: scripts and rates."""
    return AllowedActionsPolicy(model, KEPT)
