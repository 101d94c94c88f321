"""The month figures of page views in the ledger: the counted days, and whether some are missing.

Only days that are over are stated, or the books would get a new version at every look.
"""

import hashlib
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet, Sum

from campaigns.books import last_day, next_month
from campaigns.facts import Cell, Fact, Source
from campaigns.ledger import Posting, post_stated
from campaigns.models.entries import Authority
from foundation.moments import DHAKA, dhaka_day
from portal.page_views.models import CountedDay, ViewsOfADay

INDICATOR, CHANNEL, DEFINITION = "D5", "site", "site-page-views"
DAYS_MISSING = "days-missing"
# Lines of the last day may still be read after midnight, also those of a front cache.
SETTLES_AFTER = timedelta(days=3)


def post_page_views(now: datetime) -> Posting:
    """State the page views of the months that are counted; what is known already writes nothing."""
    yesterday = dhaka_day(now) - timedelta(days=1)
    first = CountedDay.objects.aggregate(day=Min("day"))["day"]
    facts = []
    month = first.replace(day=1) if first else next_month(yesterday)
    while month <= yesterday:
        facts += _facts(month, yesterday, now)
        month = next_month(month)
    return post_stated(facts, now=now)


def _facts(month: date, yesterday: date, now: datetime) -> list[Fact]:
    end = last_day(month)
    span = (month, min(end, yesterday))
    counted = CountedDay.objects.filter(day__range=span).count()
    if not counted:
        return []
    complete = counted == (span[1] - span[0]).days + 1
    rows = ViewsOfADay.objects.filter(day__range=span)
    cell = Cell(
        indicator=INDICATOR,
        channel=CHANNEL,
        definition=DEFINITION,
        period_start=month,
        period_end=end,
        zone=DHAKA.key,
    )
    source = Source(
        authority=Authority.PLATFORM.value,
        ref="site:page-views",
        observed_at=now,
        payload_sha256=_digest_of(rows),
    )
    return [
        Fact(
            cell=cell,
            source=source,
            value=rows.aggregate(views=Sum("views"))["views"] or 0,
            reason="" if complete else DAYS_MISSING,
            settled=complete and yesterday > end + SETTLES_AFTER,
        )
    ]


def _digest_of(rows: "QuerySet[ViewsOfADay]") -> str:
    """Give one digest of the days and their counts, so that a figure can be traced to them."""
    found = hashlib.sha256()
    ordered = rows.order_by("day", "page", "language", "code")
    for row in ordered.values_list("day", "page", "language", "code", "views").iterator():
        found.update(("\x1f".join(map(str, row)) + "\n").encode())
    return found.hexdigest()
