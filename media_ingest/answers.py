"""What is asked of a platform and what comes back: the shapes that every client speaks.

No models and no settings, so a client can be read, tested and replaced alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One metric over the platform's days ``first`` to ``last``, both included."""

    metric: str
    period: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What the platform said of one window; ``None`` is unknown, with its reason."""

    window_start: date
    window_end: date
    value: int | None
    null_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The observations of one HTTP answer, and where they come from."""

    metric: str
    period: str
    observations: tuple[Observation, ...]
    request: str
    version_served: str
    raw_sha256: str


class Client(Protocol):
    """What polling needs of a platform; each folder's ``client.py`` is one.

    ``read`` raises the errors of :mod:`foundation.errors` and nothing else on
    purpose. ``title`` is the account's own name, once the platform told it.
    """

    title: str

    def read(self, ask: Ask, *, now: datetime) -> Sequence[Answer]:
        """Ask for one metric; one answer per request that it took."""
        ...


def as_count(raw: Any) -> tuple[int | None, str]:
    """Take a count for what it is; anything else is unknown, never zero."""
    if raw is None:
        return None, "no-value"
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        return None, "not-a-count"
    return raw, ""


def one_per_window(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Keep one observation per window; two that differ make that window unknown."""
    kept: dict[tuple[date, date], Observation] = {}
    for seen in observations:
        window = (seen.window_start, seen.window_end)
        if window in kept and kept[window] != seen:
            seen = Observation(
                window_start=seen.window_start,
                window_end=seen.window_end,
                value=None,
                null_reason="contradiction",
            )
        kept[window] = seen
    return tuple(kept[window] for window in sorted(kept))
