"""Giving roles their permissions, from a migration.

A fresh database has no permissions yet when its migrations run: Django makes
them when all are done. So each is made here, as Wagtail's own migrations do,
and Django later finds it. Nothing is ever taken away.
"""

from collections.abc import Iterable
from typing import Any

from portal.people.roles import Role

ROOT_DEPTH = 1


def permission_of(apps: Any, name: str) -> Any:
    """Find or make a permission, named as ``app_label.action_model``."""
    label, codename = name.split(".")
    model = codename.partition("_")[2]
    content_type, _made = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=label, model=model
    )
    permission, _made = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": _words(apps, label, model, codename)},
    )
    return permission


def _words(apps: Any, label: str, model: str, codename: str) -> str:
    """Name a permission as Django would."""
    action = codename.partition("_")[0]
    try:
        meta = apps.get_model(label, model)._meta
    except LookupError:  # Wagtail hangs some on models that do not exist
        return f"Can {action} {model}"
    return dict(meta.permissions).get(codename, f"Can {action} {meta.verbose_name_raw}")


def grant(apps: Any, group: Any, names: Iterable[str]) -> None:
    """Give a group permissions that go with no page and no collection."""
    group.permissions.add(*(permission_of(apps, name) for name in names))


def make_role(apps: Any, role: Role) -> Any:
    """Make the group of a role, if need be, and give it what it lacks."""
    group, _made = apps.get_model("auth.Group").objects.get_or_create(name=role.name)
    grant(apps, group, role.permissions)
    _grant_on_pages(apps, group, role)
    _grant_on_files(apps, group, role)
    return group


def _grant_on_pages(apps: Any, group: Any, role: Role) -> None:
    root = apps.get_model("wagtailcore.Page").objects.filter(depth=ROOT_DEPTH).first()
    for codename in role.on_pages:
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission_of(apps, f"wagtailcore.{codename}")
        )


def _grant_on_files(apps: Any, group: Any, role: Role) -> None:
    root = apps.get_model("wagtailcore.Collection").objects.filter(depth=ROOT_DEPTH).first()
    for kind in role.files:
        label, model = kind.split(".")
        for action in ("add", "change", "choose"):
            apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=root,
                permission=permission_of(apps, f"{label}.{action}_{model}"),
            )
