"""The cells of the ledger as open data: one table for each series of months, small ones hidden.

Read from the roll-ups alone. A table is one indicator under one definition, of one channel, in
one month; its axes are campaign, area (district) and sex with age. What is booked late stands in
the month in which it was booked, as in all books.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F

from campaigns.headline import WEAKEST_FIRST
from campaigns.models import Campaign, Definition, Indicator, Roll
from campaigns.models.entries import Role, State
from campaigns.models.places import DISTRICT_CODE_LENGTH
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.totals import last_words
from portal.open_data.known_tables import what_is_hidden
from portal.open_data.small_cells import TOTAL, Cell
from portal.open_data.words import (
    ALL,
    ELSEWHERE,
    FEWER_THAN_FIVE,
    NOT_RECORDED,
    OPENING_ONLY,
    OTHER,
    SOME_NOT_KNOWN,
    YOUTUBE_TERMS,
    Status,
    told_reason,
)
from portal.open_data.youtube_terms import withheld_definitions

COUNTS_PEOPLE = frozenset({Indicator.Kind.PERSONS, Indicator.Kind.CONTACTS, Indicator.Kind.SURVEY})
# Counted as items, and yet each one is a person: who was linked at a fair, whose life changed.
ALSO_PEOPLE = frozenset({"A5", "O1"})
CAMPAIGN, AREA, SEX = 0, 1, 2
WHOLE: Cell = (TOTAL, TOTAL, TOTAL)
OF_SERIES = ("indicator", "definition", "channel", "campaign", "area_code", "sex", "age")
COUNTS = ("own", "own_known", "own_unknown", "late", "brought", "cum", "cum_known", "cum_unknown")


class Name(NamedTuple):
    """Which table it is."""

    month: datetime.date
    indicator: str
    channel: str
    definition: str


@dataclass(slots=True)
class Amount:
    """What a cell holds: the sum of what is known, and how many records are known and not."""

    value: int = 0
    known: int = 0
    unknown: int = 0
    late: int = 0
    brought: int = 0
    cum: int = 0
    cum_known: int = 0
    cum_unknown: int = 0

    def add(self, other: "Amount", sign: int = 1) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + sign * getattr(other, name))

    @property
    def says_something(self) -> bool:
        return bool(self.value or self.known or self.unknown)


@dataclass(frozen=True, slots=True)
class Said:
    """What the entries of a month say beside the value."""

    reason: str = ""
    confidence: str = ""


@dataclass(slots=True)
class CellTable:
    """One table; ``hidden`` None where its parts are not shown at all."""

    name: Name
    indicator: Indicator
    amounts: dict[Cell, Amount]
    said: Said = field(default_factory=Said)
    withheld: bool = False
    hidden: set[Cell] | None = field(default_factory=set)

    @property
    def shown(self) -> Iterator[Cell]:
        """Give the cells that are told of, the whole first."""
        for cell in sorted(self.amounts):
            if self.hidden is not None or cell == WHOLE:
                yield cell

    def value(self, cell: Cell) -> int | None:
        """Give what may be told of a cell."""
        amount = self.amounts[cell]
        if self.status(cell) not in {Status.KNOWN, Status.IN_PART}:
            return None
        return amount.value

    def status(self, cell: Cell) -> Status:
        amount = self.amounts[cell]
        if self.withheld:
            return Status.WITHHELD
        if cell in (self.hidden or ()):
            return Status.HIDDEN
        if amount.known <= 0 and not amount.value:
            return Status.UNKNOWN
        return Status.IN_PART if amount.unknown > 0 else Status.KNOWN

    def reason(self, cell: Cell) -> str:
        """Say why there is no value, or only a part of one; "" where all is known."""
        amount = self.amounts[cell]
        lacking = OPENING_ONLY if amount.brought and not amount.unknown else NOT_RECORDED
        return {
            Status.WITHHELD: YOUTUBE_TERMS,
            Status.HIDDEN: FEWER_THAN_FIVE,
            Status.UNKNOWN: self.said.reason or lacking,
            Status.IN_PART: self.said.reason or SOME_NOT_KNOWN,
        }.get(self.status(cell), "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tables are read; nothing named is everything."""

    first: datetime.date
    last: datetime.date
    indicator: str = ""
    channel: str = ""


def read_tables(wanted: Wanted) -> list[CellTable]:
    """Read tables in the order of their names, small cells hidden: five queries."""
    indicators = Indicator.objects.in_bulk()
    withheld = withheld_definitions(Definition.objects.all())
    public = set(Campaign.objects.opened().values_list("pk", flat=True))
    said = _said(wanted)
    gathered: dict[Name, dict[Cell, Amount]] = defaultdict(dict)
    for name, cell, amount in _rolled(wanted, public):
        gathered[name].setdefault(cell, Amount()).add(amount)
    return [
        table_of(
            name,
            indicators[name.indicator],
            gathered[name],
            said=said.get(name, Said()),
            withheld=name.definition in withheld,
        )
        for name in sorted(gathered)
    ]


