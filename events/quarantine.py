"""What waits for a person: kept whole, decided once, never deleted."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from events.content import Content, NotReadable, content_of
from events.event_parts import Reasons
from events.models import Cause, Decision, Door, Event, Quarantined, Submission
from events.reading import read_body
from events.recording import save_event


class AlreadyDecided(Exception):
    """Somebody else was quicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One submission that waits: what it says, its bytes, why, and the reasons by language."""

    content: Content
    body: bytes
    cause: Cause
    reasons: dict[str, Reasons]


def find_kept(content: Content, person: User | None) -> Quarantined | None:
    """Find this very content of this person in quarantine."""
    return find_many_kept([content], person).get(content.digest)


def find_many_kept(contents: Iterable[Content], person: User | None) -> dict[str, Quarantined]:
    """Find these very contents of this person in quarantine, by their digests."""
    digests = {_key(one.digest, person): one.digest for one in contents}
    found = Quarantined.objects.select_related("event").filter(key__in=list(digests))
    return {digests[kept.key]: kept for kept in found}


def keep(
    kept: Kept,
    *,
    door: Door,
    person: User | None,
    device: str,
    against: Event | None,
    now: datetime,
) -> Quarantined:
    """Keep a submission for a person to decide; the same content again is the same row."""
    return _keep_once(
        Quarantined(
            client_uuid=kept.content.id,
            cause=kept.cause,
            body=kept.body,
            key=_key(kept.content.digest, person),
            reasons=kept.reasons,
            against=against,
            door=door,
            person=person,
            device=device,
            received_at=now,
        )
    )


def keep_unreadable(
    body: bytes, why: NotReadable, *, door: Door, person: User | None, now: datetime
) -> Quarantined | None:
    """Keep bytes without a readable id, if they are text: somebody may still make them out.

    Nothing, blanks and what is not UTF-8 hold no word of anybody's and are not kept.
    """
    try:
        if not body.decode("utf-8").strip():
            return None
    except UnicodeDecodeError:
        return None
    return _keep_once(
        Quarantined(
            cause=Cause.UNREADABLE,
            body=body,
            key=_key(hashlib.sha256(body).hexdigest(), person),
            reasons={},
            door=door,
            person=person,
            received_at=now,
        )
    )


def taken_after_all(content: Content, person: User | None, event: Event, *, now: datetime) -> None:
    """Close the row of content that was taken when it came again: its place is known by now."""
    decision = Decision.EDIT if content.replaces else Decision.NEW
    waiting = Quarantined.objects.waiting().filter(key=_key(content.digest, person))
    waiting.update(decision=decision, decided_at=now, event=event)


def fields_of(kept: Quarantined) -> dict[str, Any]:
    """Give what was sent, field by field; nothing when it cannot be read."""
    try:
        return read_body(kept).fields
    except NotReadable:
        return {}


def take(kept: Quarantined, event: Event, *, decision: Decision, by: User, now: datetime) -> Event:
    """Let what waited become the event that a person made of it.

    Raises :class:`AlreadyDecided`, ``ValidationError`` and ``LedgerRefused``;
    then nothing is stored.
    """
    with transaction.atomic():
        row = _hold(kept)
        if decision == Decision.NEW:
            event.client_uuid = _free_id(row)
            # Theirs, so that the phone that sent it learns what became of it.
            event.recorded_by = row.person or by
        save_event(event, by=by, now=now)
        _remember(row, event, now=now)
        _decide(row, decision, by=by, now=now, event=event)
    return event


def discard(kept: Quarantined, *, reason: str, by: User, now: datetime) -> None:
    """Set aside what waited: its row stays, with the reason. Raises :class:`AlreadyDecided`."""
    with transaction.atomic():
        _decide(_hold(kept), Decision.DISCARDED, by=by, now=now, reason=reason)


def _keep_once(row: Quarantined) -> Quarantined:
    Quarantined.objects.bulk_create([row], ignore_conflicts=True)
    return Quarantined.objects.select_related("event").get(key=row.key)


def _key(digest: str, person: User | None) -> str:
    """Tell contents apart by person: what one has sent is not shown to another."""
    whose = f"{person.pk if person else ''}:{digest}"
    return hashlib.sha256(whose.encode("ascii")).hexdigest()


def _hold(kept: Quarantined) -> Quarantined:
    row = Quarantined.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if not row.is_waiting:
        raise AlreadyDecided
    return row


def _free_id(row: Quarantined) -> Any:
    """Give the phone's own id, unless another content has it by now."""
    used = row.client_uuid is None or (
        Event.objects.filter(client_uuid=row.client_uuid).exists()
        or Submission.objects.filter(client_uuid=row.client_uuid).exists()
    )
    return uuid4() if used else row.client_uuid


def _remember(row: Quarantined, event: Event, *, now: datetime) -> None:
    """Write down what was taken in the event's own history of submissions."""
    if row.client_uuid is None:
        return
    taken = Submission.objects.filter(client_uuid=row.client_uuid).exists()
    content = content_of(row.client_uuid, fields_of(row))
    Submission.objects.create(
        client_uuid=uuid4() if taken else row.client_uuid,
        event=event,
        content=content.text,
        digest=content.digest,
        door=row.door,
        person=row.person,
        device=row.device,
        received_at=now,
    )


def _decide(
    row: Quarantined,
    decision: Decision,
    *,
    by: User,
    now: datetime,
    event: Event | None = None,
    reason: str = "",
) -> None:
    row.decision, row.decision_reason = decision, reason
    row.decided_at, row.decided_by, row.event = now, by, event
    row.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by", "event"])
    log(
        row,
        "events.decided",
        user=by,
        data={"decision": decision.value, "reason": reason, "event": event and event.contributor},
    )
