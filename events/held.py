"""What the server holds of one person, so that a phone can always tell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import get_language

from events.event_parts import Reasons
from events.flags import in_words
from events.models import Decision, Event, EventPhoto, Quarantined, Standing, Submission
from events.photos.named import missing_photos
from events.verification.merging import told_as_same, with_merges

QUARANTINED = "quarantined"
# A transaction that began before an answer may commit after it. The next
# question goes back this far, and what is told twice does no harm.
OVERLAP = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One submission: its state, and why, by field (``""`` is for the whole)."""

    id: UUID
    state: str
    event: UUID | None = None
    version: UUID | None = None
    flags: list[str] = field(default_factory=list)
    reasons: Reasons = field(default_factory=dict)
    # Other content under the same id waits for a person.
    conflict: bool = False
    # Named by it, and not here: the phone has them still to send.
    photos_missing: int = 0


def held_event(
    own_id: UUID, event: Event, *, conflict: bool = False, photos_missing: int = 0
) -> Held:
    """Tell what stands of a submission that became an event or a version of one."""
    return Held(
        id=own_id,
        state=event.standing,
        event=event.client_uuid,
        version=event.version,
        flags=event.flags,
        reasons=_why(event),
        conflict=conflict,
        photos_missing=photos_missing,
    )


def held_kept(kept: Quarantined, own_id: UUID, *, photos_missing: int = 0) -> Held:
    """Tell what stands of a submission that waits for a person, or was set aside by one."""
    if kept.event is not None:
        return held_event(own_id, kept.event, photos_missing=photos_missing)
    if kept.decision == Decision.DISCARDED:
        state, said = Standing.SET_ASIDE.value, {"": [kept.decision_reason]}
    else:
        state = QUARANTINED
        said = kept.reasons.get(get_language() or "en") or kept.reasons.get("en") or {}
    return Held(id=own_id, state=state, reasons=said, photos_missing=photos_missing)


def held_of(person: User, *, since: datetime | None) -> list[Held]:
    """Give all that a person sent through any door, or what changed since a moment."""
    taken = Submission.objects.filter(person=person).select_related("event")
    kept = Quarantined.objects.filter(person=person, client_uuid__isnull=False)
    waiting = set(kept.waiting().values_list("client_uuid", flat=True))
    kept = kept.select_related("event")
    if since is not None:
        photos = EventPhoto.objects.filter(person=person, received_at__gte=since)
        by_photo = Q(client_uuid__in=photos.order_by().values("submission"))
        kept = kept.filter(
            Q(received_at__gte=since)
            | Q(decided_at__gte=since)
            | Q(event__updated_at__gte=since)
            | by_photo
        )
        taken = taken.filter(
            Q(received_at__gte=since)
            | Q(event__updated_at__gte=since)
            | Q(client_uuid__in=kept.order_by().values("client_uuid"))
            | by_photo
        )
    missing = _missing(taken, kept)
    with_merges(one.event for one in taken)
    told: dict[UUID, Held] = {}
    # What waits is told rather than what was decided of the same id, and the newest of these.
    for row in sorted(kept, key=lambda one: (one.is_waiting, one.received_at)):
        told[row.client_uuid] = held_kept(
            row, row.client_uuid, photos_missing=missing[row.client_uuid]
        )
    # An id that is an event stays one, whatever else was sent under it.
    for one in taken:
        told[one.client_uuid] = held_event(
            one.client_uuid,
            one.event,
            conflict=one.client_uuid in waiting,
            photos_missing=missing[one.client_uuid],
        )
    return [*told.values()]


def _missing(taken: Iterable[Submission], kept: Iterable[Quarantined]) -> dict[UUID, int]:
    """Count by id the photos that are still to come."""
    return {own_id: len(photos) for own_id, photos in missing_photos(taken, kept).items()}


def _why(event: Event) -> Reasons:
    if event.standing == Standing.SET_ASIDE:
        return {"": [told_as_same(event) or event.set_aside_reason]}
    if event.standing == Standing.QUESTIONED:
        return {"": [event.question]} if event.question else {"held_on": in_words(event.flags)}
    return {}