def _rolled(wanted: Wanted, public: Collection[str]) -> Iterator[tuple[Name, Cell, Amount]]:
    rolls = Roll.objects.filter(month__range=(wanted.first, wanted.last))
    if wanted.indicator:
        rolls = rolls.filter(series__indicator=wanted.indicator)
    if wanted.channel:
        rolls = rolls.filter(series__channel=wanted.channel)
    columns = (*(f"series__{one}" for one in OF_SERIES), "month", *COUNTS)
    for row in rolls.values_list(*columns).iterator(chunk_size=5000):
        indicator, definition, channel, campaign, area, sex, age, month = row[:8]
        if campaign != ALL_CAMPAIGNS and campaign not in public:
            continue
        # What lies in no district (a division) is told with the rest of the country.
        if area and len(area) != DISTRICT_CODE_LENGTH:
            continue
        own, known, unknown, late, *rest = row[8:]
        amount = Amount(own + late, known, unknown, late, *rest)
        cell = (campaign, area or TOTAL, f"{sex}/{age}")
        yield Name(month, indicator, channel, definition), cell, amount


def table_of(
    name: Name,
    indicator: Indicator,
    cells: dict[Cell, Amount],
    *,
    said: Said | None = None,
    withheld: bool = False,
) -> CellTable:
    """Complete a table with its sums and rests, as far as the indicator adds up, and hide. Pure."""
    amounts = _with_sexes(cells, adds=indicator.adds_over_sexes)
    _add_rest(amounts, CAMPAIGN, OTHER)
    if indicator.adds_over_areas:
        _add_rest(amounts, AREA, ELSEWHERE)
    elif any(cell[AREA] != TOTAL for cell in amounts):
        # Nothing is the sum of its districts: there is no figure of the country.
        amounts = {cell: one for cell, one in amounts.items() if cell[AREA] != TOTAL}
    amounts = {cell: one for cell, one in amounts.items() if one.says_something or cell == WHOLE}
    table = CellTable(name, indicator, amounts, said or Said(), withheld)
    if indicator.kind in COUNTS_PEOPLE or indicator.code in ALSO_PEOPLE:
        table.hidden = what_is_hidden({cell: one.value for cell, one in amounts.items()})
    return table


def _with_sexes(cells: dict[Cell, Amount], *, adds: bool) -> dict[Cell, Amount]:
    """Add the sums over sexes and ages; where nothing is told apart there is the sum alone."""
    told_apart = len({cell[SEX] for cell in cells}) > 1
    if told_apart and not adds:
        return dict(cells)
    summed: dict[Cell, Amount] = defaultdict(Amount)
    for cell, amount in cells.items():
        summed[*cell[:SEX], TOTAL].add(amount)
    return {**summed, **cells} if told_apart else dict(summed)


def _add_rest(amounts: dict[Cell, Amount], axis: int, rest: str) -> None:
    """Add what the parts of each sum along an axis leave, if any sum has parts at all."""
    if all(cell[axis] == TOTAL for cell in amounts):
        return
    left: dict[Cell, Amount] = defaultdict(Amount)
    for cell, amount in amounts.items():
        place = (*cell[:axis], rest, *cell[axis + 1 :])
        left[place].add(amount, 1 if cell[axis] == TOTAL else -1)
    amounts.update((cell, amount) for cell, amount in left.items() if amount.says_something)


def _said(wanted: Wanted) -> dict[Name, Said]:
    """Read why stated figures are not known, and how sure those are that are."""
    words = last_words().filter(
        key__month__range=(wanted.first, wanted.last),
        booked_month=F("key__month"),
        key__role=Role.MONTH,
        key__contributor="",
    )
    if wanted.indicator:
        words = words.filter(key__indicator=wanted.indicator)
    if wanted.channel:
        words = words.filter(key__channel=wanted.channel)
    found: dict[Name, Said] = {}
    columns = ("month", "indicator", "channel", "definition")
    rows = words.exclude(state=State.VOID).order_by("pk")
    for *place, reason, confidence in rows.values_list(
        *(f"key__{one}" for one in columns), "reason", "confidence"
    ):
        name = Name(*place)
        known = found.get(name, Said())
        weakest = min(filter(None, (confidence, known.confidence)), key=WEAKEST_FIRST.index)
        found[name] = Said(known.reason or told_reason(reason), weakest)
    return found


def word_of(name: str) -> str:
    """Name the sum of an axis as readers do."""
    return ALL if name == TOTAL else name
