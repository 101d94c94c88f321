"""What speaks for two events being one, and what against. Pure: no query, no clock.

Points decide only what is shown and in which order; that two events are one is
said by a person. Of one kind and one day they must be, and of places of which
one lies in the other or that lie in one upazila; a day apart is near enough
where a phone's clock was wrong or said nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from campaigns.models.places import search_form
from events.flags import CLOCK_CHANGED, CLOCK_CORRECTED, CLOCK_UNKNOWN
from events.verification.alike import alike

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

UPAZILA_CODE_LENGTH = 10
# The field's own rule: two people who count one crowd differ by less.
NEAR_ENOUGH = 0.2
SAME_SHOW_MINUTES, OTHER_SHOW_MINUTES = 30, 120
SAME_SPOT_METRES = 300
METRES_A_DEGREE = 111_000
CLOCK_FLAGS = frozenset({CLOCK_CORRECTED, CLOCK_CHANGED, CLOCK_UNKNOWN})

SAME_PLACE, PLACE_INSIDE, SAME_UPAZILA = "place-same", "place-inside", "place-upazila"
NEXT_DAY = "day-next"
SAME_TIME, OTHER_TIME = "time-same", "time-other"
SAME_FIGURES, LIKE_FIGURES, OTHER_FIGURES = "figures-same", "figures-like", "figures-other"
SAME_VENUE, SAME_SPOT = "venue-same", "position-same"
TWO_PEOPLE, PHOTO = "people-two", "photo-alike"
# Of a person, and not of the finder: it has no points.
NAMED = "named"

POINTS = {
    PHOTO: 4,
    SAME_PLACE: 3,
    SAME_FIGURES: 3,
    PLACE_INSIDE: 2,
    SAME_TIME: 2,
    LIKE_FIGURES: 2,
    SAME_VENUE: 2,
    SAME_SPOT: 2,
    SAME_UPAZILA: 1,
    TWO_PEOPLE: 1,
    NEXT_DAY: -1,
    OTHER_FIGURES: -2,
    OTHER_TIME: -3,
}
WORDS: "dict[str, StrPromise]" = {
    PHOTO: _("The photos look alike."),
    SAME_PLACE: _("The same place."),
    SAME_FIGURES: _("The same figures."),
    PLACE_INSIDE: _("One place lies in the other."),
    SAME_TIME: _("They began at about the same time."),
    LIKE_FIGURES: _("About as many people came."),
    SAME_VENUE: _("The same venue."),
    SAME_SPOT: _("The phones were at the same spot."),
    SAME_UPAZILA: _("The same upazila."),
    TWO_PEOPLE: _("Two people logged them."),
    NEXT_DAY: _("A day apart, but a phone's clock is in doubt."),
    OTHER_FIGURES: _("But more people came to one than to the other."),
    OTHER_TIME: _("But they began at different times."),
    NAMED: _("A person asks whether these are one."),
}
# The weakest that is shown: one upazila and about as many people, or one place and nothing known.
SHOWN_FROM = 3
# The least points of each word, the strongest first.
STRENGTHS: "tuple[tuple[int, StrPromise], ...]" = (
    (7, _("Very likely one event")),
    (5, _("Likely one event")),
    (SHOWN_FROM, _("Possibly one event")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What of an event is compared."""

    id: int
    kind: str
    place: str
    day: date
    starts_at: time | None = None
    figures: tuple[int | None, ...] = ()
    venue: str = ""
    position: tuple[float, float] | None = None
    flags: frozenset[str] = frozenset()
    person: int | None = None
    # Difference hashes of the photos, 16 hex digits each.
    photos: tuple[str, ...] = ()

    @property
    def total(self) -> int | None:
        known = [figure for figure in self.figures if figure is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two events look like one, and the codes of why."""

    score: int
    reasons: list[str]


def compare(one: Seen, other: Seen) -> Likeness | None:
    """Give the likeness of two events; None when they are not worth a person's time."""
    if one.kind != other.kind:
        return None
    where, when = _place(one.place, other.place), _day(one, other)
    if where is None or when is None:
        return None
    reasons = [*where, *when, *_circumstances(one, other)]
    score = sum(POINTS[reason] for reason in reasons)
    if score < SHOWN_FROM:
        return None
    return Likeness(score, sorted(reasons, key=lambda reason: -POINTS[reason]))


def in_words(reasons: Iterable[str]) -> list[str]:
    """Say the reasons in the reader's language; a code of a later release stands for itself."""
    return [str(WORDS.get(reason, reason)) for reason in reasons]


def strength(score: int) -> str:
    """Say in words how likely it is: points are no percentage."""
    words = [word for least, word in STRENGTHS if score >= least]
    return str(words[0] if words else STRENGTHS[-1][1])


def _place(one: str, other: str) -> list[str] | None:
    if one == other:
        return [SAME_PLACE]
    if one.startswith(other) or other.startswith(one):
        return [PLACE_INSIDE]
    upazilas = {one[:UPAZILA_CODE_LENGTH], other[:UPAZILA_CODE_LENGTH]}
    return [SAME_UPAZILA] if len(upazilas) == 1 else None


def _day(one: Seen, other: Seen) -> list[str] | None:
    apart = abs((one.day - other.day).days)
    if apart == 0:
        return []
    in_doubt = CLOCK_FLAGS & (one.flags | other.flags)
    return [NEXT_DAY] if apart == 1 and in_doubt else None


def _circumstances(one: Seen, other: Seen) -> Iterator[str]:
    """Give what is known on both sides; what one of them does not say, says nothing."""
    yield from _times(one.starts_at, other.starts_at)
    yield from _figures(one, other)
    if one.venue and search_form(one.venue) == search_form(other.venue):
        yield SAME_VENUE
    if one.position and other.position and _metres(one.position, other.position) < SAME_SPOT_METRES:
        # Far apart says nothing: who logs it in the evening is at home by then.
        yield SAME_SPOT
    if one.person is not None and other.person is not None and one.person != other.person:
        yield TWO_PEOPLE
    if any(alike(a, b) for a in one.photos for b in other.photos):
        yield PHOTO


def _times(one: time | None, other: time | None) -> Iterator[str]:
    if one is None or other is None:
        return
    apart = abs((one.hour - other.hour) * 60 + one.minute - other.minute)
    if apart <= SAME_SHOW_MINUTES:
        yield SAME_TIME
    elif apart >= OTHER_SHOW_MINUTES:
        yield OTHER_TIME


def _figures(one: Seen, other: Seen) -> Iterator[str]:
    if one.total is None or other.total is None:
        return
    if one.figures == other.figures:
        yield SAME_FIGURES
    elif abs(one.total - other.total) <= NEAR_ENOUGH * max(one.total, other.total):
        yield LIKE_FIGURES
    else:
        yield OTHER_FIGURES


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give a distance that is right for some kilometres."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * cos(radians(one[0]))
    return hypot(north, east) * METRES_A_DEGREE
