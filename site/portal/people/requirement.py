"""Who needs a second factor: whoever may do more than log events or read figures.

Asked of the permissions, not of the role's name, so that a permission which an
administrator gives to somebody tomorrow counts as well.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps

from portal.people.roles import LIGHT_PERMISSIONS

# Each gives a group power over a part of the site, past Django's permissions.
GROUP_POWERS = (
    ("wagtailcore.GroupPagePermission", "group__user"),
    ("wagtailcore.GroupCollectionPermission", "group__user"),
    ("wagtailcore.GroupSitePermission", "group__user"),
    ("wagtailcore.GroupApprovalTask", "groups__user"),
)


def needs_second_factor(user: Any) -> bool:
    """Say whether a password alone is too little for what this person may do."""
    if user.is_superuser or user.is_staff:
        return True
    if user.get_all_permissions() - LIGHT_PERMISSIONS:
        return True
    return any(
        apps.get_model(name)._default_manager.filter(**{path: user}).exists()
        for name, path in GROUP_POWERS
    )


def has_second_factor(user: Any) -> bool:
    """Say whether this person has enrolled an authenticator app."""
    return bool(
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    )
