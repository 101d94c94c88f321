"""Wagtail listings of rows that are kept: what may not be done has no button and no address.

A permission alone would not hold here: administrators have every permission.
"""

from typing import Any, ClassVar

from django.contrib.auth import get_permission_codename
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class AllowedActionsPolicy(ModelPermissionPolicy):
    """Lets nobody do more with a model than the named actions, administrators included."""

    def __init__(self, model: type, actions: set[str]) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask Django only about the actions that exist."""
        return action in self.actions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Ask for each action by itself."""
        return any(self.user_has_permission(user, action) for action in actions)


class KeptModelViewSet(ModelViewSet):
    """A listing without the views named in ``absent``."""

    absent: ClassVar[frozenset[str]] = frozenset({"add", "delete", "usage", "edit", "history"})
    # A copy would be the same record twice.
    copy_view_enabled = False
    add_to_reference_index = False
    inspect_view_enabled = True
    search_backend_name = None
    form_fields: ClassVar[list[str]] = []
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Offer no button for what does not exist."""
        names = {f"{name}_url_name": None for name in self.absent}
        return super().get_common_view_kwargs(**{**names, **kwargs})

    def get_permissions_to_register(self) -> Any:
        """Let the groups' form offer no permission that opens nothing."""
        actions = getattr(self.permission_policy, "actions", None)
        every = super().get_permissions_to_register()
        if actions is None:
            return every
        names = [get_permission_codename(action, self.model._meta) for action in actions]
        return every.filter(codename__in=names)

    def get_urlpatterns(self) -> list[Any]:
        """Leave out the addresses of what does not exist."""
        gone = self.absent | {f"{name}_results" for name in self.absent}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone]

    def register_admin_url_finder(self) -> None:
        """Offer no edit link elsewhere in the admin when there is no edit view."""
        if "edit" not in self.absent:
            super().register_admin_url_finder()
