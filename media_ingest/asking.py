"""Which figures to ask an account for, and what came of asking: HTTP only, nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from foundation.errors import MetricDead, MetricRefused
from media_ingest.answers import Answer, Ask, Client, as_asked
from media_ingest.catalogue import Asked, left_alone
from media_ingest.models import Account, Metric, Reading
from media_ingest.months import Series
from media_ingest.platforms import PLATFORMS
from media_ingest.trouble import Trouble

# Counts arrive late and are corrected for weeks (youtube.md §3).
READ_AGAIN = timedelta(days=35)
# With the open month that is two Facebook windows of 90 days. Older months are
# imported by a person, who knows which definition they were counted under.
MONTHS_OF_A_FIRST_POLL = 5
# What stands in no book is asked for once a day, however often we poll: calls
# are rationed. An hour or two of slack, so that a daily poll never skips a day.
READINGS_ALONE_EVERY = timedelta(hours=22)


@dataclass
class Haul:
    """What one round of questions about the account itself brought home."""

    asked_at: datetime
    asked: list[tuple[Series, Ask]]
    answers: list[Answer] = field(default_factory=list)
    metrics: list[Asked] = field(default_factory=list)
    dead: set[tuple[str, str]] = field(default_factory=set)

    def is_dead(self, series: Series) -> bool:
        return (series.metric, series.period) in self.dead

    def answered(self, series: Series) -> bool:
        return any(
            (answer.metric, answer.period) == (series.metric, series.period)
            for answer in self.answers
        )


def ask_for_figures(account: Account, client: Client, trouble: Trouble, *, now: datetime) -> Haul:
    """Ask for every series of the account; one that is refused does not stop the others."""
    haul = Haul(asked_at=now, asked=questions(account, now=now))
    alone = left_alone(account, [Metric.Subject.ACCOUNT], now)
    for _series, ask in haul.asked:
        if not trouble.may_go_on:
            break
        with trouble.met(ask.metric):
            if known := alone.get((ask.metric, ask.period)):
                haul.dead.add((ask.metric, ask.period))
                raise MetricDead(known)
            _ask_one(client, ask, haul, now=now)
    return haul


def _ask_one(client: Client, ask: Ask, haul: Haul, *, now: datetime) -> None:
    about = Asked(subject=Metric.Subject.ACCOUNT, name=ask.metric, period=ask.period)
    try:
        answers = list(as_asked(ask, client.read(ask, now=now)))
    except MetricDead as error:
        haul.metrics.append(about.found_dead(error.reason))
        haul.dead.add((ask.metric, ask.period))
        raise
    if not any(answer.observations for answer in answers):
        message = "the platform answered for other days than it was asked for"
        raise MetricRefused(message)
    haul.answers.extend(answers)
    haul.metrics.append(about)


def questions(account: Account, *, now: datetime) -> list[tuple[Series, Ask]]:
    """Give what to ask for: whole days of the platform, inside the channel's active dates."""
    platform = PLATFORMS[account.platform]
    yesterday = now.astimezone(ZoneInfo(platform.zone)).date() - timedelta(days=1)
    channel = account.channel
    last = min(yesterday, channel.active_to or yesterday)
    alone = [series for series in platform.series if not series.indicator]
    heard = _newest(account, alone, "last_seen_at")
    lately = {each for each, at in heard.items() if at and at > now - READINGS_ALONE_EVERY}
    wanted = [series for series in platform.series if series not in lately]
    newest = _newest(account, wanted, "window_end", value__isnull=False)
    asked = []
    for series in wanted:
        first = _read_from(series, newest[series], yesterday)
        first = max(first, channel.active_from or date.min)
        if first <= last:
            ask = Ask(metric=series.metric, period=series.period, first=first, last=last)
            asked.append((series, ask))
    return asked


def _heard_since(account: Account, since: datetime) -> set[tuple[str, str]]:
    """Give the metrics and periods that answered since then."""
    heard = account.readings.filter(last_seen_at__gt=since).order_by()
    return set(heard.values_list("metric", "period").distinct())


def _newest(
    account: Account, some: Sequence[Series], said: str, **known: bool
) -> dict[Series, Any]:
    """Give what the newest reading of each series says, None without one, in one statement.

    It looks for each at the end of its index: however many years of readings
    there are, as quick as ever.
    """
    if not some:
        return {}
    readings = Reading.objects.filter(account=OuterRef("pk"), **known)
    readings = readings.order_by("-window_end", "-window_start", "-version")
    newest = [
        Subquery(readings.filter(metric=each.metric, period=each.period).values(said)[:1])
        for each in some
    ]
    found = Account.objects.values_list(*newest).get(pk=account.pk)
    return dict(zip(some, found, strict=True))


def _read_from(series: Series, newest: date | None, yesterday: date) -> date:
    """Give the first day to read: of a month always all days, or its sum would have a hole."""
    if newest is not None:
        return (min(newest, yesterday) - READ_AGAIN).replace(day=1)
    if not series.indicator:
        return (yesterday - READ_AGAIN).replace(day=1)  # What stands in no book needs no past.
    return first_day_read(yesterday)


def first_day_read(today: date) -> date:
    """Give the first day of the first month that a first poll reads."""
    month = today.replace(day=1)
    for _ in range(MONTHS_OF_A_FIRST_POLL):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
