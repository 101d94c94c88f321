"""Whether somebody answers the hotline now, and when that changes."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from foundation.moments import DHAKA
from portal.pages.models import Programme


@dataclass(frozen=True, slots=True)
class HotlineHours:
    """The hotline's hours as seen at one moment."""

    is_open: bool
    opens_at: time
    closes_at: time
    opens_tomorrow: bool
    # When what is said here is not true any more.
    changes_at: datetime


def hours_now(programme: Programme, *, now: datetime) -> HotlineHours:
    """Compare the moment, in Dhaka's time, with the programme's hours."""
    clock = now.astimezone(DHAKA).time()
    turns = (programme.opens_at, programme.closes_at, time.min)
    return HotlineHours(
        is_open=programme.opens_at <= clock < programme.closes_at,
        opens_at=programme.opens_at,
        closes_at=programme.closes_at,
        opens_tomorrow=clock >= programme.closes_at,
        changes_at=min(_next(turn, now) for turn in turns),
    )


def _next(turn: time, now: datetime) -> datetime:
    """Give the first moment after ``now`` at which Dhaka's clock says this."""
    here = now.astimezone(DHAKA)
    at = datetime.combine(here.date(), turn, tzinfo=DHAKA)
    return at if at > here else at + timedelta(days=1)
