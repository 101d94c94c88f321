"""Keeping the roll-ups: from each change of an entry, and all anew for comparison.

An entry counts in every series it belongs to: for its campaign and for all,
for its district and for the country. What a new version changes is booked in
one month: as its *own* when that is the month it speaks of, as *late* when
that month was closed, as *brought* for openings and differences.

Beside each series its area is kept: the sum over channels, of the indicators that add
up over them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from campaigns.models import AreaRoll, AreaSeries, Campaign, Entry, Indicator, Key, Roll, Series
from campaigns.models.entries import Role, State
from campaigns.models.rollups import ALL_CAMPAIGNS

COUNTS = [
    "own",
    "own_known",
    "own_unknown",
    "late",
    "brought",
    "cum",
    "cum_known",
    "cum_unknown",
]


class Said(Protocol):
    """Anything that says a state and a value: an entry, a current row, a new version."""

    @property
    def state(self) -> str: ...
    @property
    def value(self) -> int | None: ...


class SeriesName(NamedTuple):
    """All that tells one series from another; ``campaign`` may be ``*``."""

    indicator: str
    definition: str
    channel: str
    campaign: str
    area: str
    sex: str
    age: str

    @property
    def code(self) -> str:
        return "/".join(self)

    def row(self) -> Series:
        return Series(
            code=self.code,
            indicator_id=self.indicator,
            definition_id=self.definition,
            channel_id=self.channel,
            campaign=self.campaign,
            area_code=self.area,
            sex=self.sex,
            age=self.age,
        )


class AreaName(NamedTuple):
    """All that tells one area's series from another; ``campaign`` may be ``*``."""

    indicator: str
    definition: str
    campaign: str
    area: str
    sex: str
    age: str

    @classmethod
    def holding(cls, name: SeriesName) -> "AreaName":
        """Name the area's series that holds a series."""
        return cls(name.indicator, name.definition, name.campaign, name.area, name.sex, name.age)

    @property
    def code(self) -> str:
        return "/".join(self)

    def row(self) -> AreaSeries:
        return AreaSeries(
            code=self.code,
            indicator_id=self.indicator,
            definition_id=self.definition,
            campaign=self.campaign,
            area_code=self.area,
            sex=self.sex,
            age=self.age,
        )


Name = TypeVar("Name", SeriesName, AreaName)


def names_of(key: Key) -> Iterator[SeriesName]:
    """Yield the series that an entry of this key counts in."""
    campaigns = {ALL_CAMPAIGNS} | ({key.campaign_id} - {Campaign.NONE})
    for campaign in campaigns:
        for area in {"", key.area_code[:6]}:
            yield SeriesName(
                key.indicator_id,
                key.definition_id,
                key.channel_id,
                campaign,
                area,
                key.sex,
                key.age,
            )


