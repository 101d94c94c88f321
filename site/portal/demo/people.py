"""The demo's people: one of each role, all with one password that is printed.

A demo holds nothing real, so its password may be known. Real users are made
by ``createsuperuser`` and in the admin.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User

PASSWORD = "nirapad-demo"  # noqa: S105 - printed on purpose


@dataclass(frozen=True, slots=True)
class LogIn:
    """What the demo prints of one of its people."""

    username: str
    password: str
    role: str

    def __str__(self) -> str:
        return f"{self.username:<10} {self.password:<14} {self.role}"


LOG_INS = [
    LogIn("admin", PASSWORD, "administrator: everything"),
    LogIn("editor", PASSWORD, "communications: writes pages, submits them to moderation"),
    LogIn("moderator", PASSWORD, "communications: approves and publishes"),
    LogIn("field", PASSWORD, "field team: logs events"),
]
# What a field worker needs in the admin; roles by migration come with sign-in.
FIELD_PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("events", "add_event"),
    ("events", "change_event"),
    ("events", "view_event"),
]


def make_people() -> dict[str, User]:
    """Create the users of :data:`LOG_INS` and return them by name."""
    people = {
        one.username: User.objects.create_user(
            # No address: nothing that happens in the demo is mailed to anyone.
            one.username,
            password=one.password,
        )
        for one in LOG_INS
    }
    people["admin"].is_staff = people["admin"].is_superuser = True
    people["admin"].save()
    for name, group in (("editor", "Editors"), ("moderator", "Moderators")):
        people[name].groups.add(Group.objects.get(name=group))
    for app, codename in FIELD_PERMISSIONS:
        people["field"].user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return people
