"""Taking a private file: encrypted as it comes, on the disk before its row is made."""

import base64
import hashlib
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.models import PrivateFile, Purpose, Testimony
from crm_videos.private.files import folder
from crm_videos.private.frames import FRAME, encrypt, new_key
from foundation.bangla import figure
from foundation.durable_files import MEGABYTE, is_full, keep_file

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
# What cheap telephones record. No browser plays it.
SOUNDS_NO_BROWSER_PLAYS = frozenset({"audio/amr", "audio/3gpp"})
SOUNDS = SOUNDS_NO_BROWSER_PLAYS | {
    *("audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm", "audio/wav", "audio/aac")
}
FILMS = frozenset({"video/mp4", "video/webm", "video/quicktime", "video/3gpp"})


class Limit(NamedTuple):
    """What is taken for a purpose."""

    megabytes: int
    types: frozenset[str]


LIMITS = {
    Purpose.SIGNATURE: Limit(2, PICTURES),
    Purpose.THUMB: Limit(5, PICTURES),
    Purpose.VOICE: Limit(50, SOUNDS),
    Purpose.PAPER: Limit(25, PICTURES | {"application/pdf"}),
    Purpose.RECORDING: Limit(4096, SOUNDS | FILMS),
    Purpose.PICTURE: Limit(10, PICTURES | {"image/heif"}),
    Purpose.PICTURE_SHOWN: Limit(1, frozenset({"image/webp"})),
    Purpose.VIDEO_SHOWN: Limit(200, frozenset({"video/mp4", "audio/mp4", "image/webp"})),
}
# What proves a consent; it comes through a form.
EVIDENCE = (Purpose.SIGNATURE, Purpose.THUMB, Purpose.VOICE, Purpose.PAPER)
MOST_EVIDENCE_BYTES = max(LIMITS[purpose].megabytes for purpose in EVIDENCE) * MEGABYTE
TOO_LARGE, EMPTY, WRONG_TYPE, DISK_FULL = "too-large", "empty", "wrong-type", "disk-full"
ERASED = "erased"


class NotStored(ValueError):
    """It was not taken, and nothing of it stays; the message says why, in words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def store(
    testimony: Testimony,
    stream: BinaryIO,
    *,
    purpose: Purpose,
    content_type: str,
    by: User,
    now: datetime,
) -> PrivateFile:
    """Keep a file of a testimony; when this returns, its bytes are on the disk for good.

    It is read frame by frame and never held in whole. Inside a transaction that is rolled
    back the row goes, and the sweep finds the file. Raises :class:`NotStored`.
    """
    file = write_down(testimony, stream, purpose=purpose, content_type=content_type, by=by, now=now)
    file.save(force_insert=True)
    return file


def write_down(
    testimony: Testimony,
    stream: BinaryIO,
    *,
    purpose: Purpose,
    content_type: str,
    by: User,
    now: datetime,
) -> PrivateFile:
    """Put the bytes on the disk, encrypted, and give the row that is still to be saved.

    For whoever looks at them before anything names them; who does not save the row forgets
    the file. Raises :class:`NotStored`.
    """
    limit = LIMITS[Purpose(purpose)]
    if content_type not in limit.types:
        raise NotStored(WRONG_TYPE, _("This kind of file is not taken here."))
    if Testimony.objects.filter(pk=testimony.pk, erased_at__isnull=False).exists():
        raise NotStored(ERASED, _("This person was erased. Nothing is kept any more."))
    file = PrivateFile(
        id=uuid.uuid4(),
        testimony=testimony,
        purpose=purpose,
        content_type=content_type,
        created_by=by,
        stored_at=now,
    )
    key, pieces = new_key(), _Pieces(stream, limit.megabytes)
    try:
        file.name = keep_file(
            folder(),
            encrypt(pieces, key=key, file=file.id),
            leave_free_mb=settings.PRIVATE_FILES_LEAVE_FREE_MB,
        )
    except OSError as error:
        if not is_full(error):
            raise
        message = _("The server has no room for this file now. Keep it and bring it again later.")
        raise NotStored(DISK_FULL, message) from error
    file.size = pieces.size
    file.seal = {
        "key": base64.b64encode(key).decode("ascii"),
        "sha256": pieces.digest.hexdigest(),
    }
    return file


class _Pieces:
    """What comes, in whole frames, counted and digested on the way."""

    def __init__(self, stream: BinaryIO, megabytes: int) -> None:
        self.stream = stream
        self.megabytes = megabytes
        self.size = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        while frame := self._whole_frame():
            self.size += len(frame)
            if self.size > self.megabytes * MEGABYTE:
                message = _("The file is larger than %(most)s megabytes.")
                most = figure(self.megabytes, get_language() or "en")
                raise NotStored(TOO_LARGE, message % {"most": most})
            self.digest.update(frame)
            yield frame
        if not self.size:
            raise NotStored(EMPTY, _("The file is empty."))

    def _whole_frame(self) -> bytes:
        """Read until a frame is full or nothing more comes: a pipe gives less than is asked."""
        frame = self.stream.read(FRAME)
        while 0 < len(frame) < FRAME and (more := self.stream.read(FRAME - len(frame))):
            frame += more
        return frame
