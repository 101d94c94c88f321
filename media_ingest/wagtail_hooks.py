"""Wagtail's way in: the menu entry, and who may do what."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from media_ingest.viewsets import POLICIES, MediaIngestViewSetGroup

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_media_ingest() -> MediaIngestViewSetGroup:
    """Show the group in the menu."""
    return MediaIngestViewSetGroup()
