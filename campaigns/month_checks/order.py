"""Months close in order, and only when they are over."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaigns.books import last_day
from campaigns.month_checks.check import Check, Light, Mend
from campaigns.open_months import oldest_open_month
from campaigns.words import day_named, month_named


def older_ones_closed(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Red while an older month is open."""
    oldest = oldest_open_month()
    waits = oldest is not None and oldest < month
    yield Check(
        slug="order",
        label=_("The months before it"),
        light=Light.RED if waits else Light.GREEN,
        says=_("%(month)s is still open: months close in order.") % {"month": month_named(oldest)}
        if oldest is not None and waits
        else _("All of them are closed."),
        mend=Mend("months:inspect", _("Go to that month"), "campaigns.view_month", (f"{oldest}",))
        if waits
        else None,
    )


def is_over(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Red until the day after its last one."""
    last = last_day(month)
    over = last < today
    yield Check(
        slug="over",
        label=_("The month itself"),
        light=Light.GREEN if over else Light.RED,
        says=_("It is over.")
        if over
        else _("It is not over: its last day is %(day)s.") % {"day": day_named(last)},
    )
