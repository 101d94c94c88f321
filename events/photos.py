"""The photos of a submission: taken once each, and which of those that it names are here.

Numbers come first and photos later, each by itself: a submission names its photos
by the SHA-256 of their bytes. One is *here* for a submission when it came under its
id, or under any other of the same event: an edit names its photos in full, and the
phone may have forgotten those that were acknowledged before. A door whose forms name
no digests (OpenRosa) joins its photos by the submission's id alone.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from events.judging import Sender
from events.models import (
    Attachment,
    Door,
    Event,
    EventPhoto,
    PhotoState,
    Quarantined,
    Submission,
)
from events.photo_files import DISPLAYED, UNREADABLE, forget_file, is_full, keep_file
from events.pictures import CannotLook, Picture, read_picture
from events.quarantine import fields_of
from events.same_events import look_again

# A camera's own file; the field app shrinks its photos to a fiftieth of it.
MOST_PHOTO_BYTES = 10 * 1024 * 1024
TOO_LARGE, DISK_FULL, BUSY = "too-large", "disk-full", "busy"
# Doors whose photos are joined by the submission's id: their forms name files, no digests.
JOINED_BY_ID = frozenset({Door.OPENROSA})
BATCH = 500

Named = dict[str, EventPhoto | None]


class PhotoRefused(ValueError):
    """It was not taken, and its sender has it still; the message says why, in words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


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


def receive_photo(data: bytes, *, submission: UUID, sender: Sender, now: datetime) -> EventPhoto:
    """Keep one photo of a submission; when this returns, it is durable.

    The same again is the same row, however often and from wherever it comes. What is
    no picture that we can read is kept to the byte, and never shown.

    Raises :class:`PhotoRefused`.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if held := find_photo(submission, sha256):
        return held
    if len(data) > MOST_PHOTO_BYTES:
        most = MOST_PHOTO_BYTES // 1024 // 1024
        raise PhotoRefused(
            TOO_LARGE, _("The photo is larger than %(most)s megabytes.") % {"most": most}
        )
    try:
        picture = read_picture(data)
    except CannotLook as busy:
        raise PhotoRefused(BUSY, _("The server is too busy for photos. Send it later.")) from busy
    photo = EventPhoto(
        submission=submission,
        sha256=sha256,
        bytes=len(data),
        door=sender.door,
        person=sender.person,
        device=sender.device,
        received_at=now,
    )
    with full_disk_refused():
        _keep_bytes(photo, picture, data)
    return _keep_row(photo)


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
    missing = {
        own_id: [sha256 for sha256, photo in photos.items() if photo is None]
        for own_id, photos in named_photos(taken, kept).items()
    }
    for own_id, names in _missing_files(taken, kept).items():
        missing[own_id] += names
    return missing


def photos_of(event: Event) -> Photos:
    """Give the photos of an event as it stands: those that its newest submission names."""
    newest = event.submissions.order_by("-pk").first()
    if newest is None:
        return Photos()
    # What a person took from the quarantine may have come under another id than it has now.
    kept = Quarantined.objects.filter(event=event, decided_at=newest.received_at)
    ids = {newest.client_uuid, *kept.values_list("client_uuid", flat=True)} - {None}
    missing = missing_photos([newest], [])[newest.client_uuid]
    return _photos(named_photos([newest], [])[newest.client_uuid], missing, ids, newest)


def photos_of_kept(kept: Quarantined) -> Photos:
    """Give the photos of what waits for a person, as far as they came."""
    if kept.client_uuid is None:
        return Photos()
    missing = missing_photos([], [kept])[kept.client_uuid]
    return _photos(named_photos([], [kept])[kept.client_uuid], missing, {kept.client_uuid}, kept)


def find_photo(submission: UUID, sha256: str) -> EventPhoto | None:
    """Find a photo that came under this very id."""
    return EventPhoto.objects.filter(submission=submission, sha256=sha256).first()


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


@contextmanager
def full_disk_refused() -> Iterator[None]:
    """Turn a full disk into a refusal: the phone keeps the photo and sends it later."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        message = _("The server has no room for photos now. Keep it and send it later.")
        raise PhotoRefused(DISK_FULL, message) from error


def _keep_bytes(photo: EventPhoto, picture: Picture | None, data: bytes) -> None:
    if picture is None:
        photo.state = PhotoState.UNREADABLE
        photo.file = keep_file(UNREADABLE, data)
        return
    photo.state = PhotoState.HELD
    photo.width, photo.height = picture.width, picture.height
    photo.difference_hash = picture.difference_hash
    photo.file = keep_file(DISPLAYED, picture.jpeg)


def _keep_row(photo: EventPhoto) -> EventPhoto:
    # After an error nobody knows whether it was committed, so the file stays: at worst
    # the sweep finds it.
    with transaction.atomic(durable=True):
        EventPhoto.objects.bulk_create([photo], ignore_conflicts=True)
        kept = EventPhoto.objects.get(submission=photo.submission, sha256=photo.sha256)
        if kept.file == photo.file:
            look_again(photo.submission)
    if kept.file != photo.file:
        # Another send of it was quicker.
        forget_file(photo.file)
    return kept


def _photos(
    named: Named, missing: list[str], ids: set[UUID], sent: Submission | Quarantined
) -> Photos:
    found = {photo.pk: photo for photo in named.values() if photo is not None}
    if sent.door in JOINED_BY_ID:
        # Somebody else's photos under the same id are not of this submission.
        joined = EventPhoto.objects.filter(submission__in=ids, person=sent.person, door=sent.door)
        found |= {photo.pk: photo for photo in joined}
    return Photos(here=tuple(found.values()), missing=tuple(missing))


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
