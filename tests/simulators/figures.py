"""Invented figures, the same for the same seed and day, which ripen as real ones do.

A platform goes on counting a day after it is over: what it serves of a day
grows for some time, then stands still. So with the wall clock as clock the
newest figures move every minute, and with a fixed clock nothing moves.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
ONE_DAY = timedelta(days=1)

# Says what a platform serves of a metric, period and day at a moment; None: nothing.
Figures = Callable[[str, str, date, datetime], int | None]


@dataclass(frozen=True)
class Shape:
    """The size of a metric, how much it varies, and how late its counts come in."""

    typical: int
    spread: float
    first_served_after: timedelta
    ripe_after: timedelta
    at_first: float


HOURS = timedelta(hours=1)
SHAPES = {
    # Facebook serves a day once it is over.
    ("page_total_media_view_unique", "day"): Shape(1400, 0.3, 0 * HOURS, 48 * HOURS, 0.8),
    ("page_total_media_view_unique", "week"): Shape(8200, 0.1, 0 * HOURS, 48 * HOURS, 0.95),
    ("page_total_media_view_unique", "days_28"): Shape(24600, 0.08, 0 * HOURS, 48 * HOURS, 0.98),
    ("page_total_media_view_unique", "month"): Shape(25800, 0.08, 0 * HOURS, 48 * HOURS, 0.98),
    ("page_media_view", "day"): Shape(6100, 0.3, 0 * HOURS, 72 * HOURS, 0.2),
    ("page_media_view", "week"): Shape(42700, 0.1, 0 * HOURS, 72 * HOURS, 0.8),
    ("page_media_view", "days_28"): Shape(170800, 0.08, 0 * HOURS, 72 * HOURS, 0.9),
    ("page_follows", "day"): Shape(48200, 0.01, 0 * HOURS, 24 * HOURS, 0.99),
    ("page_daily_follows_unique", "day"): Shape(42, 0.5, 0 * HOURS, 24 * HOURS, 0.9),
    ("page_daily_unfollows_unique", "day"): Shape(9, 0.5, 0 * HOURS, 24 * HOURS, 0.9),
    ("page_post_engagements", "day"): Shape(380, 0.4, 0 * HOURS, 72 * HOURS, 0.4),
    ("page_post_engagements", "days_28"): Shape(10600, 0.1, 0 * HOURS, 72 * HOURS, 0.9),
    ("page_views_total", "day"): Shape(140, 0.4, 0 * HOURS, 24 * HOURS, 0.8),
    ("page_total_actions", "day"): Shape(12, 0.6, 0 * HOURS, 24 * HOURS, 0.8),
    ("page_video_views", "day"): Shape(1900, 0.3, 0 * HOURS, 72 * HOURS, 0.3),
    ("page_actions_post_reactions_like_total", "day"): Shape(260, 0.4, 0 * HOURS, 72 * HOURS, 0.4),
    # YouTube needs two days and more for a day.
    ("engagedViews", "day"): Shape(1500, 0.2, 48 * HOURS, 96 * HOURS, 0.1),
    ("views", "day"): Shape(3900, 0.2, 48 * HOURS, 96 * HOURS, 0.1),
    ("estimatedMinutesWatched", "day"): Shape(2600, 0.2, 48 * HOURS, 96 * HOURS, 0.1),
}


def ripening(seed: str) -> Figures:
    """Make the figures of one page or channel."""

    def figure(metric: str, period: str, day: date, now: datetime) -> int | None:
        shape = SHAPES[metric, period]
        age = now - day_over(day)
        if age < shape.first_served_after:
            return None
        final = shape.typical * (1 + shape.spread * _chance(seed, metric, period, day))
        return int(final * _ripeness(shape, age))

    return figure


def day_over(day: date) -> datetime:
    """Give the moment at which a Pacific day ends."""
    return datetime.combine(day + ONE_DAY, time(), tzinfo=PACIFIC)


def _ripeness(shape: Shape, age: timedelta) -> float:
    grown = (age - shape.first_served_after) / (shape.ripe_after - shape.first_served_after)
    return shape.at_first + (1 - shape.at_first) * min(grown, 1.0)


def _chance(seed: str, metric: str, period: str, day: date) -> float:
    """Give a number from -1 to 1 that always is the same for the same words."""
    digest = hashlib.sha256(f"{seed}|{metric}|{period}|{day}".encode()).digest()
    return int.from_bytes(digest[:4]) / 2**31 - 1
