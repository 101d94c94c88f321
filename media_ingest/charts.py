"""A small line chart of one measure of a post: where its points lie. No Django, no HTML.

Unknown is a gap in the line, never zero; and no line runs from one metric to
another, because another metric means something else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 4, 4, 8, 8


class Seen(Protocol):
    """What a platform said, from the first moment that it said so to the last."""

    metric: str
    value: int | None
    observed_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines, single points and gaps, in units of the picture; and what its edges stand for."""

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    gaps: tuple[tuple[float, float], ...]
    first: datetime
    last: datetime
    highest: int
    width: int = WIDTH
    height: int = HEIGHT


Point = tuple[datetime, int]
ReadBy = Callable[[datetime], datetime]


def draw(readings: Iterable[Seen], *, read_by: ReadBy) -> Chart | None:
    """Draw the readings of one measure; ``None`` when not a single value is known.

    ``read_by`` says by when a reading was to be followed by the next: a later
    one leaves a gap, for in between nothing was known.
    """
    in_order = sorted(readings, key=lambda one: (one.metric, one.observed_at))
    trace = _Trace(read_by)
    for _metric, group in groupby(in_order, key=lambda one: one.metric):
        trace.add(group)
    points = [point for run in trace.runs for point in run]
    if not points:
        return None
    edges = [moment for moment, _ in points] + [moment for gap in trace.gaps for moment in gap]
    scale = _Scale(min(edges), max(edges), max(value for _, value in points))
    places = [[scale.place(*point) for point in run] for run in trace.runs]
    return Chart(
        lines=tuple(_line(run) for run in places if len(run) > 1),
        dots=tuple(run[-1] for run in places),
        gaps=tuple((scale.x(begin), scale.x(end) - scale.x(begin)) for begin, end in trace.gaps),
        first=scale.first,
        last=scale.last,
        highest=scale.highest,
    )


class _Trace:
    """Unbroken runs of known values, and the times of which nothing is known."""

    def __init__(self, read_by: ReadBy) -> None:
        self.read_by = read_by
        self.runs: list[list[Point]] = []
        self.gaps: list[tuple[datetime, datetime]] = []

    def add(self, readings: Iterable[Seen]) -> None:
        """Follow the readings of one metric, in order of time."""
        known_until: datetime | None = None
        unknown_since: datetime | None = None
        for one in readings:
            if one.value is None:
                unknown_since = unknown_since or known_until or one.observed_at
                unknown_until = one.last_seen_at
                continue
            if known_until and one.observed_at > self.read_by(known_until):
                unknown_since = unknown_since or known_until
            if unknown_since:
                self.gaps.append((unknown_since, one.observed_at))
            if unknown_since or known_until is None:
                self.runs.append([])
            self.runs[-1] += _points(one, one.value)
            known_until, unknown_since = one.last_seen_at, None
        if unknown_since:
            self.gaps.append((unknown_since, unknown_until))


def _points(one: Seen, value: int) -> list[Point]:
    moments = dict.fromkeys((one.observed_at, one.last_seen_at))
    return [(moment, value) for moment in moments]


def _line(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: datetime
    last: datetime
    highest: int

    def x(self, moment: datetime) -> float:
        whole = (self.last - self.first).total_seconds()
        share = (moment - self.first).total_seconds() / whole if whole else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def place(self, moment: datetime, value: int) -> tuple[float, float]:
        share = value / self.highest if self.highest else 0
        return self.x(moment), round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
