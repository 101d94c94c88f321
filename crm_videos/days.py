"""Days, times and counts as the reader in the admin writes them."""

import datetime

from django.utils.translation import get_language

from foundation import bangla
from foundation.moments import DHAKA


def in_words(day: datetime.date | None) -> str:
    """Write a day; nothing where there is none."""
    return bangla.day(day, _language()) if day else ""


def clock(moment: datetime.datetime) -> str:
    """Write the time of day in Bangladesh, as a column of times wants it."""
    return bangla.in_digits_of(f"{moment.astimezone(DHAKA):%H:%M}", _language())


def figure(count: int) -> str:
    """Write how many there are."""
    return bangla.figure(count, _language())


def _language() -> str:
    return "bn" if (get_language() or "").startswith("bn") else "en"
