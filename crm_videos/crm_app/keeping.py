"""A ZIP that comes through a form: encrypted as it comes, and kept until it is imported.

Django would hold it in memory or write it to a folder in plain. Here each chunk becomes
frames of a private file at once; what is too large or breaks off leaves nothing.
"""

import base64
import io
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.models import KeptPackage
from crm_videos.private.files import folder
from crm_videos.private.frames import FRAME, Frames, PlainBytes, encrypt_frame, new_key
from crm_videos.recordings.uploading import no_room
from foundation.bangla import figure
from foundation.durable_files import (
    MEGABYTE,
    demand_room,
    forget_file,
    is_full,
    keep_file,
    write,
)

# What is larger is the command's: a browser would lose it too easily.
MOST_MEGABYTES = 2048
KEPT_FOR = timedelta(days=1)


class ArrivingPackage:
    """The encrypted bytes of a ZIP, as they come; ``why`` says why nothing of it is kept."""

    def __init__(self) -> None:
        self.id, self.key = uuid.uuid4(), new_key()
        self.why = self.name = ""
        self.held = bytearray()
        self.number = self.size = 0
        self._or_none(self._begin)

    def add(self, chunk: bytes) -> None:
        """Take what came; a frame is written when more follows, for the last is sealed as such."""
        self.size += len(chunk)
        if self.size > MOST_MEGABYTES * MEGABYTE:
            most = {"most": figure(MOST_MEGABYTES, get_language() or "en")}
            self.forget(_("The file is larger than %(most)s megabytes.") % most)
        if not self.why:
            self.held += chunk
            self._or_none(self._write_whole_frames)

    def finish(self) -> None:
        """Write the last frame, and wait until the disk has all of it."""
        if not self.size:
            self.forget(_("The file is empty."))
        if not self.why:
            self._or_none(lambda: self._write(bytes(self.held), last=True))

    def forget(self, why: str) -> None:
        """Delete the bytes."""
        self.why = self.why or why
        self.held.clear()
        if self.name:
            forget_file(folder(), self.name)

    def _begin(self) -> None:
        self.name = keep_file(folder(), [], leave_free_mb=settings.PRIVATE_FILES_LEAVE_FREE_MB)

    def _write_whole_frames(self) -> None:
        while len(self.held) > FRAME:
            self._write(bytes(self.held[:FRAME]), last=False)
            del self.held[:FRAME]

    def _write(self, plain: bytes, *, last: bool) -> None:
        free = settings.PRIVATE_FILES_LEAVE_FREE_MB
        demand_room(folder(), len(plain), leave_free_mb=free)
        frame = encrypt_frame(plain, self.number, key=self.key, file=self.id, last=last)
        with (folder() / self.name).open("ab", buffering=0) as stored:
            write(stored.fileno(), frame)
            if last:
                os.fsync(stored.fileno())
        self.number += 1

    def _or_none(self, act: Any) -> None:
        try:
            act()
        except OSError as error:
            if not is_full(error):
                raise
            self.forget(no_room())


class EncryptedArrival(FileUploadHandler):
    """Takes the one file of a request into a private file."""

    arriving: ArrivingPackage | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin; no handler after this one has the bytes, and a second file is passed over."""
        super().new_file(*args, **kwargs)
        if self.arriving is not None:
            raise SkipFile
        self.arriving = ArrivingPackage()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Encrypt it."""
        if self.arriving:
            self.arriving.add(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Give what is on the disk in place of a file."""
        if self.arriving is None:
            return None
        self.arriving.finish()
        found = UploadedFile(io.BytesIO(), "package.zip", self.content_type, self.arriving.size)
        found.arrived = self.arriving  # type: ignore[attr-defined]
        return found

    def upload_interrupted(self) -> None:
        """Forget what came of a request that broke off."""
        if self.arriving:
            self.arriving.forget("")


def keep_package(arrived: ArrivingPackage, *, by: User, now: datetime) -> KeptPackage:
    """Keep what came, instead of what the same person brought before."""
    for older in KeptPackage.objects.filter(brought_by=by):
        forget_package(older)
    return KeptPackage.objects.create(
        id=arrived.id,
        name=arrived.name,
        size=arrived.size,
        seal={"key": base64.b64encode(arrived.key).decode("ascii")},
        brought_by=by,
        brought_at=now,
    )


@contextmanager
def opened_package(kept: KeptPackage) -> Iterator[BinaryIO]:
    """Open a kept package to read and to seek in. Raises ``FileNotFoundError``."""
    key = base64.b64decode(kept.seal.open()["key"])
    with (folder() / kept.name).open("rb") as stored:
        plain = PlainBytes(Frames(stored, key=key, file=kept.id, size=kept.size))
        yield cast("BinaryIO", io.BufferedReader(plain, FRAME))


def forget_package(kept: KeptPackage) -> None:
    """Delete the key with the row, then the bytes."""
    kept.delete()
    forget_file(folder(), kept.name)


def sweep_packages(now: datetime) -> int:
    """Forget the packages that nobody imported within a day; give how many."""
    old = KeptPackage.objects.filter(brought_at__lt=now - KEPT_FOR)
    for kept in old:
        forget_package(kept)
    return len(old)
