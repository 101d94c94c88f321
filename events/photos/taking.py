"""A photo is taken once, for the submission that named or brought it.

Numbers come first and photos later, each by itself: a submission names its photos
by the SHA-256 of their bytes, or by file names (:mod:`events.photos.named`).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from events.judging import Sender
from events.models import (
    EventPhoto,
    PhotoState,
)
from events.photos.files import DISPLAYED, UNREADABLE, forget_file, keep_file
from events.verification.same_events import look_again
from foundation.durable_files import is_full
from foundation.pictures import CannotLook, Picture, Wanted, read_picture

# A camera's own file; the field app shrinks its photos to a fiftieth of it.
MOST_PHOTO_BYTES = 10 * 1024 * 1024
# As large as a screen.
DISPLAY_COPY = Wanted("JPEG", 1280)
TOO_LARGE, DISK_FULL, BUSY = "too-large", "disk-full", "busy"


class PhotoRefused(ValueError):
    """It was not taken, and its sender has it still; the message says why, in words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


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
        picture = read_picture(data, DISPLAY_COPY)
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


def find_photo(submission: UUID, sha256: str) -> EventPhoto | None:
    """Find a photo that came under this very id."""
    return EventPhoto.objects.filter(submission=submission, sha256=sha256).first()


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
    (copy,) = picture.copies
    photo.width, photo.height = copy.width, copy.height
    photo.difference_hash = picture.difference_hash
    photo.file = keep_file(DISPLAYED, copy.data)


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
