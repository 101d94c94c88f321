"""By how much a counter moved between two looks at it, and in which of the platform's days.

The rules of youtube.md §3 without a row or a request, so that they can be
tried on any history. :mod:`media_ingest.counters` keeps what they give.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from media_ingest.pacific import midnight, pacific_day

# A look within this time after midnight is taken for one at midnight: polls are
# an hour apart, and growth of a night would else be torn over the turn of a month.
NEAR_MIDNIGHT = timedelta(hours=2)
# What falls by more than a fifth, and by more than this, is looked at twice.
FALL_LOOKED_AT_TWICE = 100


@dataclass(frozen=True, slots=True)
class Look:
    """What a counter said at a moment."""

    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """What one day got: growth (never below zero) or what the platform took back (never above)."""

    day: date
    growth: int = 0
    correction: int = 0
    estimated: bool = False


def is_doubtful(before: int, count: int) -> bool:
    """Whether a fall is so deep that a fault is likelier than a correction (rule 5)."""
    fall = before - count
    return (count == 0 and before > 0) or (fall > FALL_LOOKED_AT_TWICE and fall * 5 > before)


def moves_between(before: Look, after: Look, breaks: Iterable[date] = ()) -> list[Move]:
    """Share a difference out over the days in which a sum of its own ends.

    A fall is a correction of the day on which it was seen, and never split
    (rule 4). Growth goes to the last day of its interval. When a month turned
    inside it, or a definition began (``breaks``), it is shared out by time and
    marked estimated (rule 2); the shares add up to the whole.
    """
    gained = after.count - before.count
    if gained < 0:
        return [Move(pacific_day(after.at), correction=gained)]
    start, end = _edge(before.at), _edge(after.at)
    if start >= end:
        return [Move(pacific_day(after.at), growth=gained)]
    ends = [*_turns(start, end, set(breaks)), end]
    return list(_shares(gained, start, ends))


def _shares(gained: int, start: datetime, ends: list[datetime]) -> Iterator[Move]:
    whole, given = ends[-1] - start, 0
    for end in ends:
        due = gained * ((end - start) // timedelta(seconds=1))
        up_to_here = gained if end == ends[-1] else due // (whole // timedelta(seconds=1))
        last_day = pacific_day(end - timedelta(microseconds=1))
        yield Move(last_day, growth=up_to_here - given, estimated=len(ends) > 1)
        given = up_to_here


def _turns(start: datetime, end: datetime, breaks: set[date]) -> Iterator[datetime]:
    """Give the midnights inside the interval with which a month or a definition begins."""
    day = pacific_day(start) + timedelta(days=1)
    while (turn := midnight(day)) < end:
        if day.day == 1 or day in breaks:
            yield turn
        day += timedelta(days=1)


def _edge(at: datetime) -> datetime:
    """Give the moment, or the midnight that it is near enough to; in UTC, for sound sums."""
    turn = midnight(pacific_day(at))
    return turn if at - turn <= NEAR_MIDNIGHT else at.astimezone(UTC)
