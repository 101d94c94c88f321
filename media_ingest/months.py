"""From a platform's readings to its month figures in the ledger.

A platform's month is the platform's own days whose date lies in it; only a
window that the platform counted itself (``days_28``) keeps its own dates, and
is taken only when it ends with the month. Uniques are never added up.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.facts import Cell, Fact, Source
from campaigns.models import Channel, Current, Definition
from campaigns.models.entries import Role, State
from media_ingest.answers import METRIC_DEAD
from media_ingest.models import Account, Reading
from media_ingest.readings import latest_readings

ONE_DAY = timedelta(days=1)
# Platforms correct for days: from these days of the next month on, what was
# served is taken as settled (facebook.md §9, youtube.md §3).
WINDOW_SETTLES_ON_DAY = 7
DAYS_SETTLE_ON_DAY = 5
DAYS_MISSING = "days-missing"
WINDOW_OF_A_MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of one span of days, before it is addressed to a ledger cell."""

    value: int | None
    start: date
    end: date
    settled: bool
    payload_sha256: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a month in which one definition holds, seen from the platform's ``today``."""

    start: date
    end: date
    today: date

    @property
    def over(self) -> bool:
        return self.today > self.end

    def settles_on(self, day: int) -> bool:
        """Whether the ``day``-th of the month after has come."""
        return self.today >= next_month(self.end) + timedelta(days=day - 1)


MonthRule = Callable[[Span, dict[date, Reading]], Figure | None]


@dataclass(frozen=True, slots=True)
class Series:
    """A metric that we ask for, and how a month's figure of an indicator is made of it.

    Without an indicator it is kept as readings and stands in no book.
    """

    metric: str
    period: str
    indicator: str = ""
    month_figure: MonthRule | None = None


def window_at_month_end(span: Span, readings: dict[date, Reading]) -> Figure | None:
    """Take the platform's own window that ends with the month, once it is served.

    Settled when two equal reads lie a day or more apart, or on day 7.
    """
    served = readings.get(span.end)
    if served is None or served.value is None or not is_month_end(span.end):
        return None
    seen_for = served.last_seen_at - served.observed_at
    return Figure(
        value=served.value,
        start=served.window_start,
        end=served.window_end,
        settled=seen_for >= ONE_DAY or span.settles_on(WINDOW_SETTLES_ON_DAY),
        payload_sha256=served.raw_sha256,
    )


def days_added_up(span: Span, readings: dict[date, Reading]) -> Figure | None:
    """Add up the days that are known, and say when days are missing among them.

    While the span is not over, only a hole before the newest known day is
    missing: the platform has not served the rest yet.
    """
    known = {
        day: reading.value
        for day, reading in readings.items()
        if span.start <= day <= span.end and reading.value is not None
    }
    if not known:
        return None
    last = span.end if span.over else max(known)
    complete = len(known) == (last - span.start).days + 1
    return Figure(
        value=sum(known.values()),
        start=span.start,
        end=span.end,
        settled=span.over and complete and span.settles_on(DAYS_SETTLE_ON_DAY),
        payload_sha256=_digest_of(readings[day] for day in sorted(known)),
        reason="" if complete else DAYS_MISSING,
    )


def month_facts(
    account: Account,
    series: Series,
    definitions: Iterable[Definition],
    *,
    zone: str,
    since: date,
    run_ref: str,
    now: datetime,
    dead: bool = False,
) -> list[Fact]:
    """Give what the readings say of every month from ``since``'s to the open one.

    ``definitions`` are all of the platform's. Of a ``dead`` metric also that
    nothing is known of the months that are over: the books then say why, where
    they would only say nothing.
    """
    if series.month_figure is None:
        return []
    today = now.astimezone(ZoneInfo(zone)).date()
    meanings = [
        one
        for one in definitions
        if (one.indicator_id, one.metric) == (series.indicator, series.metric)
    ]
    months = list(months_between(since, today))
    readings = latest_readings(account, series.metric, series.period, months[0])
    known = {day: reading for (_, day), reading in readings.items()}
    source = Source(authority="platform", ref=account.ref, observed_at=now, run=run_ref)
    facts = []
    for start in months:
        for definition in meanings:
            span = span_of(start, definition, today)
            figure = span and series.month_figure(span, known)
            if span and dead and not figure:
                figure = _why_nothing(span, series, account)
            if figure and _may_be_asked(figure, definition, account.channel):
                facts.append(_fact(figure, account, definition, zone, source))
    return facts


def _why_nothing(span: Span, series: Series, account: Account) -> Figure | None:
    """Say that a finished span has no figure because its metric died; never over a known value."""
    start = span.start
    if series.month_figure is window_at_month_end:
        if not is_month_end(span.end):
            return None
        start = span.end - WINDOW_OF_A_MONTH + ONE_DAY
    known = Current.objects.filter(
        key__indicator=series.indicator,
        key__channel=account.channel_id,
        key__role=Role.MONTH,
        key__period_start__lte=span.end,
        key__period_end__gte=start,
        key__month=span.end.replace(day=1),
        state=State.VALUE,
        version__gt=0,
    )
    if not span.over or known.exists():
        return None
    return Figure(
        value=None,
        start=start,
        end=span.end,
        settled=False,
        payload_sha256="",
        reason=METRIC_DEAD,
    )


def span_of(month: date, definition: Definition, today: date) -> Span | None:
    """Give the part of a month in which a definition holds; ``None`` when it does not."""
    start = max(month, definition.valid_from or month)
    end = min(month_end(month), definition.valid_to or date.max)
    return Span(start, end, today) if start <= end else None


def _may_be_asked(figure: Figure, definition: Definition, channel: Channel) -> bool:
    """Whether the words and the channel held on every day: a window may begin before either."""
    return definition.covers(figure.start, figure.end) and channel.active_between(
        figure.start, figure.end
    )


def _fact(
    figure: Figure, account: Account, definition: Definition, zone: str, source: Source
) -> Fact:
    return Fact(
        cell=Cell(
            indicator=definition.indicator_id,
            channel=account.channel_id,
            definition=definition.slug,
            period_start=figure.start,
            period_end=figure.end,
            zone=zone,
        ),
        source=replace(source, payload_sha256=figure.payload_sha256),
        value=figure.value,
        reason=figure.reason,
        settled=figure.settled,
    )


def _digest_of(readings: Iterable[Reading]) -> str:
    """One digest over the digests of all answers that a sum is made of, in order of days."""
    lines = "\n".join(reading.raw_sha256 for reading in readings)
    return hashlib.sha256(lines.encode()).hexdigest()


def next_month(day: date) -> date:
    """Give the first day of the month after ``day``'s."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_end(day: date) -> date:
    """Give the last day of ``day``'s month."""
    return next_month(day) - ONE_DAY


def is_month_end(day: date) -> bool:
    """Whether ``day`` is the last of its month."""
    return day == month_end(day)


def months_between(first: date, last: date) -> Iterator[date]:
    """Give the first day of every month from ``first``'s to ``last``'s."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = next_month(month)
