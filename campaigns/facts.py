"""What a source app hands to the ledger: plain values, no rows.

A :class:`Fact` says what is known of one :class:`Cell`, and by whom
(:class:`Source`). ``value=None`` means *unknown* and then needs a reason; a
zero is a value.
"""

import datetime
import hashlib
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter

from campaigns.models import Campaign
from campaigns.models.entries import Authority, Confidence, Role, State

SEPARATOR = "\x1f"
# What a closing writes down for a channel that was asked and said nothing.
NO_READING = "no-reading"


class LedgerRefused(ValueError):
    """The ledger does not take this fact; the message says why, in plain words.

    ``field`` names the column of a sheet (or the field of a form) that is
    wrong, where one is; ``why`` is the message without the cell it is about.
    """

    def __init__(self, message: str, *, field: str = "", why: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.why = why or message


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so. All references are opaque: no name of a person belongs here."""

    authority: str
    ref: str
    observed_at: datetime.datetime
    payload_sha256: str = ""
    run: str = ""
    actor: str = ""

    def __post_init__(self) -> None:
        if self.observed_at.tzinfo is None:
            message = "observed_at must say its time zone"
            raise LedgerRefused(message)
        if self.authority not in Authority.values:
            message = f"authority must be one of {', '.join(Authority.values)}"
            raise LedgerRefused(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is measured: one key of the ledger, without its contributor."""

    indicator: str
    channel: str
    definition: str
    period_start: datetime.date
    period_end: datetime.date
    zone: str
    role: str = Role.MONTH.value
    campaign: str = Campaign.NONE
    area: str = ""
    sex: str = "x"
    age: str = "x"

    @property
    def month(self) -> datetime.date:
        """The first day of the month in which the period ends."""
        return self.period_end.replace(day=1)

    def digest(self, contributor: str) -> str:
        """Give the SHA-256 that makes a key unique."""
        words = SEPARATOR.join([*map(str, PARTS_OF_CELL(self)), contributor])
        return hashlib.sha256(words.encode()).hexdigest()

    def __str__(self) -> str:
        place = f" in {self.area}" if self.area else ""
        return (
            f"{self.indicator} of {self.channel}{place}, "
            f"{self.period_start.isoformat()} to {self.period_end.isoformat()}"
        )


# In the order of the class: the digests of all keys hang on it.
PARTS_OF_CELL = attrgetter(*(field.name for field in fields(Cell)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is known of a cell. ``n`` is the size of a survey's sample."""

    cell: Cell
    source: Source
    value: int | None
    reason: str = ""
    settled: bool = False
    confidence: str = Confidence.SURE.value
    n: int | None = None

    @property
    def state(self) -> str:
        return State.UNKNOWN.value if self.value is None else State.VALUE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The whole set of what one record adds; an empty one takes it out of all totals.

    ``contributor`` is opaque (``event:<uuid>``).
    """

    contributor: str
    facts: tuple[Fact, ...]
    source: Source


class Became(StrEnum):
    """What became of a statement."""

    NEW = "new"  # nothing was known
    CHANGED = "changed"  # it stands in place of what was known
    SAME = "same"
    STALE = "stale"  # something observed later is known
    HELD = "held"  # a platform's figure; a person's stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What stood in the books about a cell, or about a rival stretch of its days."""

    state: str
    value: int | None
    reason: str
    confidence: str
    authority: str
    observed_at: datetime.datetime | None
    period_start: datetime.date
    period_end: datetime.date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fact, what it met, and the month in which it is booked."""

    cell: Cell
    became: Became
    before: Known | None
    booked: datetime.date | None = None

    @property
    def was_written(self) -> bool:
        return self.became in {Became.NEW, Became.CHANGED}


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of a batch of facts.

    ``stale`` facts were older than what is known; ``held`` cells are those in
    which a platform differs from what a person entered, for a person to look
    at. ``outcomes`` tells of each stated fact, in the order of the batch.
    """

    written: int = 0
    unchanged: int = 0
    stale: int = 0
    held: tuple[Cell, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def __add__(self, other: "Posting") -> "Posting":
        return Posting(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.stale + other.stale,
            self.held + other.held,
            self.outcomes + other.outcomes,
        )


def contents_digest(facts: list[Fact]) -> str:
    """One digest of a whole set of facts; breaks the tie of two sets of one instant."""
    rows = sorted(
        f"{fact.cell.digest('')} {fact.value} {fact.n} {fact.settled} {fact.confidence} "
        f"{fact.reason}"
        for fact in facts
    )
    return hashlib.sha256(SEPARATOR.join(rows).encode()).hexdigest()
