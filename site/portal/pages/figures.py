"""What the pages ask of the ledger: which months have figures, and one month's report."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from campaigns.digital_reach import digital_cumulative
from campaigns.headline import month_before
from campaigns.models.rollups import ALL_CAMPAIGNS, Roll
from campaigns.reach_books import rule_words
from foundation.moments import dhaka_day


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure that other pages quote."""

    month: date
    value: int | None
    rule: dict[str, str]


def this_month(*, now: datetime) -> date:
    """Name the month that is running in Dhaka."""
    return dhaka_day(now).replace(day=1)


def known_months(*, now: datetime) -> list[date]:
    """List the months that have any figure, newest first, the running one included."""
    booked = Roll.objects.filter(
        Q(own_known__gt=0) | ~Q(brought=0),
        series__campaign=ALL_CAMPAIGNS,
        series__area_code="",
        month__lte=this_month(now=now),
    )
    return sorted(set(booked.values_list("month", flat=True).distinct()), reverse=True)


def default_month(months: list[date], *, now: datetime) -> date:
    """Choose the newest month with figures that is over."""
    running = this_month(now=now)
    return next((month for month in months if month < running), month_before(running))


def headline_reach(*, now: datetime) -> Headline | None:
    """Give the newest finished month's cumulative figure; none while nothing is known."""
    months = known_months(now=now)
    if not months:
        return None
    month = default_month(months, now=now)
    rule, value = digital_cumulative(month)
    return Headline(month=month, value=value, rule=rule_words(rule))
