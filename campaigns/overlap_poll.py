"""The overlap poll: who of the people at an event had seen us online before; never stored.

The same person can be at an event, on Facebook and on YouTube, so the figures of reach have a
range. A show of hands measures how large the overlap is, among those who are there: how many
were asked, how many raise a hand for each channel, and how many for any of them. Hands add up
(P1 to P4), shares do not: of any months and areas the hands are added first, and the share is
told of the sums, with how many people it rests on.

It says something of people at our events who raised a hand, and nothing of all viewers. So no
total is changed by it; it stands beside the range.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from django.utils.translation import gettext_lazy as _

from campaigns.district_figures import Booked, booked_by_district
from campaigns.quiz_gain import rounded
from campaigns.scope import Scope
from campaigns.totals import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Of fewer people a share is an accident.
FEWEST_ASKED = 30
ASKED, ANY = "poll_asked", "poll_any"


@dataclass(frozen=True, slots=True)
class AskedChannel:
    """A digital channel that people are asked about: the one list of them, for every door."""

    slug: str
    where: "StrPromise"
    question: "StrPromise"
    indicator: str
    definition: str

    @property
    def answer(self) -> str:
        """Name the answer in forms: how many raised a hand."""
        return f"poll_{self.slug}"


CHANNELS = (
    AskedChannel(
        "facebook",
        _("On Facebook"),
        _("Have you seen our page on Facebook before today?"),
        *("P2", "poll-seen-facebook"),
    ),
    AskedChannel(
        "youtube",
        _("On YouTube"),
        _("Have you seen our videos on YouTube before today?"),
        *("P3", "poll-seen-youtube"),
    ),
)
SEEN = tuple(one.answer for one in CHANNELS)
ANSWERS = (ASKED, *SEEN, ANY)
# Where the ledger keeps each count: indicator, definition.
MEASURES = {
    ASKED: ("P1", "poll-asked"),
    **{one.answer: (one.indicator, one.definition) for one in CHANNELS},
    ANY: ("P4", "poll-seen-any"),
}
INDICATORS = {code: name for name, (code, _definition) in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class Hands:
    """Hands that were raised by all who were asked, by answer, at so many events."""

    counts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ANSWERS, 0))
    events: int = 0

    def __add__(self, other: Self) -> Self:
        counts = {name: self.counts[name] + other.counts[name] for name in ANSWERS}
        return type(self)(counts, self.events + other.events)

    @property
    def asked(self) -> int:
        """How many hands could have gone up."""
        return self.counts[ASKED]

    @property
    def is_enough(self) -> bool:
        """Whether a share of so many may be told."""
        return self.asked >= FEWEST_ASKED

    @property
    def several(self) -> int:
        """How many raised a hand for both; with more channels, hands beyond each one's first."""
        return sum(self.counts[name] for name in SEEN) - self.counts[ANY]

    def share(self, count: int) -> Fraction | None:
        """Give a count as a share of those who were asked; None when these are too few."""
        return Fraction(count, self.asked) if self.is_enough else None


NO_HANDS = Hands()


def hands_of_lines(lines: Iterable[Line]) -> tuple[dict[str, Hands], dict[str, Hands]]:
    """Add up the hands of a month, and everything up to it, by area; what came late is in all."""
    month: dict[str, Hands] = defaultdict(Hands)
    cumulative: dict[str, Hands] = defaultdict(Hands)
    for line in lines:
        if line.name.indicator in INDICATORS:
            month[line.name.area] += _one(line.name.indicator, line.own, line.own_known)
            cumulative[line.name.area] += _one(line.name.indicator, line.cum, line.cum_known)
    return month, cumulative


def hands_by_district(
    *, first: datetime.date, last: datetime.date, scope: Scope
) -> dict[str, Hands]:
    """Give the hands that were booked from one month to another, by district; three queries."""
    booked = booked_by_district(INDICATORS, first=first, last=last, scope=scope)
    found: dict[str, Hands] = defaultdict(Hands)
    for (indicator, district), sums in booked.items():
        found[district] += _of_booked(indicator, sums)
    return {district: hands for district, hands in found.items() if hands != NO_HANDS}


def _of_booked(indicator: str, sums: Booked) -> Hands:
    return _one(indicator, sums.value, sums.known)


def _one(indicator: str, value: int, known: int) -> Hands:
    name = INDICATORS[indicator]
    # Every event that counts adds one figure to each answer.
    return Hands({**NO_HANDS.counts, name: value}, known if name == ASKED else 0)


def overlap_of(lines: Iterable[Line]) -> dict[str, Any]:
    """Tell the poll of a month and up to it, of the lines of its districts."""
    return {
        basis: report_of(sum(districts.values(), NO_HANDS), districts.values())
        for basis, districts in zip(("month", "cumulative"), hands_of_lines(lines), strict=True)
    }


def report_of(hands: Hands, districts: Iterable[Hands]) -> dict[str, Any]:
    """Give the shares, with all that they rest on and their spread over districts.

    A share is None where too few were asked; of a spread are the districts where enough were.
    """
    asked = [one for one in districts if one.asked]
    return {
        "asked": hands.asked,
        "events": hands.events,
        "districts": len(asked),
        "enough": hands.is_enough,
        **{name: _share(name, hands, asked) for name in (*SEEN, ANY)},
        "several": {"hands": hands.several, "percent": percent(hands.share(hands.several))},
    }


def _share(name: str, hands: Hands, districts: list[Hands]) -> dict[str, Any]:
    shares = [share for one in districts if (share := one.share(one.counts[name])) is not None]
    return {
        "hands": hands.counts[name],
        "percent": percent(hands.share(hands.counts[name])),
        "lowest": percent(min(shares, default=None)),
        "highest": percent(max(shares, default=None)),
        "parts": len(shares),
    }


def percent(share: Fraction | None) -> float | None:
    """Give a share in per cent, with one decimal: more would be more than hands can tell."""
    return rounded(None if share is None else 100 * share)
