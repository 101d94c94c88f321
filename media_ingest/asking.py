"""What to ask an account for, and what came of asking: HTTP only, nothing is written here."""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max

from foundation.encrypted import WrongKey
from foundation.errors import (
    Gone,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    OutsideTrouble,
    TryLater,
)
from media_ingest.answers import Answer, Ask, Client
from media_ingest.models import Account
from media_ingest.months import Series
from media_ingest.platforms import PLATFORMS

logger = logging.getLogger(__name__)
# Counts arrive late and are corrected for weeks (youtube.md §3).
READ_AGAIN = timedelta(days=35)
# With the open month that is two Facebook windows of 90 days. Older months are
# imported by a person, who knows which definition they were counted under.
MONTHS_OF_A_FIRST_POLL = 5


@dataclass
class Haul:
    """What one round of questions brought home."""

    asked_at: datetime
    asked: list[tuple[Series, Ask]]
    answers: list[Answer] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    later: TryLater | None = None
    stopped: OutsideTrouble | None = None
    title: str = ""

    @property
    def reason(self) -> str:
        """Why something is missing, in one line; empty when nothing is."""
        if self.stopped:
            return self.stopped.reason
        return "; ".join(self.refusals)

    def answered(self, series: Series) -> bool:
        return any(
            (answer.metric, answer.period) == (series.metric, series.period)
            for answer in self.answers
        )


def ask_all(account: Account, *, now: datetime) -> Haul:
    """Ask for every series of the account; one that is refused does not stop the others."""
    haul = Haul(asked_at=now, asked=questions(account, now=now))
    try:
        client = PLATFORMS[account.platform].open(account, account.credentials.open())
    except WrongKey as error:
        haul.stopped = NotUnderstood(str(error))
        return haul
    for _series, ask in haul.asked:
        if not _ask_one(client, ask, haul, now=now):
            break
    haul.title = client.title
    return haul


def _ask_one(client: Client, ask: Ask, haul: Haul, *, now: datetime) -> bool:
    """Ask for one metric; tell whether it makes sense to ask for the next."""
    try:
        haul.answers.extend(client.read(ask, now=now))
    except TryLater as trouble:
        haul.refusals.append(f"{ask.metric}: {trouble.reason}")
        haul.later = trouble
        # A named time means that we are throttled, and calling on prolongs it.
        return trouble.after is None
    except (NeedsPerson, Gone) as trouble:
        haul.stopped = trouble
        return False
    except (MetricRefused, NotUnderstood) as trouble:
        haul.refusals.append(f"{ask.metric}: {trouble.reason}")
    except Exception as error:  # noqa: BLE001 - an answer nobody foresaw must not stop the others
        # Only the place is told: the text of a foreign exception may quote a token.
        logger.error("asking for %s broke with %s", ask.metric, _whereabouts(error))
        haul.refusals.append(f"{ask.metric}: not understood ({type(error).__name__})")
    return True


def questions(account: Account, *, now: datetime) -> list[tuple[Series, Ask]]:
    """Give what to ask for: whole days of the platform, inside the channel's active dates."""
    platform = PLATFORMS[account.platform]
    yesterday = now.astimezone(ZoneInfo(platform.zone)).date() - timedelta(days=1)
    channel = account.channel
    last = min(yesterday, channel.active_to or yesterday)
    asked = []
    for series in platform.series:
        first = max(_read_from(account, series, yesterday), channel.active_from or date.min)
        if first <= last:
            ask = Ask(metric=series.metric, period=series.period, first=first, last=last)
            asked.append((series, ask))
    return asked


def _read_from(account: Account, series: Series, yesterday: date) -> date:
    """Give the first day to read: of a month always all days, or its sum would have a hole."""
    newest: date | None = account.readings.filter(
        metric=series.metric, period=series.period, value__isnull=False
    ).aggregate(newest=Max("window_end"))["newest"]
    if newest is not None:
        return (min(newest, yesterday) - READ_AGAIN).replace(day=1)
    return first_day_read(yesterday)


def first_day_read(today: date) -> date:
    """Give the first day of the first month that a first poll reads."""
    month = today.replace(day=1)
    for _ in range(MONTHS_OF_A_FIRST_POLL):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def _whereabouts(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    line = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} in {line}"
