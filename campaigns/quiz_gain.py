"""The gain in knowledge of school quizzes (K1), computed from the ledger, never stored.

A gain adds up over nothing. What adds up are hands: how many could answer and how
many were right, before and after (K3 to K6). Of any months and areas they are added
first, and the gain is told of the sums, with how many hands it rests on.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Self

from campaigns.district_figures import Booked, booked_by_district
from campaigns.scope import Scope
from campaigns.totals import Line

# Where the ledger keeps each count of hands: indicator, definition.
MEASURES = {
    "asked_before": ("K3", "quiz-asked-before"),
    "right_before": ("K4", "quiz-right-before"),
    "asked_after": ("K5", "quiz-asked-after"),
    "right_after": ("K6", "quiz-right-after"),
}
INDICATORS = {code: name for name, (code, _definition) in MEASURES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Hands that were raised to the same questions before and after, in so many quizzes."""

    asked_before: int = 0
    right_before: int = 0
    asked_after: int = 0
    right_after: int = 0
    quizzes: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            asked_before=self.asked_before + other.asked_before,
            right_before=self.right_before + other.right_before,
            asked_after=self.asked_after + other.asked_after,
            right_after=self.right_after + other.right_after,
            quizzes=self.quizzes + other.quizzes,
        )

    def as_one_quiz(self) -> Self:
        """Say that all of this was one quiz."""
        return replace(self, quizzes=1)

    @property
    def before(self) -> Fraction | None:
        """The share that was right before; None when nobody was asked."""
        return Fraction(self.right_before, self.asked_before) if self.asked_before else None

    @property
    def after(self) -> Fraction | None:
        return Fraction(self.right_after, self.asked_after) if self.asked_after else None

    @property
    def gain(self) -> Fraction | None:
        """The gain in percentage points; None when nothing was measured."""
        if self.before is None or self.after is None:
            return None
        return 100 * (self.after - self.before)


NO_HANDS = Hands()


def rounded(number: Fraction | None) -> float | None:
    """Give one decimal; more would be more than hands can tell."""
    return None if number is None else round(float(number), 1)


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest and the highest gain of some parts, and how many parts have one."""

    lowest: Fraction
    highest: Fraction
    parts: int


def spread_of(parts: Iterable[Hands]) -> Spread | None:
    gains = [gain for one in parts if (gain := one.gain) is not None]
    return Spread(min(gains), max(gains), len(gains)) if gains else None


def hands_by_district(
    *, first: datetime.date, last: datetime.date, scope: Scope
) -> dict[str, Hands]:
    """Give the hands that were booked from one month to another, by district; three queries."""
    booked = booked_by_district(INDICATORS, first=first, last=last, scope=scope)
    found: dict[str, Hands] = defaultdict(Hands)
    for (indicator, district), sums in booked.items():
        found[district] += _hands(indicator, sums)
    return {district: hands for district, hands in found.items() if hands != NO_HANDS}


def _hands(indicator: str, sums: Booked) -> Hands:
    name = INDICATORS[indicator]
    # Every quiz that was measured adds one figure to each of the four.
    quizzes = sums.known if name == "asked_before" else 0
    return replace(Hands(quizzes=quizzes), **{name: sums.value})


def hands_of_lines(lines: Iterable[Line]) -> tuple[Hands, Hands]:
    """Add up the hands of a month, and everything up to it."""
    month, cumulative = NO_HANDS, NO_HANDS
    for line in lines:
        name = INDICATORS.get(line.name.indicator)
        if name is None:
            continue
        counts = name == "asked_before"
        month += replace(Hands(quizzes=line.own_known if counts else 0), **{name: line.own})
        cumulative += replace(Hands(quizzes=line.cum_known if counts else 0), **{name: line.cum})
    return month, cumulative


def report_of(hands: Hands) -> dict[str, float | None]:
    """Give the gain, with all that it rests on; None where nothing was measured."""
    return {"gain": rounded(hands.gain), **asdict(hands)}
