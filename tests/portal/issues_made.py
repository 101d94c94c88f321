"""An issue of September 2022 over Prottasha's printed figures, for the tests of issues."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from portal.demo.invented_registers import make_centres
from portal.demo.prottasha import post_prottasha
from portal.demo.september_issue import SEPTEMBER, make_september_issue
from portal.issues.freezing import freeze
from portal.issues.models import Issue, IssueVersion

WHY = "Two sums of the print do not hold, and one article is of June; both are explained."
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
    close_everything_up_to(SEPTEMBER, now)


def close_everything_up_to(last: dt.date, now: dt.datetime = NOW) -> None:
    """Close every month up to one."""
    closer, approver = closer_and_approver()
    while (month := oldest_open_month()) is not None and month <= last:
        begin_closing(month, by=closer, today=now.date())
        approve_closing(month, by=approver, now=now)


@contextmanager
def taken_back(blocker: Any) -> Iterator[None]:
    """Let the tests of a module share what is made here; nothing of it stays."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def frozen_september() -> IssueVersion:
    """Freeze the issue of September 2022, its month closed."""
    issue = september()
    close_up_to_september()
    return freeze(issue, by=closer_and_approver()[1], now=NOW, reason=WHY)


def cells_by(cells: list[dict[str, Any]]) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    """Arrange cells by block, label, period and sex."""
    return {(one["block"], one["label"], one["period"], one["sex"]): one for one in cells}
