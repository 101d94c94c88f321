"""The books: which months are closed, and where a late figure is booked."""

import datetime

from django.db import connection

# Any number will do, as long as nothing else in the database uses it.
BOOKS_LOCK = 0x6E697261


def next_month(month: datetime.date) -> datetime.date:
    """Give the first day of the month after ``month``."""
    return (month.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def last_day(month: datetime.date) -> datetime.date:
    """Give the last day of ``month``."""
    return next_month(month) - datetime.timedelta(days=1)


def hold_books(*, alone: bool = False) -> None:
    """Keep months from being closed while something is posted, and the other way round.

    Many may post at once, one may close. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [BOOKS_LOCK])


def book_in(month: datetime.date, last_closed: datetime.date | None) -> datetime.date:
    """Give the month itself while it is open, else the oldest open month."""
    return month if last_closed is None or month > last_closed else next_month(last_closed)
