"""What the pages ask of the ledger: which months have figures, and one month's report."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

try:
    from campaigns.reach import months_with_figures, reach_report
except ImportError:  # pragma: no cover - until the ledger lands

    def months_with_figures() -> list[date]:
        return []

    def reach_report(month: date, *, now: datetime) -> dict[str, Any]:
        raise NotImplementedError


DHAKA = ZoneInfo("Asia/Dhaka")
Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure that other pages quote."""

    month: date
    value: int | None
    rule: dict[str, str]


def this_month(*, now: datetime) -> date:
    """Name the month that is running in Dhaka."""
    return now.astimezone(DHAKA).date().replace(day=1)


def month_before(month: date) -> date:
    """Name the month before another."""
    return date(month.year - 1, 12, 1) if month.month == 1 else month.replace(month=month.month - 1)


def month_after(month: date) -> date:
    """Name the month after another."""
    return date(month.year + 1, 1, 1) if month.month == 12 else month.replace(month=month.month + 1)


def known_months(*, now: datetime) -> list[date]:
    """List the months that have any figure, newest first, the running one included."""
    running = this_month(now=now)
    return sorted((month for month in months_with_figures() if month <= running), reverse=True)


def default_month(months: list[date], *, now: datetime) -> date:
    """Choose the newest month with figures that is over."""
    running = this_month(now=now)
    return next((month for month in months if month < running), month_before(running))


def month_report(month: date, *, now: datetime) -> Report:
    """Report one month as the ledger knows it."""
    report: Report = reach_report(month, now=now)
    return report


def headline_reach(*, now: datetime) -> Headline | None:
    """Give the newest finished month's cumulative figure; none while nothing is known."""
    months = known_months(now=now)
    if not months:
        return None
    month = default_month(months, now=now)
    digital = month_report(month, now=now)["digital"]
    return Headline(month=month, value=digital["cumulative"]["value"], rule=digital["rule"])
