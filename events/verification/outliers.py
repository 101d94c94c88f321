"""What stands out among the figures of one organiser, or of one person: places to look at.

Nothing here is an accusation. A fair draws a thousand, and a hall has sixty
chairs; a person who knows the place looks, and mostly it is well. With fewer than
:data:`LEAST_EVENTS` events nothing is said. Pure: no query, no clock.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from django.utils.translation import gettext as _

LEAST_EVENTS = 8
# In standard deviations, of a scale that single odd values do not move.
FAR = 3.5
# A sixth of the middle is the least scale: where all shows draw 60, one of 70 is no wonder.
LEAST_SCALE = 1 / 6
# No crowd is below none, so downwards a share says it: a fourth of what is usual.
SMALL = 1 / 4
# How many figures of ten or more end in 0 or 5 by chance: one of five.
ROUND_FIGURES, LEAST_FIGURES = 0.6, 16
REPEATED_SHARE, LEAST_REPEATED = 0.3, 3
# The scale of a normal crowd, from the median distance to the median.
OF_NORMAL = 1.4826


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What of an event is looked at; ``who`` organised it, or logged it."""

    id: int
    who: str
    kind: str
    figures: tuple[int | None, ...]
    # The figures were counted, or are from a sheet: an estimate is round by nature.
    counted: bool = True

    @property
    def total(self) -> int | None:
        known = [figure for figure in self.figures if figure is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """The middle and the spread of the totals of a kind."""

    n: int
    median: float
    scale: float

    def is_far(self, total: float) -> bool:
        return total > self.median + FAR * self.scale or total < SMALL * self.median


@dataclass(slots=True, kw_only=True)
class StandsOut:
    """One organiser's (or person's) events of one kind, and what there is to look at."""

    who: str
    kind: str
    n: int
    median: float | None
    usual: float | None
    round_share: float | None
    # The figures that were given most often, and how often.
    repeated: int
    # Keys of single events far from what is usual.
    far: list[int] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)


def middle_of(totals: Sequence[int]) -> Middle | None:
    """Give the middle and the spread; None of too few."""
    if len(totals) < LEAST_EVENTS:
        return None
    middle = median(totals)
    spread = OF_NORMAL * median(abs(total - middle) for total in totals)
    return Middle(n=len(totals), median=middle, scale=max(spread, middle * LEAST_SCALE, 1.0))


def find_outliers(events: Iterable[Logged]) -> list[StandsOut]:
    """Look at each organiser's events of each kind; those with most to look at come first."""
    by_kind: dict[str, dict[str, list[Logged]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        by_kind[event.kind][event.who].append(event)
    found: list[StandsOut] = []
    for kind, by_who in by_kind.items():
        every = [event for own in by_who.values() for event in own]
        for who, own in by_who.items():
            if len(own) < LEAST_EVENTS:
                continue
            # With nobody beside, there is nothing usual to be compared with.
            others = len(every) - len(own) >= LEAST_EVENTS
            found.append(_look(who, kind, own, middle_of(_totals(every)) if others else None))
    return sorted(found, key=lambda one: (-len(one.look_at), -len(one.far), one.who, one.kind))


def _totals(events: Iterable[Logged]) -> list[int]:
    return [event.total for event in events if event.total is not None]


def _look(who: str, kind: str, own: list[Logged], usual: Middle | None) -> StandsOut:
    totals = _totals(own)
    found = StandsOut(
        who=who,
        kind=kind,
        n=len(own),
        median=median(totals) if totals else None,
        usual=usual.median if usual else None,
        round_share=_round_share(own),
        repeated=_most_repeated(own),
    )
    # Without others, a single event is compared with the rest of one's own.
    measure = usual or middle_of(totals)
    if measure:
        found.far = [e.id for e in own if e.total is not None and measure.is_far(e.total)]
    found.look_at = list(_words(found, usual))
    return found


def _words(found: StandsOut, usual: Middle | None) -> Iterable[str]:
    if usual and found.median is not None and usual.is_far(found.median):
        larger = found.median > usual.median
        yield (
            _("Crowds are usually larger than with others.")
            if larger
            else _("Crowds are usually smaller than with others.")
        )
    elif found.far:
        yield _("Single events are far from what is usual.")
    if found.round_share is not None and found.round_share >= ROUND_FIGURES:
        yield _("Many counted figures end in 0 or 5, as estimates do.")
    if found.repeated >= max(LEAST_REPEATED, REPEATED_SHARE * found.n):
        yield _("The same figures were given again and again.")


def _round_share(own: list[Logged]) -> float | None:
    """Give how many of the counted figures end in 0 or 5; None of too few."""
    figures = [
        figure
        for event in own
        if event.counted
        for figure in event.figures
        if figure is not None and figure >= 10
    ]
    if len(figures) < LEAST_FIGURES:
        return None
    return sum(figure % 5 == 0 for figure in figures) / len(figures)


def _most_repeated(own: list[Logged]) -> int:
    """Count how often the most frequent set of figures was given."""
    said = Counter(event.figures for event in own if event.total)
    return max(said.values(), default=0)
