"""What is asked of a platform and what comes back: the shapes that every client speaks.

No models and no settings, so a client can be read, tested and replaced alone.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

METRIC_DEAD = "metric-dead"
LIFETIME = "lifetime"
# More than every person on earth a hundred times a day. A larger number is a
# fault, and sums of such days would not fit their columns.
MOST_COUNTED = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One HTTP answer as it came: what was asked, who served it, and the body.

    Clients cut every secret out of ``request`` and ``body`` first; the digest
    is that of the body which is kept, so that the two can be compared.
    """

    request: str
    version_served: str
    body: bytes = field(repr=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())


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
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One metric that was asked for, and what became of it: words of the model ``Metric``."""

    subject: str
    name: str
    period: str
    state: str = "answers"
    reason: str = ""

    def became(self, state: str, reason: str) -> "Asked":
        return replace(self, state=state, reason=reason)

    def found_dead(self, reason: str) -> "Asked":
        return self.became("dead", reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one metric said of a post: a count since it was published, or why there is none.

    ``measure`` is one of ``PostReading.Measure``; ``metric`` the name that
    answered. With the reason :data:`METRIC_DEAD` the platform no longer knows it.
    """

    measure: str
    metric: str
    value: int | None
    null_reason: str = ""
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class PostShown:
    """A post, video or reel in a listing; ``kind`` is one of ``Post.Kind``.

    ``counted`` is what the listing itself says of it.
    """

    external_id: str
    kind: str
    object_id: str = ""
    title: str = ""
    permalink: str = ""
    published_at: datetime | None = None
    counted: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a listing; ``refused`` says why a part that we can do without is missing."""

    posts: tuple[PostShown, ...]
    heard: Heard
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRef:
    """What a client needs to ask for one post."""

    external_id: str
    kind: str
    object_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAnswer:
    """What came of asking for one post; not ``shown``: the platform did not let us see it.

    ``asked`` names the metrics whose state was learnt, ``calls`` how many
    requests it took, ``refused`` why this one post could not be read.
    """

    external_id: str
    shown: bool
    counted: tuple[Counted, ...] = ()
    title: str = ""
    asked: tuple[Asked, ...] = ()
    calls: int = 1
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What the platform says of our key: until when it opens, ``None`` for no known end."""

    expires_at: datetime | None
    scopes: tuple[str, ...] = ()


class Gate(Protocol):
    """Keeps us inside what a platform allows; clients ask it before and tell it after each call."""

    def look(self, *buckets: str, now: datetime) -> None:
        """Ask whether buckets are open; raises ``TryLater`` when one of them is closed."""
        ...

    def spend(self, bucket: str, units: int, *, now: datetime) -> None:
        """Take units out of a bucket; raises ``TryLater`` when it is empty or closed."""
        ...

    def note_usage(self, bucket: str, percent: int, *, now: datetime, regain: timedelta) -> None:
        """Remember how full the platform says that a bucket is; too full closes it."""
        ...

    def close(self, bucket: str, *, until: datetime, now: datetime) -> None:
        """Let no call through until then: the platform said so itself."""
        ...


class Client(Protocol):
    """What polling needs of a platform; each folder's ``client.py`` is one.

    All methods raise the errors of :mod:`foundation.errors` and nothing else on
    purpose. ``title`` is the account's own name, once the platform told it.
    """

    title: str

    def read(self, ask: Ask, *, now: datetime) -> Sequence[Answer]:
        """Ask for one metric of the account; one answer per request that it took."""
        ...

    def list_posts(self, *, since: datetime | None, now: datetime) -> Iterator[Listing]:
        """List posts, newest first: those published from ``since`` on, or all there are."""
        ...

    def read_posts(
        self, posts: Sequence[PostRef], *, leave: AbstractSet[str], now: datetime
    ) -> Iterator[PostAnswer]:
        """Ask for the counts of some posts, without the metrics in ``leave``.

        Gives each answer as it comes, so what was heard before trouble is kept.
        """
        ...

    def check_grant(self, *, now: datetime) -> Grant | None:
        """Ask how long our key will open; ``None`` where the platform cannot be asked."""
        ...


class Prober(Protocol):
    """A client whose platform's metrics die: each can be asked alone, to see what it answers."""

    def probe(
        self, asked: Asked, *, post: PostRef | None, video: PostRef | None, now: datetime
    ) -> Asked | None:
        """Ask for one metric and period; ``None`` when there is nothing to ask it of.

        Raises only what stops all others too: ``TryLater`` and ``NeedsPerson``.
        """
        ...


def as_count(raw: Any) -> tuple[int | None, str]:
    """Take a count for what it is; anything else is unknown, never zero."""
    if raw is None:
        return None, "no-value"
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_COUNTED:
        return None, "not-a-count"
    return raw, ""


def as_asked(ask: Ask, answers: Iterable[Answer]) -> Iterator[Answer]:
    """Leave out the windows that nobody asked for: they are another answer's, or an error."""
    for answer in answers:
        asked = (o for o in answer.observations if ask.first <= o.window_end <= ask.last)
        yield replace(answer, observations=tuple(asked))


def one_per_window(observations: Iterable[Observation]) -> tuple[Observation, ...]:
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
