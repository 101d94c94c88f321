"""The bytes of an upload as they come, from whichever process happens to receive them.

The row says what was acknowledged, the file what is there besides (``private/growing.py``).
Bytes that do not fill a frame lie sealed in the row, written together with the offset that
tells of them. So a process may die between any two lines: what was acknowledged is there, and
what was not is there too, or is sent again.
"""

import base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from crm_videos.models import Upload
from crm_videos.private.files import folder
from crm_videos.private.frames import FRAME
from crm_videos.private.growing import GrowingFile, Overtaken, open_growing
from crm_videos.words import Arrival
from foundation.durable_files import demand_room

# Frames, 8 MB: a process that is killed leaves no more than this to be opened again.
ACKNOWLEDGED_EVERY = 128


class AnotherOffset(Exception):
    """The upload does not stand where the sender believes; ask where it stands."""


class Gone(Exception):
    """The upload was given up, refused or erased, perhaps while bytes of it came."""


def offset_of(upload: Upload, *, now: datetime) -> int:
    """Say how many bytes have come; they are on the disk for good. Raises :class:`Gone`."""
    if upload.state == Arrival.REFUSED:
        raise Gone(upload.pk)
    if upload.state != Arrival.ARRIVING:
        return upload.length
    with _opened(upload) as arrived:
        arrived.file.sync()
        # Killed after the last frame and before the row: nobody will send anything more.
        if arrived.offset == upload.length:
            arrived.acknowledge(now)
        return arrived.offset


def receive(upload: Upload, offset: int, pieces: Iterable[bytes], *, now: datetime) -> int:
    """Add what comes, as far as it comes, and give the new offset.

    It holds one frame and one piece at a time. Of two senders at once one goes on. Raises
    :class:`AnotherOffset`, :class:`Gone`, and ``OSError`` when the disk is full: what came
    before that is kept.
    """
    if upload.state != Arrival.ARRIVING:
        if offset_of(upload, now=now) != offset:
            raise AnotherOffset(upload.pk)
        return offset
    with _opened(upload) as arrived:
        if arrived.offset != offset:
            raise AnotherOffset(upload.pk)
        try:
            for piece in pieces:
                arrived.add(piece, now)
        except Overtaken:
            raise AnotherOffset(upload.pk) from None
        except OSError:
            arrived.hold_less_than_a_frame()
            arrived.acknowledge(now)
            raise
        arrived.acknowledge(now)
        return arrived.offset


class _Arrived:
    """How far an upload has come: whole frames in the file, and the bytes behind them."""

    def __init__(self, upload: Upload, file: GrowingFile, secrets: dict[str, str]) -> None:
        self.upload = upload
        self.file = file
        self.secrets = secrets
        self.acknowledged = upload.offset
        known = upload.offset // FRAME
        self.frames = file.sound_frames(known)
        # Where there are more frames than the row knows of, the first of them holds its tail.
        tail = base64.b64decode(secrets["tail"]) if self.frames == known else b""
        self.held = bytearray(tail)

    @property
    def offset(self) -> int:
        return min(self.frames * FRAME, self.upload.length) + len(self.held)

    @property
    def next_frame(self) -> int:
        """Say how many bytes the next frame takes; none when the file is whole."""
        return min(FRAME, max(self.upload.length - self.frames * FRAME, 0))

    def add(self, piece: bytes, now: datetime) -> None:
        self.held += piece
        while 0 < self.next_frame <= len(self.held):
            size = self.next_frame
            demand_room(folder(), size, leave_free_mb=settings.PRIVATE_FILES_LEAVE_FREE_MB)
            self.file.add(self.frames, bytes(self.held[:size]))
            del self.held[:size]
            self.frames += 1
            if self.frames % ACKNOWLEDGED_EVERY == 0:
                self.acknowledge(now)

    def hold_less_than_a_frame(self) -> None:
        """Let go of what a frame that could not be written has too much for the row."""
        del self.held[max(self.next_frame - 1, 0) :]

    def acknowledge(self, now: datetime) -> None:
        """Put what came on the disk for good, then into the row, if it is as we found it.

        Raises :class:`AnotherOffset` and :class:`Gone`.
        """
        self.file.sync()
        found = Upload.objects.filter(
            pk=self.upload.pk, state=Arrival.ARRIVING, offset=self.acknowledged
        )
        whole = self.offset == self.upload.length
        changed = found.update(
            offset=self.offset,
            seal={**self.secrets, "tail": base64.b64encode(self.held).decode("ascii")},
            touched_at=now,
            state=Arrival.LOOKING if whole else Arrival.ARRIVING,
        )
        if not changed:
            self._say_why()
        self.acknowledged = self.offset

    def _say_why(self) -> None:
        """Somebody was first: with the same, with something else, or with the end of it."""
        now = Upload.objects.filter(pk=self.upload.pk).first()
        if now is None or now.state == Arrival.REFUSED:
            raise Gone(self.upload.pk)
        # Whoever asked how far it is has found the last frame before we told of it.
        if not (now.state != Arrival.ARRIVING and self.offset == now.length):
            raise AnotherOffset(self.upload.pk)


@contextmanager
def _opened(upload: Upload) -> Iterator[_Arrived]:
    if upload.seal is None:
        raise Gone(upload.pk)
    secrets = upload.seal.open()
    key = base64.b64decode(secrets["key"])
    try:
        opened = open_growing(folder() / upload.name, key=key, file=upload.pk, size=upload.length)
        with opened as file:
            yield _Arrived(upload, file, secrets)
    except FileNotFoundError:
        raise Gone(upload.pk) from None
