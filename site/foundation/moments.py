"""The programme's zone; and reading months, days and instants that a person typed."""

import datetime
from zoneinfo import ZoneInfo

# Events and the programme's months; a platform's days are its own (DESIGN.md law 10).
DHAKA = ZoneInfo("Asia/Dhaka")
DAY_EXAMPLE = "2026-10-31"


def dhaka_day(moment: datetime.datetime) -> datetime.date:
    """Give the day on which a moment falls in Bangladesh."""
    return moment.astimezone(DHAKA).date()


def parse_month(text: str) -> datetime.date:
    """Read ``YYYY-MM`` as the first day of that month. Raises ValueError."""
    try:
        return datetime.datetime.strptime(text.strip(), "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError as error:
        message = f"“{text}” is not a month such as 2026-10"
        raise ValueError(message) from error


def parse_day(text: str) -> datetime.date:
    """Read ``YYYY-MM-DD``. Raises ValueError."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"“{text}” is not a day such as {DAY_EXAMPLE}"
        raise ValueError(message) from error


def parse_instant(text: str, zone: datetime.tzinfo) -> datetime.datetime:
    """Read ISO 8601; an instant (or a day) without a zone is one of ``zone``. Raises ValueError."""
    try:
        instant = datetime.datetime.fromisoformat(text.strip())
    except ValueError as error:
        message = f"“{text}” is not an instant such as 2026-10-31T18:00:00+06:00"
        raise ValueError(message) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)
