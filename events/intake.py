"""The one intake: every door hands what it was sent to :func:`receive`.

- the same id and the same content again: "already have it", and no write;
- the same id with other content: kept in quarantine for a person;
- content that names what it replaces: an edit of the current version, else quarantine;
- what can be read but cannot be an event: quarantine, with reasons by field;
- what the field has done is never refused: an odd day is flagged, and one that
  cannot be counted is questioned.

A submission, its event and the ledger's entries are one transaction, and the
answer goes out after its commit. Two unique keys (the submission's id and the
event's) decide between sends that arrive together: no lock of our own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from campaigns.ledger import LedgerRefused
from campaigns.scope import scope_of
from events.content import Content, NotReadable, Original, read_content
from events.device_clock import HeldOn
from events.event_parts import Parts, Reasons, in_every_language, read_parts
from events.flags import LEDGER_REFUSES
from events.judging import Sender, day_held, fill, problems_of
from events.models import Cause, Door, Event, Quarantined, Standing, Submission
from events.quarantine import Kept, find_kept, keep, keep_unreadable, taken_after_all
from events.recording import save_event

# The field beside which a cause is said; else it is what was to be edited.
FIELD_OF_CAUSE = {Cause.CONFLICT: "id", Cause.OTHER_FORM: "form", Cause.ENCRYPTED: "form"}
# Doors whose sender has it still when it is refused, and can put it right.
MENDED_BY_ITS_OWNER = frozenset({Door.SHEET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """It is an event, or a version of one; ``is_new`` for the one send that made it so."""

    id: UUID
    event: Event
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """It is kept for a person, or a person has set it aside."""

    id: UUID
    kept: Quarantined


Received = Taken | Waits


class TakenMeanwhile(Exception):
    """Another send of the same id was quicker."""


class ForAPerson(Exception):
    """It cannot be taken as it stands; why, and against which event."""

    def __init__(self, cause: Cause, against: Event | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.against = against


def receive(body: bytes, *, sender: Sender, now: datetime) -> Received:
    """Take the bytes of one submission; when this returns, what it says is durable.

    Raises :class:`~events.content.NotReadable` for what has no readable id;
    bytes that are text are in quarantine even so.
    """
    try:
        content = read_content(body)
    except NotReadable as why:
        keep_unreadable(body, why, door=sender.door, person=sender.person, now=now)
        raise
    return receive_content(content, body=body, sender=sender, now=now)


def receive_content(
    content: Content, *, body: bytes, sender: Sender, now: datetime, waits: Cause | None = None
) -> Received:
    """Take a submission that a door has read in its own way; ``body`` is what it was sent.

    ``waits`` is why the door itself would have a person look at it.
    """
    try:
        return _find_or_take(content, sender, now=now, waits=waits)
    except ForAPerson as held_up:
        cause, against = held_up.cause, held_up.against
    reasons = in_every_language(lambda: reasons_of(content, sender, cause, now))
    kept = keep(
        Kept(content=content, body=body, cause=cause, reasons=reasons),
        door=sender.door,
        person=sender.person,
        device=sender.device,
        against=against,
        now=now,
    )
    return Waits(id=content.id, kept=kept)


def _find_or_take(
    content: Content, sender: Sender, *, now: datetime, waits: Cause | None
) -> Received:
    if known := find_known(content, sender):
        return known
    if waits is not None:
        raise ForAPerson(waits)
    parts = read_parts(content)
    if parts.problems or problems_of(parts, sender, now=now):
        raise ForAPerson(Cause.NOT_AN_EVENT)
    try:
        return take(content, parts, sender=sender, now=now)
    except (TakenMeanwhile, IntegrityError):
        # Another send of this id was committed while this one waited for its key.
        if known := find_known(content, sender):
            return known
        raise


def find_known(content: Content, sender: Sender) -> Received | None:
    """Look whether this very content was here before; raises for the id with other content."""
    kept = find_kept(content, sender.person)
    # The event first: both are of one commit, so whoever sees it sees its submission too.
    # The other way round, a commit in between would look like an event of the office.
    event = Event.objects.filter(client_uuid=content.id).first()
    here = Submission.objects.select_related("event").filter(client_uuid=content.id).first()
    return compare_with_known(content, kept=kept, event=event, here=here)


def compare_with_known(
    content: Content, *, kept: Quarantined | None, event: Event | None, here: Submission | None
) -> Received | None:
    """Tell whether this very content was here before, from what stands under its id.

    Raises :class:`ForAPerson` for the id with other content.
    """
    if kept is not None and not kept.is_waiting:
        # A person has decided, and a resend does not undo that.
        if kept.event is None:
            return Waits(id=content.id, kept=kept)
        return Taken(id=content.id, event=kept.event)
    if here is not None:
        if here.digest != content.digest:
            raise ForAPerson(Cause.CONFLICT, here.event)
        return Taken(id=content.id, event=here.event)
    if event is not None:
        # An event of the office, or of an import, that carries this id.
        raise ForAPerson(Cause.CONFLICT, event)
    return None


def take(content: Content, parts: Parts, *, sender: Sender, now: datetime) -> Taken:
    """Store what was judged: a new event, or a version of one, with its submission.

    Raises :class:`ForAPerson` for an edit that may not be, ``IntegrityError`` when
    another send of it was quicker, and ``LedgerRefused`` for a sheet.
    """
    held_on = day_held(parts, sender, now=now)
    with transaction.atomic(durable=True):
        event = find_original(content, sender) or Event(
            client_uuid=content.id, recorded_by=sender.person
        )
        fill(event, parts, held_on, now=now)
        _save(event, content, sender=sender, now=now)
        Submission.objects.create(
            event=event, **submission_columns(content, parts, held_on, sender=sender, now=now)
        )
        taken_after_all(content, sender.person, event, now=now)
    return Taken(id=content.id, event=event, is_new=True)


def submission_columns(
    content: Content, parts: Parts, held_on: HeldOn, *, sender: Sender, now: datetime
) -> dict[str, Any]:
    """Give what is written down of a submission: what was sent, by whom, through which door."""
    return {
        "client_uuid": content.id,
        "replaces": content.replaces.version if content.replaces else None,
        "content": content.text,
        "digest": content.digest,
        "door": sender.door,
        "person": sender.person,
        "device": sender.device,
        "received_at": now,
        "claimed_day": held_on.claimed,
        "recorded_at": parts.recorded_at,
        "client_now": parts.client_now,
        "skew_seconds": None if held_on.skew is None else round(held_on.skew.total_seconds()),
    }


def find_original(content: Content, sender: Sender) -> Event | None:
    """Hold the event that an edit replaces, when it may; None for a new event.

    Raises :class:`ForAPerson`, and :class:`TakenMeanwhile`.
    """
    replaces = content.replaces
    if replaces is None:
        return None
    event = Event.objects.select_for_update(of=("self",)).filter(_named(replaces)).first()
    if Submission.objects.filter(client_uuid=content.id).exists():
        raise TakenMeanwhile
    if event is None or not _may_edit(event, sender):
        # One answer for both, so that nobody learns of others' events by asking.
        raise ForAPerson(Cause.UNKNOWN_ORIGINAL)
    if not _is_current(event, replaces):
        raise ForAPerson(Cause.STALE_EDIT, event)
    return event


def _named(original: Original) -> Q:
    if original.event is None:
        return Q(submissions__client_uuid=original.version)
    return Q(client_uuid=original.event)


def _is_current(event: Event, replaces: Original) -> bool:
    return event.version == replaces.version


def _may_edit(event: Event, sender: Sender) -> bool:
    person = sender.person
    if person is None or not scope_of(person).holds(event.place_id):
        return False
    return event.recorded_by_id == person.pk or person.has_perm("events.change_event")


def _save(event: Event, content: Content, *, sender: Sender, now: datetime) -> None:
    is_new = event.pk is None

    def save() -> None:
        save_event(
            event,
            by=sender.person,
            now=now,
            version=content.id,
            payload_sha256=content.digest,
        )

    try:
        save()
    except LedgerRefused:
        if sender.door in MENDED_BY_ITS_OWNER:
            raise
        if is_new:
            event.pk, event._state.adding = None, True
        event.flags = sorted({*event.flags, LEDGER_REFUSES})
        event.standing = Standing.QUESTIONED
        save()


def reasons_of(content: Content, sender: Sender, cause: Cause, now: datetime) -> Reasons:
    """Say why it waits, by field; ``id`` and ``replaces`` for what is wrong with these."""
    if cause == Cause.NOT_AN_EVENT:
        parts = read_parts(content)
        return parts.problems or problems_of(parts, sender, now=now)
    return {FIELD_OF_CAUSE.get(cause, "replaces"): [f"{cause.label}."]}
