"""An issue of September 2022 over Prottasha's printed figures, for the tests of issues."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from portal.demo.invented_registers import make_centres
from portal.demo.prottasha import post_prottasha
from portal.demo.september_issue import SEPTEMBER, make_september_issue
from portal.issues.models import Issue

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def september() -> Issue:
    """Post the printed figures and write the issue; the books are open."""
    post_prottasha(NOW)
    make_centres()
    return make_september_issue()


def closer_and_approver() -> tuple[User, User]:
    """Make the two people whom a closing takes."""
    return tuple(  # type: ignore[return-value]
        User.objects.get_or_create(username=name)[0] for name in ("closer", "approver")
    )


def close_up_to_september(now: dt.datetime = NOW) -> None:
    """Close every month up to September 2022."""
    closer, approver = closer_and_approver()
    while (month := oldest_open_month()) is not None and month <= SEPTEMBER:
        begin_closing(month, by=closer, today=now.date())
        approve_closing(month, by=approver, now=now)


def cells_by(cells: list[dict[str, Any]]) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    """Arrange cells by block, label, period and sex."""
    return {(one["block"], one["label"], one["period"], one["sex"]): one for one in cells}
