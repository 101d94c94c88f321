"""Reading the ledger's sums: one probe a series, now or as known at a moment.

Everything that prints a total reads here and nowhere else.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from campaigns.figures import EVERY, Figure, Measure, NotAdditive, Standing, sum_up
from campaigns.models import Entry, Series
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.rollups import COUNTS, SeriesName, newest_rolls, recount

RUNNING = [name for name in COUNTS if name.startswith("cum")]
# What names a series, in the order of ``SeriesName``.
PARTS = tuple(
    f"series__{part}"
    for part in ("indicator", "definition", "channel", "campaign", "area_code", "sex", "age")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One series at a month: what the month itself booked, and everything up to it."""

    name: SeriesName
    own: int = 0
    own_known: int = 0
    own_unknown: int = 0
    late: int = 0
    brought: int = 0
    cum: int = 0
    cum_known: int = 0
    cum_unknown: int = 0

    @property
    def month_value(self) -> int | None:
        return self.own if self.own_known else None

    @property
    def cumulative_value(self) -> int | None:
        return self.cum if self.cum_known else None


def last_words(as_of: datetime.datetime | None = None) -> QuerySet[Entry]:
    """Return the last entry of each key in each month that it was booked in, oldest first.

    What a closed month knew is among them, however often it was restated since.
    """
    known = Entry.objects.all() if as_of is None else Entry.objects.filter(posted_at__lte=as_of)
    newest = known.filter(key=OuterRef("key"), booked_month=OuterRef("booked_month"))
    return known.filter(version=Subquery(newest.order_by("-version").values("version")[:1]))


def known_by(words: Iterable[Entry], month: datetime.date) -> list[Entry]:
    """Pick from :func:`last_words` what the books held of each key when ``month`` ended."""
    booked = [entry for entry in words if entry.booked_month <= month]
    return list({entry.key_id: entry for entry in booked}.values())


def lines_at(
    month: datetime.date,
    *,
    as_of: datetime.datetime | None = None,
    campaign: str = ALL_CAMPAIGNS,
    area: str = "",
    by_district: Collection[str] = (),
) -> list[Line]:
    """Return every series of a campaign and area at one month.

    Of the indicators that ``by_district`` names, the series of every district come too: what
    adds up must tell them apart by the area in their names.

    Live, this is one query of roll-ups, an index probe a series. ``as_of`` recounts
    the ledger as it was posted by then (slow and rare): each entry remembers the
    month in which it was booked, so the months are as closed as they were.
    """
    if as_of is None:
        here = Q(area_code=area)
        if by_district:
            here |= Q(area_code__gt="", indicator__in=by_district)
        series = Series.objects.filter(here, campaign=campaign)
        return read_lines(newest_rolls(series, month__lte=month), PARTS, month)
    rows = {
        name: booked
        for name, booked in recount(Entry.objects.filter(posted_at__lte=as_of)).items()
        if name.campaign == campaign
        and (name.area == area or (name.area and name.indicator in by_district))
    }
    return list(_lines(rows, month))


def read_lines(rolls: QuerySet[Any], parts: Sequence[Any], month: datetime.date) -> list[Line]:
    """Read each series' newest row at a month; ``parts`` name it, in the order of its name."""
    named = len(parts)
    found = []
    for row in rolls.values_list(*parts, "month", *COUNTS):
        counts = dict(zip(COUNTS, row[named + 1 :], strict=True))
        if row[named] != month:
            # Nothing was booked in the month itself: only what is up to it holds.
            counts = {name: counts[name] for name in RUNNING}
        found.append(Line(SeriesName(*row[:named]), **counts))
    return found


def _lines(
    rows: Mapping[SeriesName, Mapping[datetime.date, object]], month: datetime.date
) -> Iterator[Line]:
    for name, by_month in rows.items():
        newest = max((past for past in by_month if past <= month), default=None)
        if newest is not None:
            yield _line(name, by_month[newest], own=newest == month)


def _line(name: SeriesName, row: object, *, own: bool) -> Line:
    counts = COUNTS if own else RUNNING
    return Line(name, **{count: getattr(row, count) for count in counts})


def month_figure(line: Line, measure: Measure, month: datetime.date) -> Figure:
    """Give what a month itself says, as a figure that knows what it may be added to."""
    return Figure(
        measure,
        _standing(line.name, f"{month:%Y-%m}", "month"),
        line.month_value,
        line.own_known,
        line.own_unknown,
    )


def cumulative_figure(line: Line, measure: Measure) -> Figure:
    """Give the running total; only for an indicator that adds up over months."""
    if "months" not in measure.adds_over:
        raise NotAdditive(measure.code, "months")
    return Figure(
        measure,
        _standing(line.name, EVERY, "cumulative"),
        line.cumulative_value,
        line.cum_known,
        line.cum_unknown,
    )


def _standing(name: SeriesName, month: str, basis: str) -> Standing:
    return Standing(
        definition=name.definition,
        channel=name.channel,
        month=month,
        area=name.area,
        sex=name.sex,
        age=name.age,
        basis=basis,
    )


def total(figures: Iterable[Figure]) -> Figure | None:
    """Add figures, as far as they may be added; none of none."""
    every = list(figures)
    return sum_up(every) if every else None


def restated(month: datetime.date, *, as_of: datetime.datetime | None = None) -> QuerySet[Entry]:
    """Return the stated entries about ``month`` that came after it was closed, oldest first.

    Each carries ``old_state`` and ``old_value``: what had been said before.
    """
    entries = Entry.objects.filter(
        key__month=month, key__contributor="", booked_month__gt=F("key__month")
    )
    if as_of is not None:
        entries = entries.filter(posted_at__lte=as_of)
    return _beside_what_was_said(entries)


def restated_in(month: datetime.date) -> QuerySet[Entry]:
    """Return the stated entries about closed months that are booked in ``month``, oldest first.

    They carry what those of :func:`restated` do.
    """
    return _beside_what_was_said(
        Entry.objects.filter(booked_month=month, key__contributor="", key__month__lt=month)
    )


def _beside_what_was_said(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    before = Entry.objects.filter(key=OuterRef("key"), version=OuterRef("version") - 1)
    return entries.annotate(
        old_state=Subquery(before.values("state")[:1]),
        old_value=Subquery(before.values("value")[:1]),
    ).select_related("key__channel")
