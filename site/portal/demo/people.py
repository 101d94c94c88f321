"""The demo's people: one of each role, with a password and codes that are printed.

A demo holds nothing real, so its secrets may be known. Each secret begins with
a mark that is refused wherever the database is no demo
(:func:`portal.people.codes.secret_of`). Real users are made by
``createsuperuser`` and in the admin, and enrol by themselves.
"""

import datetime
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User

from portal.people.codes import DEMO_MARK, code_at
from portal.people.kept_secrets import seal_text
from portal.people.roles import (
    APPROVERS,
    DATA_MANAGERS,
    DONOR_READERS,
    EDITORS,
    FIELD_STAFF,
    RSC_SUPERVISORS,
    Role,
)

PASSWORD = "nirapad-demo"  # noqa: S105 - printed on purpose
SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class LogIn:
    """What the demo prints of one of its people."""

    username: str
    work: str
    role: Role | None = None  # without one: a superuser
    password: str = PASSWORD

    @property
    def secret(self) -> str:
        """Give the secret of the person's app; none where the role needs no second factor."""
        if self.role is not None and self.role.light:
            return ""
        return (DEMO_MARK + self.username.upper()).ljust(SECRET_LENGTH, "X")

    def line(self, now: datetime.datetime) -> str:
        """Say how to sign in at this moment."""
        code = "no code needed"
        if self.secret:
            digits, seconds = code_at(self.secret, now)
            code = f"code {digits}, {seconds:2} s"
        return f"{self.username:<10} {self.password:<13} {code:<17} {self.work}"


LOG_INS = [
    LogIn("admin", "administrator: everything"),
    LogIn("editor", "editor: writes pages, submits them for approval", EDITORS),
    LogIn("approver", "approver: approves and publishes", APPROVERS),
    LogIn("approver2", "second approver: a story takes two different people", APPROVERS),
    LogIn("data", "data manager: figures, events, readings, exports", DATA_MANAGERS),
    LogIn("supervisor", "RSC supervisor: events and their export", RSC_SUPERVISORS),
    LogIn("field", "field staff: logs events", FIELD_STAFF),
    LogIn("donor", "donor reader: reads figures", DONOR_READERS),
]


def lines(now: datetime.datetime) -> list[str]:
    """Say how each of them signs in at this moment."""
    return [one.line(now) for one in LOG_INS]


def make_people() -> dict[str, User]:
    """Create the users of :data:`LOG_INS`, enrolled, and return them by name."""
    return {one.username: _make(one) for one in LOG_INS}


def _make(one: LogIn) -> User:
    # No address: nothing that happens in the demo is mailed to anyone.
    user = User.objects.create_user(one.username, password=one.password)
    if one.role is None:
        user.is_staff = user.is_superuser = True
        user.save()
    else:
        user.groups.add(Group.objects.get(name=one.role.name))
    if one.secret:
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": seal_text(one.secret)}
        )
    return user
