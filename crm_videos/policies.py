"""Who may do what with testimonies and stories, where."""

from typing import Any

from django.db.models import Model

from campaigns.scope import DistrictPolicy, scope_of
from crm_videos.models import Story, Testimony
from foundation.kept_rows import AllowedActionsPolicy

KEPT = {"add", "change", "view"}


class StoryPolicy(DistrictPolicy):
    """A story belongs where the person lives who told it."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first: without it the place does not matter."""
        assert isinstance(instance, Story)  # noqa: S101 - registered for nothing else
        place = instance.testimony.place_id
        return self.user_has_permission(user, action) and scope_of(user).holds(place)


TESTIMONIES = DistrictPolicy(Testimony, KEPT)
STORIES = StoryPolicy(Story, KEPT, by="testimony__place")


def open_to_all_districts(model: type[Model]) -> AllowedActionsPolicy:
    """Give the policy of what belongs to no district: scripts and rates."""
    return AllowedActionsPolicy(model, KEPT)
