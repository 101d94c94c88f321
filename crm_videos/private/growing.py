"""A private file that arrives frame by frame, over days and through deaths of its server.

Its length is known from the beginning, and so is which frame will be the last: each frame is
written once, just as :mod:`crm_videos.private.reading` wants it, at the end of the file. So
the length of the file says how far it has come, and nothing has to be joined, moved or
rewritten when it is whole.

Nobody holds the file while they wait for a network that may be gone. Each frame is added
under a lock (``flock``, so the folder's disk must know it, and a process that is killed lets
go), and only where whoever adds it believes that the file ends: of two who send at once, one
is first, and the other is told.

A frame's number is its nonce, so no number may be encrypted twice with different bytes. That
is why what a killed process wrote and nobody acknowledged is kept where it is sound, and why
bytes that do not fill a frame yet are none of this file's business.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from crm_videos.private.frames import (
    STORED_FRAME,
    Damaged,
    Frames,
    encrypt_frame,
    frames_in,
    stored_size,
)
from foundation.durable_files import write


class Overtaken(Exception):
    """Somebody else has added to the file."""


class GrowingFile:
    """An open file of which some frames are there; ``size`` is what it will be, in plain."""

    def __init__(self, stored: BinaryIO, *, key: bytes, file: UUID, size: int) -> None:
        self.stored = stored
        self.key = key
        self.file = file
        self.size = size
        self.frames = Frames(stored, key=key, file=file, size=size)

    def sound_frames(self, known: int) -> int:
        """Count the frames that are there, and cut off what is torn behind them.

        ``known`` are on the disk for good; those after them are opened to see.
        """
        with self._locked():
            found = self._whole_frames()
            sound = min(known, found)
            while sound < found and self._opens(sound):
                sound += 1
            if os.fstat(self.stored.fileno()).st_size != self._ends(sound):
                self.stored.truncate(self._ends(sound))
        return sound

    def add(self, number: int, plain: bytes) -> None:
        """Write one frame at the end; the disk may have it later. Raises :class:`Overtaken`."""
        last = number == frames_in(self.size) - 1
        frame = encrypt_frame(plain, number, key=self.key, file=self.file, last=last)
        with self._locked():
            if os.fstat(self.stored.fileno()).st_size != self._ends(number):
                raise Overtaken(self.file)
            self.stored.seek(self._ends(number))
            try:
                write(self.stored.fileno(), frame)
            except BaseException:
                self.stored.truncate(self._ends(number))
                raise

    def sync(self) -> None:
        """Wait until the disk has all of it."""
        os.fsync(self.stored.fileno())

    def _whole_frames(self) -> int:
        length = os.fstat(self.stored.fileno()).st_size
        if length >= stored_size(self.size):
            return frames_in(self.size)
        return length // STORED_FRAME

    def _ends(self, frames: int) -> int:
        """Say where so many frames end."""
        return min(frames * STORED_FRAME, stored_size(self.size))

    def _opens(self, number: int) -> bool:
        try:
            self.frames.read(number)
        except Damaged:
            return False
        return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        fcntl.flock(self.stored, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.stored, fcntl.LOCK_UN)


@contextmanager
def open_growing(path: Path, *, key: bytes, file: UUID, size: int) -> Iterator[GrowingFile]:
    """Open a file to add to. Raises ``FileNotFoundError`` when it was erased."""
    with path.open("r+b", buffering=0) as stored:
        yield GrowingFile(stored, key=key, file=file, size=size)
