"""The month figures of the hotline in the ledger: answered calls on days of which somebody spoke.

Only days that are over are stated, or the books would get a new version at every call. What
comes later for a closed month the ledger books in the oldest open one (law 7).
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet, Sum

from campaigns.books import last_day, next_month
from campaigns.facts import Cell, Fact, Source
from campaigns.ledger import Posting, post_stated
from campaigns.models import Current
from campaigns.models.entries import Authority
from foundation.moments import DHAKA, dhaka_day
from portal.hotline_calls.models import CallList, Calls

INDICATOR, CHANNEL, DEFINITION = "E2", "hotline", "hotline-calls"
DAYS_MISSING = "days-missing"


def post_calls(now: datetime) -> Posting:
    """State the calls of every month; what is known already writes nothing."""
    yesterday = dhaka_day(now) - timedelta(days=1)
    begins = [
        Calls.objects.aggregate(day=Min("day"))["day"],
        CallList.objects.aggregate(day=Min("month"))["day"],
        _stated().aggregate(day=Min("key__period_start"))["day"],
    ]
    first = min((day for day in begins if day), default=None)
    facts = []
    month = first.replace(day=1) if first else next_month(yesterday)
    while month <= yesterday:
        if fact := _fact(month, yesterday, now):
            facts.append(fact)
        month = next_month(month)
    return post_stated(facts, now=now)


def _fact(month: date, yesterday: date, now: datetime) -> Fact | None:
    end = last_day(month)
    span = (month, min(end, yesterday))
    rows = Calls.objects.filter(day__range=span).counted()
    known = _days_known(month, span)
    if not known and not _stated().filter(key__period_start=month).exists():
        return None
    complete = len(known) == (span[1] - span[0]).days + 1
    return Fact(
        cell=_cell(month),
        source=Source(
            authority=Authority.PLATFORM.value,
            ref="site:hotline-calls",
            observed_at=now,
            payload_sha256=_digest_of(rows),
        ),
        # Nobody has spoken of any day: that is no zero.
        value=(rows.aggregate(all=Sum("calls"))["all"] or 0) if known else None,
        reason="" if complete else DAYS_MISSING,
        settled=complete and yesterday >= end,
    )


def _cell(month: date) -> Cell:
    return Cell(
        indicator=INDICATOR,
        channel=CHANNEL,
        definition=DEFINITION,
        period_start=month,
        period_end=last_day(month),
        zone=DHAKA.key,
    )


def _days_known(month: date, span: tuple[date, date]) -> set[date]:
    """Give the days of which the list or a note speaks, a note of no call too."""
    days = set(Calls.objects.filter(day__range=span).values_list("day", flat=True))
    for brought in CallList.objects.filter(month=month):
        last = min(brought.covers_to, span[1])
        days |= {month + timedelta(days=at) for at in range((last - month).days + 1)}
    return days


def _stated() -> "QuerySet[Current]":
    """Select what was stated from here; of what a person has entered we take nothing back."""
    own = Current.objects.filter(key__indicator=INDICATOR, key__channel=CHANNEL, version__gte=1)
    return own.filter(authority=Authority.PLATFORM)


def _digest_of(rows: Iterable[Calls]) -> str:
    """Give one digest of the days and their calls, so that a figure can be traced to them."""
    found = hashlib.sha256()
    for row in sorted(one.as_row() for one in rows):
        found.update(("\x1f".join(map(str, row)) + "\n").encode())
    return found.hexdigest()
