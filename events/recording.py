"""The only writers of events: they save and post to the ledger in one transaction.

Every door (admin form, demo, later the phones) ends here, so an event that is
stored is an event that counts, and neither can be without the other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.ledger import Posting, Source, post_contribution
from events.contribution import facts_of
from events.models import Event
from events.plausibility import find_problems

RELATIONS = ("kind", "place", "body", "campaign", "recorded_by")


def save_event(event: Event, *, by: User | None, now: datetime) -> Posting:
    """Store an event, new or edited, and post its figures.

    Raises ``ValidationError`` for an event that cannot be right, and
    ``campaigns.ledger.LedgerRefused`` when its figures have no place in the
    ledger; either way nothing is stored.
    """
    # No query: the database itself holds the relations.
    event.clean_fields(exclude=RELATIONS)
    if problems := find_problems(event, now=now):
        raise ValidationError(problems)
    with transaction.atomic():
        _stamp(event, by=by, now=now)
        event.save()
        source = Source(
            authority="person",
            ref=event.contributor,
            observed_at=event.updated_at,
            actor=f"user:{by.pk}" if by else "",
        )
        return post_contribution(
            event.contributor, facts_of(event, source=source), source=source, now=now
        )


def record_events(events: Iterable[Event], *, by: User | None = None, now: datetime) -> None:
    """Store many events, all or none; for the demo and for imports."""
    with transaction.atomic():
        for event in events:
            save_event(event, by=by, now=now)


def _stamp(event: Event, *, by: User | None, now: datetime) -> None:
    """Date the event after the version it replaces, and hold that version's row.

    The ledger keeps what was observed last. Two web servers whose clocks differ
    must not make an older edit win there that lost here.
    """
    replaced = Event.objects.select_for_update().filter(pk=event.pk).first() if event.pk else None
    if replaced is None:
        event.created_at = event.updated_at = now
        event.recorded_by = event.recorded_by or by
    else:
        event.updated_at = max(now, replaced.updated_at + timedelta(microseconds=1))
