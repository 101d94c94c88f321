"""Which of two statements about a cell wins, wherever they come in the row.

Authority first: a poll never supersedes a person, and the "unknown" that a
closing writes down for a channel that said nothing gives way to anybody who
says something, even to a poll that was asked before the closing and is written
after it. Then ``observed_at``, the run, and the content. Only the ledger asks.
"""

from dataclasses import dataclass

from campaigns.facts import Fact, Known, Source
from campaigns.gap_reasons import SAID_BY_A_CLOSING
from campaigns.models import Current
from campaigns.models.entries import Authority, Role, State

NOBODY, PLATFORM, PERSON = range(3)
COORDINATES = ("indicator_id", "channel_id", "campaign_id", "area_code", "sex", "age")


@dataclass(frozen=True, slots=True)
class Version:
    """What a new entry would say."""

    state: str
    value: int | None
    reason: str
    settled: bool
    confidence: str
    source: Source
    n: int | None = None

    @classmethod
    def of(cls, fact: Fact) -> "Version":
        return cls(
            fact.state, fact.value, fact.reason, fact.settled, fact.confidence, fact.source, fact.n
        )

    def says_the_same_as(self, current: Current) -> bool:
        return (self.state, self.value, self.reason, self.settled, self.confidence) == (
            current.state,
            current.value,
            current.reason,
            current.settled,
            current.confidence,
        )

    @property
    def standing(self) -> tuple:
        return (
            _rank(self.source.authority, self.reason),
            self.source.observed_at,
            self.source.run,
            *_order_of_content(self),
        )


def standing_of(current: Current) -> tuple:
    """Give the standing of what is known; greater wins."""
    return (
        _rank(current.authority, current.reason),
        current.observed_at,
        current.run_ref,
        *_order_of_content(current),
    )


def is_outranked_as_platform(version: Version, winner: Current) -> bool:
    """Whether a platform's figure lost because a person had spoken."""
    spoke = _rank(winner.authority, winner.reason)
    return _rank(version.source.authority, version.reason) < spoke == PERSON


def are_rivals(row: Current, current: Current) -> bool:
    """Whether a live row says of another stretch of the same days what ``current`` says.

    A month typed in by hand and the 28 days that a platform states for it are
    two keys; both counted would be the month twice.
    """
    one, other = row.key, current.key
    return bool(
        row is not current
        and row.version
        and row.state != State.VOID
        and one.role == other.role == Role.MONTH
        and all(getattr(one, name) == getattr(other, name) for name in COORDINATES)
        and one.period_start <= other.period_end
        and other.period_start <= one.period_end
    )


def known(row: Current) -> Known:
    """Tell what stands about a cell."""
    return Known(
        state=row.state,
        value=row.value,
        reason=row.reason,
        confidence=row.confidence,
        authority=row.authority,
        observed_at=row.observed_at,
        period_start=row.key.period_start,
        period_end=row.key.period_end,
    )


def _rank(authority: str, reason: str) -> int:
    if authority == Authority.PERSON:
        return PERSON
    return NOBODY if reason in SAID_BY_A_CLOSING else PLATFORM


def _order_of_content(said: "Version | Current") -> tuple:
    value = -1 if said.value is None else said.value
    return (said.state, value, said.settled, said.confidence, said.reason)
