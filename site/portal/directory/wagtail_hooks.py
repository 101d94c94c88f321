"""The directory in the Wagtail admin: its menu, and who may do what."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.directory.viewsets import DIRECTORY_POLICIES, DirectoryViewSetGroup

# Before any viewset is made: the first one to ask would register the default policy.
for model, policy in DIRECTORY_POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_directory() -> DirectoryViewSetGroup:
    """Show the group in the menu."""
    return DirectoryViewSetGroup()
