"""Boxes of an MP4, put together and broken by hand."""

import struct
from collections.abc import Iterator

INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"edts", b"dinf")


def box(kind: bytes, inside: bytes = b"") -> bytes:
    return struct.pack(">I", len(inside) + 8) + kind + inside


def full(kind: bytes, inside: bytes) -> bytes:
    """A box with a version and flags, both zero."""
    return box(kind, bytes(4) + inside)


def boxes_of(data: bytes, at: int = 0, until: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Give where each box begins and what it is, those inside others too."""
    until = len(data) if until is None else until
    while at + 8 <= until:
        length, kind = struct.unpack_from(">I4s", data, at)
        yield at, kind
        if kind in INSIDE:
            yield from boxes_of(data, at + 8, at + length)
        at += max(length, 8)


def place_of(data: bytes, kind: bytes) -> int:
    return next(at for at, found in boxes_of(data) if found == kind)


def with_size(data: bytes, at: int, size: int) -> bytes:
    return data[:at] + struct.pack(">I", size) + data[at + 4 :]


def with_number(data: bytes, kind: bytes, behind: int, number: int) -> bytes:
    """Write a number of four bytes into a box, so far behind its beginning."""
    at = place_of(data, kind) + behind
    return data[:at] + struct.pack(">I", number) + data[at + 4 :]


def put_into(data: bytes, parents: tuple[bytes, ...], more: bytes) -> bytes:
    """Put a box behind the others of the innermost parent; the index must stand at the end."""
    at = place_of(data, parents[-1])
    ends = at + struct.unpack_from(">I", data, at)[0]
    data = data[:ends] + more + data[ends:]
    for parent in parents:
        at = place_of(data, parent)
        data = with_size(data, at, struct.unpack_from(">I", data, at)[0] + len(more))
    return data
