"""The only writers of events: they save and post to the ledger in one transaction.

Every door (admin form, demo, the intake of the phones) ends here, so an event that is
stored is an event that counts, and neither can be without the other.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.ledger import (
    Contribution,
    Posting,
    Source,
    post_contribution,
    post_contributions,
)
from events.contribution import facts_of
from events.flags import OF_THE_DAY, flags_of_day
from events.models import CONTENT_COLUMNS, Event, Standing
from events.plausibility import find_problems, merged_problems

RELATIONS = ("kind", "place", "body", "campaign", "recorded_by")


def save_event(
    event: Event,
    *,
    by: User | None,
    now: datetime,
    version: UUID | None = None,
    payload_sha256: str = "",
) -> Posting:
    """Store an event, new or edited, and post its figures; unless it counts, take them back.

    ``version`` names the new state of the content; without it an edit that
    changes the content makes a fresh one, so that a phone which edits an older
    state learns that it is older. ``payload_sha256`` is the digest of what was sent.

    Raises ``ValidationError`` for an event that cannot be right, and
    ``campaigns.ledger.LedgerRefused`` when its figures have no place in the
    ledger; either way nothing is stored.
    """
    _refuse_what_cannot_be(event, now=now)
    with transaction.atomic():
        _stamp(event, by=by, now=now, version=version)
        event.save()
        said = contribution_of(event, by=by, payload_sha256=payload_sha256)
        return post_contribution(said.contributor, said.facts, source=said.source, now=now)


def record_events(
    events: Iterable[Event],
    *,
    by: User | None = None,
    now: datetime,
    payloads: Mapping[UUID, str] | None = None,
) -> Posting:
    """Store many new events as :func:`save_event` stores one, in few statements; all or none.

    ``payloads`` gives the digest of what was sent, by the id of the event. Who stores
    what another may store at the same moment gives it in one order, against deadlocks.
    """
    said = payloads or {}
    new = [*events]
    for event in new:
        _refuse_what_cannot_be(event, now=now)
    with transaction.atomic():
        for event in new:
            _stamp(event, by=by, now=now, version=None)
        Event.objects.bulk_create(new)
        return post_contributions(
            [
                contribution_of(one, by=by, payload_sha256=said.get(one.client_uuid, ""))
                for one in new
            ],
            now=now,
        )


def contribution_of(event: Event, *, by: User | None, payload_sha256: str = "") -> Contribution:
    """Give all that a stored event says to the ledger, and who says so."""
    source = Source(
        authority="person",
        ref=event.contributor,
        observed_at=event.updated_at,
        payload_sha256=payload_sha256,
        actor=f"user:{by.pk}" if by else "",
    )
    facts = tuple(facts_of(event, source=source))
    return Contribution(contributor=event.contributor, facts=facts, source=source)


def _refuse_what_cannot_be(event: Event, *, now: datetime) -> None:
    # No query: the database itself holds the relations.
    event.clean_fields(exclude=RELATIONS)
    if problems := find_problems(event, now=now):
        raise ValidationError(problems)


def _stamp(event: Event, *, by: User | None, now: datetime, version: UUID | None) -> None:
    """Date the event after the version it replaces, and hold that version's row.

    The ledger keeps what was observed last. Two web servers whose clocks differ
    must not make an older edit win there that lost here.
    """
    # Whatever has changed, it may now look like another event, or no longer.
    event.to_compare = True
    replaced = Event.objects.select_for_update().filter(pk=event.pk).first() if event.pk else None
    if replaced is None:
        event.created_at = event.updated_at = now
        event.recorded_by = event.recorded_by or by
        event.version = version or event.client_uuid
        return
    if replaced.standing == Standing.SET_ASIDE and (problems := merged_problems(event)):
        # Somebody has merged it since this copy of it was read.
        raise ValidationError(problems)
    event.updated_at = max(now, replaced.updated_at + timedelta(microseconds=1))
    event.version = version or (uuid4() if _differ(event, replaced) else replaced.version)
    if version is None:
        _drop_flags_that_no_longer_hold(event, replaced)


def _differ(event: Event, replaced: Event) -> bool:
    """Tell whether the two say something different; standing and flags are no content."""
    return any(getattr(event, name) != getattr(replaced, name) for name in CONTENT_COLUMNS)


def _drop_flags_that_no_longer_hold(event: Event, replaced: Event) -> None:
    if event.held_on == replaced.held_on:
        return
    still = {*flags_of_day(event.held_on, received_at=event.created_at)}
    event.flags = [flag for flag in event.flags if flag not in OF_THE_DAY or flag in still]
