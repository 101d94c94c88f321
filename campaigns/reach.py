"""Persons reached at a month: everything that the page, the command and the sheet print.

A fixed number of queries, however much was posted. Digital and field reach
are two figures and never one sum.
"""

import datetime

from campaigns.digital_reach import digital_reach
from campaigns.field_reach import field_reach
from campaigns.overlap_poll import overlap_of
from campaigns.reach_books import Books, Report, month_and_cumulative
from campaigns.totals import restated
from foundation.moments import dhaka_day

PRODUCTS, NEWS = "C1", "C2"


def reach_report(
    month: datetime.date,
    *,
    now: datetime.datetime,
    as_of: datetime.datetime | None = None,
    with_persons: bool = True,
) -> Report:
    """Report a month and everything up to it, now or as it was known at ``as_of``.

    Whoever does not print the estimate of persons leaves it out (``with_persons``): it
    groups the cells of a quarter, where all else reads roll-ups.

    The shape is that of ``manage.py reach --json`` with labels beside it.
    Unknown is None everywhere; a zero was reported.
    """
    month = month.replace(day=1)
    books = Books.read(month, today=dhaka_day(as_of or now), as_of=as_of)
    return {
        "month": f"{month:%Y-%m}",
        "digital": digital_reach(books),
        "field": field_reach(books, with_persons=with_persons),
        "overlap": overlap_of(books.polled),
        "products": _register(books, PRODUCTS),
        "news_reports": _register(books, NEWS),
        "restatements": _restatements(books),
    }


def _restatements(books: Books) -> list[Report]:
    return [
        {
            "channel": entry.key.channel_id,
            "channel_label_en": entry.key.channel.label_en,
            "channel_label_bn": entry.key.channel.label_bn,
            "indicator": entry.key.indicator_id,
            "label_en": books.indicators[entry.key.indicator_id].label_en,
            "label_bn": books.indicators[entry.key.indicator_id].label_bn,
            "month": f"{entry.key.month:%Y-%m}",
            "booked_month": f"{entry.booked_month:%Y-%m}",
            "old": entry.old_value,  # type: ignore[attr-defined]
            "new": entry.value,
            "state": entry.state,
            "reason": entry.reason,
            # Who, as a role: a platform, or a person (whose opaque name is the actor).
            "by": entry.authority,
            "source": entry.source_ref,
            "actor": entry.actor_ref,
            "posted_at": entry.posted_at.isoformat(),
        }
        for entry in restated(books.month, as_of=books.as_of).order_by("pk")
    ]


def _register(books: Books, indicator: str) -> Report:
    return month_and_cumulative(
        books, [line for line in books.lines if line.name.indicator == indicator]
    )
