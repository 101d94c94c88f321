"""A photo in pieces, over a network that breaks: each goes on where the last one ended.

The pieces of one photo from one person are one private file, whose length *is* the
offset. The last piece is never written there: with it the whole is known, and goes to
:func:`events.photos.taking.receive_photo` at once. So a file of pieces is never complete, and
after any crash the phone has at least one piece to send, whose answer is the receipt.

Workers share that file under the kernel's own lock (``flock``), which a killed
process gives back. A piece that was torn in its writing is still the beginning of the
photo; should it ever not be, the digest of the whole says so.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.contrib.auth.models import User

from events.judging import Sender
from events.models import EventPhoto
from events.photos.files import PIECES, demand_room, folder
from events.photos.taking import find_photo, full_disk_refused, receive_photo
from foundation.durable_files import ONLY_OURS, make_folder, write_durably

# Half a minute on the slowest network that still carries anything.
MOST_PIECE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some bytes of a photo: where they begin, and how long the whole photo is."""

    data: bytes
    offset: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a photo has come; with its last piece it is the photo."""

    offset: int
    photo: EventPhoto | None = None
    is_new: bool = False


class WrongOffset(Exception):
    """The piece does not begin where the last one ended. Nothing changed."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class WrongDigest(Exception):
    """All pieces together are another file than was named. They are thrown away."""


def offset_of(person: User | None, submission: UUID, sha256: str) -> int:
    """Tell how many bytes of a photo are here that is not here in whole."""
    try:
        return _path(person, submission, sha256).stat().st_size
    except FileNotFoundError:
        return 0


def drop_pieces(person: User | None, submission: UUID, sha256: str) -> None:
    """Delete what is left of the pieces of a photo that is here in whole."""
    _path(person, submission, sha256).unlink(missing_ok=True)


def receive_piece(
    piece: Piece, *, sha256: str, submission: UUID, sender: Sender, now: datetime
) -> Progress:
    """Keep a piece; with the last one, keep the photo. What this returns is durable.

    Raises :class:`WrongOffset`, :class:`WrongDigest` and
    :class:`~events.photos.taking.PhotoRefused`; after the last, the pieces are still here.
    """
    path = _path(sender.person, submission, sha256)
    with full_disk_refused(), _alone_with(path) as pieces:
        # While this one waited, another send of it may have brought the rest.
        if photo := find_photo(submission, sha256):
            pieces.forget()
            return Progress(offset=photo.bytes, photo=photo)
        if pieces.length >= piece.total:
            # Somebody said another length before: these cannot be of this photo.
            pieces.forget()
        if piece.offset != pieces.length:
            raise WrongOffset(pieces.length)
        if piece.offset + len(piece.data) < piece.total:
            pieces.append(piece.data)
            return Progress(offset=pieces.length)
        whole = pieces.read() + piece.data
        if hashlib.sha256(whole).hexdigest() != sha256:
            pieces.forget()
            raise WrongDigest
        photo = receive_photo(whole, submission=submission, sender=sender, now=now)
        pieces.forget()
        return Progress(offset=photo.bytes, photo=photo, is_new=True)


class _Pieces:
    """The open file of pieces of one photo, which nobody else writes meanwhile."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    @property
    def length(self) -> int:
        return os.fstat(self.descriptor).st_size

    def read(self) -> bytes:
        return os.pread(self.descriptor, self.length, 0)

    def append(self, data: bytes) -> None:
        """Add a piece, whole or not at all. Raises ``OSError``."""
        before = self.length
        demand_room(len(data))
        os.lseek(self.descriptor, before, os.SEEK_SET)
        try:
            write_durably(self.descriptor, data)
        except OSError:
            os.ftruncate(self.descriptor, before)
            raise

    def forget(self) -> None:
        os.ftruncate(self.descriptor, 0)


@contextmanager
def _alone_with(path: Path) -> Iterator[_Pieces]:
    """Hold the file of pieces, made anew if need be; it goes again when it is left empty."""
    make_folder(path.parent)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, ONLY_OURS)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if is_still_at(path, descriptor):
            break
        # Whoever held it before has taken it away.
        os.close(descriptor)
    try:
        yield _Pieces(descriptor)
    finally:
        if not os.fstat(descriptor).st_size:
            path.unlink()
        os.close(descriptor)


def is_still_at(path: Path, descriptor: int) -> bool:
    """Say whether an open file is the one that has this name now."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _path(person: User | None, submission: UUID, sha256: str) -> Path:
    """Name the file by person too: nobody can spoil what another one is sending."""
    whose = f"{person.pk if person else ''}:{submission}:{sha256}"
    return folder() / PIECES / hashlib.sha256(whose.encode("ascii")).hexdigest()
