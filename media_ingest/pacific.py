"""The platforms' day: both count from midnight to midnight in California.

Known to the clients too: no model, no settings.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "America/Los_Angeles"
PACIFIC = ZoneInfo(ZONE)


def pacific_day(at: datetime) -> date:
    """Give the platforms' date at a moment."""
    return at.astimezone(PACIFIC).date()


def midnight(day: date) -> datetime:
    """Give the moment at which a day of theirs begins, in UTC: sums of it are sound."""
    return datetime.combine(day, time(), tzinfo=PACIFIC).astimezone(UTC)


def next_midnight(now: datetime) -> datetime:
    """Give the moment at which quotas are filled again."""
    return midnight(pacific_day(now) + timedelta(days=1))
