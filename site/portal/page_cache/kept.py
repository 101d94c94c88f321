"""A page as it is kept: its bytes, plain and compressed, and how long it is true."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

# The first bytes of a file; another number when the shape below changes.
BEGINS = b"a page of Nirapad, 1\n"
DIGEST_BYTES = 16
# Said anew with each answer.
OF_THE_ANSWER = frozenset(
    {"content-length", "content-encoding", "cache-control", "etag", "date", "vary"}
)


class Unreadable(ValueError):
    """These bytes are no kept page, or not a whole one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One page; ``made_at`` and ``until`` are seconds since 1970, ``stamp`` that of the shelf."""

    key: str
    stamp: int
    made_at: float
    until: float
    # Which page, in which language: whoever opens it is counted.
    shown: tuple[str, str]
    headers: tuple[tuple[str, str], ...]
    plain: bytes
    zipped: bytes
    etag: str

    @classmethod
    def of(
        cls,
        body: bytes,
        headers: Iterable[tuple[str, str]],
        *,
        key: str,
        stamp: int,
        made_at: float,
        until: float,
        shown: tuple[str, str],
    ) -> Self:
        """Keep an answer's body (plain) with those of its headers that stay true."""
        digest = hashlib.blake2b(body, digest_size=DIGEST_BYTES).hexdigest()
        return cls(
            key=key,
            stamp=stamp,
            made_at=made_at,
            until=until,
            shown=shown,
            headers=tuple(pair for pair in headers if pair[0].lower() not in OF_THE_ANSWER),
            plain=body,
            zipped=gzip.compress(body, mtime=0),
            # Weak: the same page, plain or compressed.
            etag=f'W/"{digest}"',
        )

    def is_true(self, key: str, stamp: int, now: float) -> bool:
        """Say whether it is the page asked for and nothing has changed since."""
        return self.key == key and self.stamp == stamp and self.made_at <= now < self.until

    def lasts(self, now: float) -> int:
        """Give the whole seconds for which a cache in front of the site may keep it."""
        return max(0, int(self.until - now))

    def to_bytes(self) -> bytes:
        """Write it down, with a digest by which a spoilt file is known."""
        told = {
            "key": self.key,
            "stamp": self.stamp,
            "made_at": self.made_at,
            "until": self.until,
            "shown": self.shown,
            "headers": self.headers,
            "etag": self.etag,
            "plain": len(self.plain),
        }
        rest = b"%b\n%b%b" % (json.dumps(told).encode("ascii"), self.plain, self.zipped)
        return BEGINS + hashlib.blake2b(rest, digest_size=DIGEST_BYTES).digest() + rest

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what :meth:`to_bytes` wrote. Raises :class:`Unreadable`."""
        digest, rest = data[len(BEGINS) :][:DIGEST_BYTES], data[len(BEGINS) + DIGEST_BYTES :]
        whole = hashlib.blake2b(rest, digest_size=DIGEST_BYTES).digest() == digest
        if not (data.startswith(BEGINS) and whole):
            raise Unreadable
        line, _, bodies = rest.partition(b"\n")
        told = json.loads(line)
        size = told.pop("plain")
        told["shown"] = tuple(told["shown"])
        told["headers"] = tuple((name, value) for name, value in told["headers"])
        return cls(**told, plain=bodies[:size], zipped=bodies[size:])
