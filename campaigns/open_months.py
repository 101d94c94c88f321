"""Which months are still open, and how a month is named in a sentence."""

import datetime

from django.db.models import Min
from django.utils.translation import get_language

from campaigns.books import next_month
from campaigns.models import Month, Roll
from foundation.bangla import in_digits_of


def oldest_open_month() -> datetime.date | None:
    """Give the first day of the month that closes next; none while the books are empty."""
    last = Month.objects.last_closed()
    return first_month() if last is None else next_month(last)


def first_month() -> datetime.date | None:
    """Give the first day of the first month of which the books hold anything."""
    first: datetime.date | None = Roll.objects.aggregate(first=Min("month"))["first"]
    return first


def month_code(month: datetime.date) -> str:
    """Write a month as it is typed, 2026-10, in the reader's digits."""
    return in_digits_of(f"{month:%Y-%m}", get_language() or "en")
