"""Whether somebody is there at a moment, and when that changes: from opening hours, in Dhaka."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from foundation.moments import DHAKA
from portal.facts.hours import Hours

# What is open for longer than this without a pause is open day and night.
AHEAD = datetime.timedelta(days=7)
A_DAY = datetime.timedelta(days=1)
Stretch = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True, slots=True)
class Opening:
    """How it stands at one moment; ``changes_at`` is None where it never changes."""

    is_open: bool
    now: datetime.datetime
    changes_at: datetime.datetime | None

    @property
    def is_always_open(self) -> bool:
        return self.is_open and self.changes_at is None

    @property
    def clock(self) -> datetime.time | None:
        return self.changes_at.time() if self.changes_at else None

    @property
    def days_ahead(self) -> int:
        """How many days on it changes: 0 is today."""
        return (self.changes_at.date() - self.now.date()).days if self.changes_at else 0

    @property
    def weekday(self) -> int:
        """The day on which it changes, by its ISO number."""
        return (self.changes_at or self.now).isoweekday()


def opening_at(hours: Iterable[Hours], *, now: datetime.datetime) -> Opening | None:
    """Compare a moment with the hours; None where there are none."""
    given = list(hours)
    if not given:
        return None
    here = now.astimezone(DHAKA)
    stretches = _joined(sorted(_stretches(given, here.date())))
    for start, end in stretches:
        if start <= here < end:
            return Opening(True, here, None if end - here > AHEAD else end)
    return Opening(False, here, next(start for start, _end in stretches if start > here))


def _stretches(given: list[Hours], today: datetime.date) -> Iterable[Stretch]:
    """Give each stretch from yesterday on, far enough to see one after the pause of a week."""
    for ahead in range(-1, AHEAD.days + 3):
        day = today + ahead * A_DAY
        for hours in given:
            if day.isoweekday() in hours.days:
                start = datetime.datetime.combine(day, hours.opens, tzinfo=DHAKA)
                end = datetime.datetime.combine(day, hours.closes, tzinfo=DHAKA)
                yield start, end + A_DAY if hours.is_all_day else end


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Make one of stretches that meet or overlap."""
    joined = stretches[:1]
    for _before, (start, end) in pairwise(stretches):
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
