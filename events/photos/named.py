"""The photos that a submission names, and which of them are here.

One is *here* for a submission when it came under its id, or under any other of the
same event: an edit names its photos in full, and the phone may have forgotten those
that were acknowledged before. A door whose forms name no digests (OpenRosa) joins its
photos by the submission's id alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from events.models import Attachment, Door, Event, EventPhoto, Quarantined, Submission
from events.quarantine import fields_of

# Doors whose photos are joined by the submission's id: their forms name files, no digests.
JOINED_BY_ID = frozenset({Door.OPENROSA})
BATCH = 500

Named = dict[str, EventPhoto | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """What belongs to an event or to something that waits: here, and still to come."""

    here: tuple[EventPhoto, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def shown(self) -> list[EventPhoto]:
        return [photo for photo in self.here if photo.is_shown]

    @property
    def unreadable(self) -> int:
        return len(self.here) - len(self.shown)


def photos_missing(submission: UUID, *, person: User | None = None) -> list[str]:
    """Give the digests and file names that are named under an id and not here.

    Only those that one person named, if one is given.
    """
    return missing_photos(*sent_under(submission, person=person)).get(submission, [])


def missing_photos(
    taken: Iterable[Submission], kept: Iterable[Quarantined]
) -> dict[UUID, list[str]]:
    """Give for each id the photos that are still to come, by digest or by the name of a file."""
    taken, kept = [*taken], [*kept]
    files = _missing_files(taken, kept)
    return {
        own_id: _still_to_come(photos, files.get(own_id, []))
        for own_id, photos in named_photos(taken, kept).items()
    }


def photos_of(event: Event) -> Photos:
    """Give the photos of an event as it stands: those that its newest submission names."""
    newest = event.submissions.order_by("-pk").first()
    if newest is None:
        return Photos()
    # What a person took from the quarantine may have come under another id than it has now.
    kept = Quarantined.objects.filter(event=event, decided_at=newest.received_at)
    ids = {newest.client_uuid, *kept.values_list("client_uuid", flat=True)} - {None}
    return _photos(newest, newest.client_uuid, ids)


def photos_of_kept(kept: Quarantined) -> Photos:
    """Give the photos of what waits for a person, as far as they came."""
    if kept.client_uuid is None:
        return Photos()
    return _photos(kept, kept.client_uuid, {kept.client_uuid})


def sent_under(
    submission: UUID, *, person: User | None = None
) -> tuple[list[Submission], list[Quarantined]]:
    """Give what was taken and what was kept under an id; only of one person, if given."""
    who = {} if person is None else {"person": person}
    taken = Submission.objects.filter(client_uuid=submission, **who)
    kept = Quarantined.objects.filter(client_uuid=submission, **who)
    return [*taken], [*kept]


def named_photos(
    taken: Iterable[Submission], kept: Iterable[Quarantined]
) -> dict[UUID, dict[str, EventPhoto | None]]:
    """Give for each id the digests that are named under it, each with its photo if that is here."""
    named: dict[UUID, Named] = {}
    events: dict[UUID, set[int | None]] = {}
    for own_id, fields, event in (*_fields_taken(taken), *_fields_kept(kept)):
        named.setdefault(own_id, {}).update(dict.fromkeys(digests_in(fields)))
        events.setdefault(own_id, set()).add(event)
    here = _find_here({sha256 for photos in named.values() for sha256 in photos})
    for own_id, photos in named.items():
        for sha256 in photos:
            places = (own_id, *events[own_id])
            found = (here.get((place, sha256)) for place in places if place is not None)
            photos[sha256] = next(filter(None, found), None)
    return named


def digests_in(fields: dict[str, Any]) -> list[str]:
    """Give the photos that a submission names, each once; what is no digest names none."""
    photos = fields.get("photos")
    return [*filter(is_digest, photos)] if isinstance(photos, list) else []


def file_names_in(fields: dict[str, Any]) -> list[str]:
    """Give the files that a form names, each once; what is no name names none."""
    files = fields.get("attachments")
    names = (name for name in files if isinstance(name, str)) if isinstance(files, list) else ()
    return [*dict.fromkeys(names)]


def is_digest(value: Any) -> bool:
    """Say whether this can name a photo: a SHA-256 in small hex letters."""
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def _photos(sent: Submission | Quarantined, own_id: UUID, ids: set[UUID]) -> Photos:
    """Give the photos of one thing that was sent under ``own_id``; its own came under ``ids``."""
    taken = [sent] if isinstance(sent, Submission) else []
    kept = [sent] if isinstance(sent, Quarantined) else []
    named = named_photos(taken, kept)[own_id]
    files = _missing_files(taken, kept).get(own_id, [])
    found = {photo.pk: photo for photo in named.values() if photo is not None}
    if sent.door in JOINED_BY_ID:
        # Somebody else's photos under the same id are not of this submission.
        joined = EventPhoto.objects.filter(submission__in=ids, person=sent.person, door=sent.door)
        found |= {photo.pk: photo for photo in joined}
    return Photos(here=tuple(found.values()), missing=tuple(_still_to_come(named, files)))


def _still_to_come(named: Named, files: list[str]) -> list[str]:
    return [*(sha256 for sha256, photo in named.items() if photo is None), *files]


def _missing_files(
    taken: Iterable[Submission], kept: Iterable[Quarantined]
) -> dict[UUID, list[str]]:
    """Give for each id the files that its form names and that did not come with it."""
    named: dict[UUID, list[str]] = {}
    for own_id, fields, _event in (*_fields_taken(taken), *_fields_kept(kept)):
        named.setdefault(own_id, []).extend(file_names_in(fields))
    named = {own_id: [*dict.fromkeys(names)] for own_id, names in named.items() if names}
    here: set[tuple[UUID, str]] = set()
    ids = [*named]
    for begin in range(0, len(ids), BATCH):
        came = Attachment.objects.filter(submission__in=ids[begin : begin + BATCH])
        here |= {*came.values_list("submission", "name")}
    return {
        own_id: [name for name in names if (own_id, name) not in here]
        for own_id, names in named.items()
    }


def _fields_taken(
    taken: Iterable[Submission],
) -> Iterator[tuple[UUID, dict[str, Any], int | None]]:
    for one in taken:
        # Most name no photos, and need not be read for that.
        names_any = '"photos"' in one.content or '"attachments"' in one.content
        fields = json.loads(one.content) if names_any else {}
        yield one.client_uuid, fields, one.event_id


def _fields_kept(
    kept: Iterable[Quarantined],
) -> Iterator[tuple[UUID, dict[str, Any], int | None]]:
    for one in kept:
        if one.client_uuid is not None:
            yield one.client_uuid, fields_of(one), one.event_id or one.against_id


def _find_here(wanted: set[str]) -> dict[tuple[UUID | int, str], EventPhoto]:
    """Find photos by digest, under each id and each event that they belong to."""
    here: dict[tuple[UUID | int, str], EventPhoto] = {}
    digests = sorted(wanted)
    for begin in range(0, len(digests), BATCH):
        photos = [*EventPhoto.objects.filter(sha256__in=digests[begin : begin + BATCH])]
        events = _events_of({photo.submission for photo in photos})
        for photo in photos:
            for place in (photo.submission, *events.get(photo.submission, ())):
                here[place, photo.sha256] = photo
    return here


def _events_of(ids: set[UUID]) -> dict[UUID, set[int]]:
    """Give for each id the events that came of it."""
    if not ids:
        return {}
    events: dict[UUID, set[int]] = {}
    taken = Submission.objects.filter(client_uuid__in=ids)
    kept = Quarantined.objects.filter(client_uuid__in=ids, event__isnull=False)
    for rows in (taken, kept):
        for own_id, event in rows.order_by().values_list("client_uuid", "event"):
            events.setdefault(own_id, set()).add(event)
    return events
