"""Which bytes a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

# One range only. Several would be answered in parts; we send the whole instead, as we may.
SINGLE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(Exception):
    """None of the bytes that were asked for exist."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file, from ``start`` up to, not including, ``stop``."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        return self.stop - self.start

    def in_words(self, size: int) -> str:
        """Say it as ``Content-Range`` does."""
        return f"bytes {self.start}-{self.stop - 1}/{size}"


def parse_range(header: str, size: int) -> Span | None:
    """Read a Range header; ``None`` is the whole file. Raises :class:`Unsatisfiable`.

    What cannot be read, or asks for several ranges, counts as not said.
    """
    asked = SINGLE.fullmatch(header.strip(" \t"))
    if asked is None or not any(asked.groups()):
        return None
    first, last = (int(part) if part else None for part in asked.groups())
    if first is None:
        # The last so many bytes, of which there may be fewer.
        span = Span(max(size - (last or 0), 0), size)
    else:
        if last is not None and last < first:
            return None
        span = Span(first, size if last is None else min(last + 1, size))
    if span.length <= 0:
        raise Unsatisfiable
    return span
