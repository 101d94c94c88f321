"""What the books hold of one target, up to a month: a sum only where the indicator adds up.

Pure: everything was read before (:mod:`campaigns.stretches`).

- Adds up over months: the sum of the months of the target's period, as they were booked.
- Does not, and counts persons or accounts: the largest month, since somebody in one month may
  be there in another too; nobody was reached less than that.
- Does not, and is something else (a survey, a stock): the newest month.

Over channels, definitions and sexes figures are added by ``Figure``, which asks the indicator;
what does not add up has no actual, and its parts are told one by one.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from campaigns.field_reach import CELLS, NOT_RECORDED
from campaigns.figures import EVERY, Figure, Measure, NotAdditive, Standing
from campaigns.headline import BOUNDS_PEOPLE
from campaigns.rollups import SeriesName
from campaigns.stretches import Stretch
from campaigns.totals import total

Number = int | float


class Basis(StrEnum):
    """What an actual is."""

    SUM = "sum"
    LARGEST = "largest"
    NEWEST = "newest"
    GAIN = "gain"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Part:
    """One line that may be added to no other: a channel under one definition."""

    channel: str
    definition: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Actual:
    """``value`` over the period, ``month`` of the month itself; None is not known, never 0.

    ``at`` names the month of a largest or newest one, ``high`` the upper end of an estimate,
    ``missing`` how many of its cells are known to be unknown, ``late`` what of a sum was
    booked after its own month had closed. ``cells`` are women, men, girls, boys and not
    recorded, where the indicator adds up over them, and together are ``value``.
    """

    basis: Basis
    value: Number | None = None
    month: Number | None = None
    at: datetime.date | None = None
    high: int | None = None
    late: int = 0
    unknown: int = 0
    cells: dict[str, int | None] | None = None
    parts: tuple[Part, ...] = ()
    months_known: frozenset[datetime.date] = field(default_factory=frozenset)


def actual_of(stretches: list[Stretch], measure: Measure, month: datetime.date) -> Actual:
    """Tell one indicator from its series within a period; ``month`` is the one that is shown."""
    by_month = _by_month(stretches, measure)
    adds = "months" in measure.adds_over
    known_months = frozenset(by_month)
    of_month = added(by_month.get(month, ()))
    common = {
        "month": of_month.value if of_month else None,
        "unknown": sum(one.unknown for one in stretches),
        "months_known": known_months,
    }
    if adds:
        figures = [_figure(measure, one.name, one.value, one) for one in stretches]
        whole = added(figures)
        return Actual(
            basis=Basis.SUM,
            value=whole.value if whole else None,
            late=sum(one.late for one in stretches),
            cells=_cells(figures) if "sexes" in measure.adds_over and figures else None,
            parts=() if whole or not figures else _parts(figures),
            **common,  # type: ignore[arg-type]
        )
    basis = Basis.LARGEST if measure.kind in BOUNDS_PEOPLE else Basis.NEWEST
    chosen = _chosen(by_month, basis)
    return Actual(
        basis=basis,
        value=chosen[1] if chosen else None,
        at=chosen[0] if chosen else None,
        parts=() if chosen else _parts_of_months(by_month, basis),
        **common,  # type: ignore[arg-type]
    )


def added(figures: Iterable[Figure]) -> Figure | None:
    """Add figures where they may be added; None where they may not, or there are none."""
    try:
        return total(figures)
    except NotAdditive:
        return None


ByMonth = dict[datetime.date, list[Figure]]


def _by_month(stretches: list[Stretch], measure: Measure) -> ByMonth:
    """Sort what single months say of themselves; what came late says it of no month."""
    found: ByMonth = defaultdict(list)
    for one in stretches:
        for row in one.months:
            if row.own_known > 0:
                found[row.month].append(_figure(measure, one.name, row.own))
    return found


def _figure(
    measure: Measure, name: SeriesName, value: int | None, of: Stretch | None = None
) -> Figure:
    standing = Standing(
        definition=name.definition,
        channel=name.channel,
        month=EVERY,
        area=name.area,
        sex=name.sex,
        age=name.age,
        basis="period",
    )
    known, unknown = (of.known, of.unknown) if of else (1, 0)
    return Figure(measure, standing, value, known, unknown)


def _chosen(by_month: ByMonth, basis: Basis) -> tuple[datetime.date, int] | None:
    """Choose the month that is told; none where months are not comparable with each other."""
    meanings = {one.standing.definition for figures in by_month.values() for one in figures}
    whole = {month: added(figures) for month, figures in by_month.items()}
    values = {month: one.value for month, one in whole.items() if one and one.value is not None}
    if len(meanings) > 1 or len(values) < len(whole) or not values:
        return None
    if basis is Basis.NEWEST:
        newest = max(values)
        return newest, values[newest]
    largest = max(values, key=lambda month: (values[month], month))
    return largest, values[largest]


def _parts(figures: Iterable[Figure]) -> tuple[Part, ...]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        groups[one.standing.channel, one.standing.definition].append(one)
    return tuple(
        Part(channel, definition, whole.value if (whole := added(some)) else None)
        for (channel, definition), some in sorted(groups.items())
    )


def _parts_of_months(by_month: ByMonth, basis: Basis) -> tuple[Part, ...]:
    """Tell each channel and meaning by itself, each with its own largest or newest month."""
    groups: dict[tuple[str, str], ByMonth] = defaultdict(lambda: defaultdict(list))
    for month, figures in by_month.items():
        for one in figures:
            groups[one.standing.channel, one.standing.definition][month].append(one)
    return tuple(
        Part(channel, definition, chosen[1] if (chosen := _chosen(months, basis)) else None)
        for (channel, definition), months in sorted(groups.items())
    )


def _cells(figures: list[Figure]) -> dict[str, int | None] | None:
    """Split a sum as everywhere: women + men + girls + boys + not recorded = all."""
    names = {cell: name for name, cell in CELLS.items()}
    split: dict[str, list[Figure]] = {name: [] for name in (*CELLS, NOT_RECORDED)}
    for one in figures:
        split[names.get((one.standing.sex, one.standing.age), NOT_RECORDED)].append(one)
    return {name: whole.value if (whole := added(some)) else None for name, some in split.items()}