def _weight(said: Said | None) -> tuple[int, int, int]:
    """Value, number known, number unknown: what one entry weighs in a sum."""
    if said is None or said.state == State.VOID:
        return (0, 0, 0)
    if said.state == State.UNKNOWN or said.value is None:
        return (0, 0, 1)
    return (said.value, 1, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """What one new entry changes, and the month in which that is booked."""

    key: Key
    booked: datetime.date
    value: int
    known: int
    unknown: int

    @classmethod
    def between(cls, key: Key, old: Said | None, new: Said, booked: datetime.date) -> "Change":
        before, after = _weight(old), _weight(new)
        return cls(key, booked, *(b - a for a, b in zip(before, after, strict=True)))


@dataclass(slots=True)
class Booked:
    """What all changes together book in one month of one series."""

    own: int = 0
    own_known: int = 0
    own_unknown: int = 0
    late: int = 0
    brought: int = 0
    cum: int = 0
    cum_known: int = 0
    cum_unknown: int = 0

    def add(self, change: Change) -> None:
        if change.key.role != Role.MONTH:
            self.brought += change.value
        elif change.booked == change.key.month:
            self.own += change.value
            self.own_known += change.known
            self.own_unknown += change.unknown
        else:
            self.late += change.value
        self.cum += change.value
        self.cum_known += change.known
        self.cum_unknown += change.unknown

    def take_in(self, other: "Booked") -> None:
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


BookedSeries = dict[SeriesName, dict[datetime.date, Booked]]
BookedAreas = dict[AreaName, dict[datetime.date, Booked]]


def booked_by_series(changes: Iterable[Change]) -> BookedSeries:
    """Fold changes into what each month of each series books; order does not matter."""
    booked: BookedSeries = defaultdict(lambda: defaultdict(Booked))
    for change in changes:
        for name in names_of(change.key):
            booked[name][change.booked].add(change)
    return booked


def booked_by_area(booked: BookedSeries) -> BookedAreas:
    """Fold what series book into their areas, where the indicator adds up over channels.

    One query. Figures of a month alone: no running totals yet.
    """
    indicators = {name.indicator for name in booked}
    adding = Indicator.objects.filter(pk__in=indicators, adds_over_channels=True)
    additive = set(adding.values_list("pk", flat=True))
    areas: BookedAreas = defaultdict(lambda: defaultdict(Booked))
    for name, months in booked.items():
        if name.indicator in additive:
            for month, one in months.items():
                areas[AreaName.holding(name)][month].take_in(one)
    return areas


def apply_changes(changes: Iterable[Change]) -> None:
    """Add changes to the kept rows. Call inside the posting transaction."""
    booked = booked_by_series(changes)
    _add_to(Series, Roll, booked)
    _add_to(AreaSeries, AreaRoll, booked_by_area(booked))


def _add_to(
    series_model: type[Any], roll_model: type[Any], booked: Mapping[Name, Mapping[Any, Booked]]
) -> None:
    """Add what is booked to the rows of one kind of series: series first, then areas."""
    if not booked:
        return
    # Locked first and read afterwards, in a statement of its own: what another
    # writer committed while we waited is in the second statement's snapshot only.
    locked = _lock_series(series_model, sorted(booked))
    oldest = min(month for months in booked.values() for month in months)
    ids = [series.pk for series in locked.values()]
    newest = newest_rolls(series_model.objects.filter(pk__in=ids), month__lt=oldest)
    before = {roll.series_id: roll for roll in newest}
    kept: dict[int, dict[datetime.date, Any]] = defaultdict(dict)
    for roll in roll_model.objects.filter(series__in=ids, month__gte=oldest):
        kept[roll.series_id][roll.month] = roll
    touched: list[Any] = []
    for name, months in booked.items():
        key = locked[name.code].pk
        touched += _added_up(roll_model, key, months, kept[key], before.get(key))
    touched.sort(key=lambda roll: (roll.series_id, roll.month))
    roll_model.objects.bulk_create(
        touched, update_conflicts=True, unique_fields=["series", "month"], update_fields=COUNTS
    )


def _lock_series(model: type[Any], names: Iterable[SeriesName | AreaName]) -> dict[str, Any]:
    """Make and lock the series, in the order of their ids."""
    named = list(names)
    codes = [name.code for name in named]
    here = set(model.objects.filter(code__in=codes).values_list("code", flat=True))
    missing = [name.row() for name in named if name.code not in here]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
    rows = model.objects.select_for_update().filter(code__in=codes).order_by("pk")
    return {series.code: series for series in rows}


def newest_rolls(series: QuerySet[Any], **at: datetime.date) -> QuerySet[Any]:
    """Return each series' newest row at or before a month (``month__lte``, ``month__lt``)."""
    rolls = AreaRoll if series.model is AreaSeries else Roll
    newest = rolls.objects.filter(series=OuterRef("pk"), **at).order_by("-month").values("pk")[:1]
    return rolls.objects.filter(pk__in=series.annotate(newest=Subquery(newest)).values("newest"))


def _added_up(
    roll_model: type[Any],
    series: int,
    months: Mapping[datetime.date, Booked],
    kept: dict[datetime.date, Any],
    before: Any,
) -> list[Any]:
    """Return the rows of a series that change: the booked months and all after them."""
    first = min(months)
    base = max((row for row in kept.values() if row.month < first), key=_month, default=before)
    running = _cumulative(base) if base else (0, 0, 0)
    added = (0, 0, 0)
    touched = []
    for month in sorted({*months, *(month for month in kept if month >= first)}):
        booked = months.get(month, Booked())
        added = _sum(added, _cumulative(booked))
        row = kept.get(month)
        if row is None:
            row = roll_model(series_id=series, month=month)
            running = _sum(running, _cumulative(booked))
        else:
            running = _sum(_cumulative(row), added)
        for name in ("own", "own_known", "own_unknown", "late", "brought"):
            setattr(row, name, getattr(row, name) + getattr(booked, name))
        row.cum, row.cum_known, row.cum_unknown = running
        touched.append(row)
    return touched


def _month(row: Any) -> datetime.date:
    month: datetime.date = row.month
    return month


Three = tuple[int, int, int]


def _cumulative(row: Any) -> Three:
    return (row.cum, row.cum_known, row.cum_unknown)


def _sum(a: Three, b: Three) -> Three:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def changes_of(entries: QuerySet[Entry]) -> Iterator[Change]:
    """Yield what each entry changed when it was posted, read from the ledger alone."""
    old: Entry | None = None
    rows = entries.select_related("key").order_by("key_id", "version")
    for entry in rows.iterator(chunk_size=2000):
        if old is not None and old.key_id != entry.key_id:
            old = None
        yield Change.between(entry.key, old, entry, entry.booked_month)
        old = entry


def recount(entries: QuerySet[Entry]) -> BookedSeries:
    """Compute every row of the roll-ups from entries, running totals and all."""
    return with_running_totals(booked_by_series(changes_of(entries)))


def with_running_totals(
    booked: dict[Name, dict[datetime.date, Booked]],
) -> dict[Name, dict[datetime.date, Booked]]:
    """Turn what each month books into everything up to it, in place."""
    for months in booked.values():
        running = (0, 0, 0)
        for month in sorted(months):
            running = _sum(running, _cumulative(months[month]))
            months[month].cum, months[month].cum_known, months[month].cum_unknown = running
    return booked
