"""A file as encrypted frames: each opens by itself, and none can be moved, cut off or exchanged.

AES-256 in Galois/Counter Mode over 64 KiB at a time (the STREAM construction): the nonce
is the frame's number, and sealed with each frame are the file's id, that number and
whether it is the last one. A key serves one file only, so no nonce comes twice.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FRAME = 64 * 1024
TAG = 16
STORED_FRAME = FRAME + TAG
KEY_BITS = 256


class Damaged(Exception):
    """What lies on the disk is not what was stored; nothing of the bad frame is given out."""


def new_key() -> bytes:
    return AESGCM.generate_key(KEY_BITS)


def frames_in(size: int) -> int:
    """Count the frames of so many bytes."""
    return -(-size // FRAME)


def stored_size(size: int) -> int:
    """Tell how long the file on the disk is."""
    return size + TAG * frames_in(size)


def encrypt(pieces: Iterable[bytes], *, key: bytes, file: UUID) -> Iterator[bytes]:
    """Give the encrypted frames of a file, one at a time.

    Every piece but the last is a whole frame.
    """
    number, held = 0, None
    # One frame behind: a frame must know whether it is the last.
    for piece in pieces:
        if held is not None:
            yield encrypt_frame(held, number, key=key, file=file, last=False)
            number += 1
        held = piece
    if held is not None:
        yield encrypt_frame(held, number, key=key, file=file, last=True)


def encrypt_frame(plain: bytes, number: int, *, key: bytes, file: UUID, last: bool) -> bytes:
    """Encrypt one frame. A number is used once: with other bytes it would give both away."""
    return AESGCM(key).encrypt(_nonce(number), plain, _bound(file, number, last=last))


class Frames:
    """An encrypted file that is open for reading, frame by frame, in any order."""

    def __init__(self, stored: BinaryIO, *, key: bytes, file: UUID, size: int) -> None:
        self.stored = stored
        self.cipher = AESGCM(key)
        self.file = file
        self.size = size

    def read(self, number: int) -> bytes:
        """Decrypt one frame. Raises :class:`Damaged`."""
        last = number == frames_in(self.size) - 1
        self.stored.seek(number * STORED_FRAME)
        length = stored_size(self.size) - number * STORED_FRAME if last else STORED_FRAME
        try:
            return self.cipher.decrypt(
                _nonce(number), self.stored.read(length), _bound(self.file, number, last=last)
            )
        except (InvalidTag, ValueError):
            raise Damaged(self.file) from None

    def between(self, start: int, stop: int) -> Iterator[bytes]:
        """Give the bytes from ``start`` up to, not including, ``stop``; no other frame is read."""
        for number in range(start // FRAME, frames_in(stop)):
            begins = number * FRAME
            yield self.read(number)[max(start - begins, 0) : stop - begins]


class PlainBytes(io.RawIOBase):
    """A private file as a stream to read and to seek in, decrypted frame by frame in memory.

    For whatever reads files, such as a decoder: the plain bytes touch no disk.
    """

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.at = 0
        self.held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte; behind the end nothing is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.frames.size}[whence]
        if base + offset < 0:
            message = "before the beginning"
            raise ValueError(message)
        self.at = base + offset
        return self.at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what the frame here still holds. Raises :class:`Damaged`."""
        if self.at >= self.frames.size:
            return 0
        number, begins = divmod(self.at, FRAME)
        if self.held[0] != number:
            self.held = number, self.frames.read(number)
        piece = self.held[1][begins : begins + len(buffer)]
        buffer[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(file: UUID, number: int, *, last: bool) -> bytes:
    return file.bytes + number.to_bytes(8, "big") + bytes([last])
