"""Reading a private file: the bytes that are asked for, and no frame besides."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import fstat
from typing import BinaryIO
from uuid import UUID

from crm_videos.models import PrivateFile
from crm_videos.private.files import folder
from crm_videos.private.frames import Damaged, Frames, PlainBytes, stored_size
from foundation.encrypted import WrongKey


def open_range(file: PrivateFile, start: int, stop: int) -> Iterator[bytes]:
    """Give the bytes from ``start`` up to, not including, ``stop``, a frame at a time.

    A frame is given out only when it is as it was stored. The first one is read before this
    returns; a later one that is not raises in the midst of the answer, which then ends
    short of the length that it promised. Raises :class:`Damaged`.
    """
    pieces = _read(file, start, stop)
    return _from(next(pieces, b""), pieces)


@dataclass(frozen=True, slots=True)
class Loan:
    """What a process of its own needs to read one private file, and no other.

    ``stored`` is the encrypted file, open; the child inherits its descriptor, gets the rest
    through a pipe, and reads ``PlainBytes(Frames(stored, key=…, file=…, size=…))``.
    """

    stored: BinaryIO
    key: bytes
    file: UUID
    size: int

    def plain(self) -> PlainBytes:
        """Read it in this process."""
        return PlainBytes(Frames(self.stored, key=self.key, file=self.file, size=self.size))


@contextmanager
def lend(file: PrivateFile) -> Iterator[Loan]:
    """Open a private file for a decoder. Raises :class:`Damaged`."""
    with _open(file) as stored:
        yield Loan(stored, _key_of(file), file.id, file.size)


def _read(file: PrivateFile, start: int, stop: int) -> Iterator[bytes]:
    with _open(file) as stored:
        frames = Frames(stored, key=_key_of(file), file=file.id, size=file.size)
        yield from frames.between(start, stop)


def _from(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _open(file: PrivateFile) -> BinaryIO:
    try:
        stored = (folder() / file.name).open("rb")
    except FileNotFoundError:
        raise Damaged(file.id) from None
    if fstat(stored.fileno()).st_size != stored_size(file.size):
        stored.close()
        raise Damaged(file.id)
    return stored


def _key_of(file: PrivateFile) -> bytes:
    if file.seal is None:
        raise Damaged(file.id)
    try:
        return base64.b64decode(file.seal.open()["key"])
    except WrongKey:
        raise Damaged(file.id) from None
