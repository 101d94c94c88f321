"""On which day an event was held, when the phone's clock is wrong. Pure: no query, no clock.

A worker chooses the day on the phone's calendar: "today", "the day before
yesterday". If the phone believes in another year, so does the day that it
sends. What holds is the *distance* in days between the phone's own today and
the chosen day, so we keep that and apply it to the true today. Both are days in
Asia/Dhaka, which has no summer time and one offset since 2010.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from foundation.moments import dhaka_day

# A clock set by hand runs a minute off, and a slow network holds two kilobytes
# for another; a field app gives up on a send before this. So less than this is
# no proof of a wrong clock, and matters only in the minutes around midnight.
SMALL = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class HeldOn:
    """A day as claimed and as corrected; ``skew`` is server minus phone, None if unknown.

    On paper, where no clock says the day, none can be wrong.
    """

    claimed: date
    day: date
    skew: timedelta | None = None
    clock_changed: bool = False
    on_paper: bool = False

    @property
    def was_corrected(self) -> bool:
        return self.day != self.claimed


def correct_day(
    claimed: date,
    *,
    recorded_at: datetime | None,
    client_now: datetime | None,
    server_now: datetime,
) -> HeldOn:
    """Correct a claimed day by the skew of the phone that claimed it.

    ``recorded_at`` and ``client_now`` are the phone's time at recording and at
    sending. Days may lie between the two: the skew is measured at sending and
    applied to the recording. A phone that says it recorded after it sent has
    had its clock changed in between: the skew then says nothing about the
    recording, and the day stays as claimed.
    """
    if client_now is None:
        return HeldOn(claimed, claimed)
    skew = server_now - client_now
    if recorded_at is None or abs(skew) < SMALL:
        changed = recorded_at is not None and recorded_at - client_now > SMALL
        return HeldOn(claimed, claimed, skew, clock_changed=changed)
    if recorded_at - client_now > SMALL:
        return HeldOn(claimed, claimed, skew, clock_changed=True)
    try:
        moved = dhaka_day(recorded_at + skew) - dhaka_day(recorded_at)
        return HeldOn(claimed, claimed + moved, skew)
    except OverflowError:  # a clock at the end of time
        return HeldOn(claimed, claimed, skew, clock_changed=True)
