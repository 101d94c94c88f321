"""Telling the ledger again what events say, after the rule of contribution has changed.

An event posts when it is saved. When the rule (:mod:`events.contribution`) learns to tell
more, as with first-timers, what was saved before has to be told anew. What a closed month
then gains is booked in the oldest open month, as everything is that comes late.
"""

from datetime import datetime, timedelta

from django.db import transaction

from campaigns.facts import contents_digest
from campaigns.ledger import Posting, post_contributions
from campaigns.models import Contributor
from events.models import Event
from events.recording import contribution_of

AT_ONCE = 200


def repost_events(*, now: datetime, dry_run: bool = False) -> tuple[int, Posting]:
    """Post every event anew whose figures the ledger has otherwise; give how many, and what came.

    Running it again does nothing. An event that is posted counts as changed at that moment
    (by a microsecond), so that an older state of it, coming late, does not win in the ledger.
    Each batch is a transaction of its own. ``dry_run`` only counts.
    """
    found, posting = 0, Posting()
    every = [*Event.objects.order_by("pk").values_list("pk", flat=True)]
    for start in range(0, len(every), AT_ONCE):
        keys = every[start : start + AT_ONCE]
        with transaction.atomic():
            rows = Event.objects.select_related("kind").filter(pk__in=keys).order_by("pk")
            other = _told_otherwise([*rows.select_for_update(of=("self",))])
            found += len(other)
            if other and not dry_run:
                posting += _post(other, now=now)
    return found, posting


def _told_otherwise(events: list[Event]) -> list[Event]:
    """Keep the events of which the ledger holds another set of figures."""
    posted = Contributor.objects.in_bulk([event.contributor for event in events])
    return [
        event
        for event in events
        if (record := posted.get(event.contributor)) is None
        or record.content != contents_digest([*contribution_of(event, by=None).facts])
    ]


def _post(events: list[Event], *, now: datetime) -> Posting:
    for event in events:
        event.updated_at += timedelta(microseconds=1)
    Event.objects.bulk_update(events, ["updated_at"])
    return post_contributions([contribution_of(event, by=None) for event in events], now=now)
