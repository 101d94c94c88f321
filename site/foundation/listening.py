"""How long and how much we listen to one answer: a server must not hold a worker for ever.

The time limits of HTTP clients are limits of silence: a byte now and then is
never silent. Here the whole answer, headers included, has a time by which it
must have come, and a size. It is held at the one place where both of our
clients read from the network, the response class of a connection.
"""

import http.client
import io
import socket
import time
from typing import Any

# A year of days of one metric is 50 kB, a hundred posts with their texts 1 MB.
MOST_BYTES = 16 * 2**20


class TooMuch(OSError):
    """An answer grew beyond what we take."""


def response_class(seconds: float, most: int = MOST_BYTES) -> type[http.client.HTTPResponse]:
    """Make the response class for connections whose answers must be whole in ``seconds``.

    The time begins when the request is sent. Reading then raises ``TimeoutError``,
    or :class:`TooMuch` after ``most`` bytes as they come, before they are unpacked.
    """

    class BoundResponse(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
            super().__init__(sock, *args, **kwargs)
            self.fp.close()  # holds nothing yet
            self.fp = _Buffered(_Listener(sock, time.monotonic() + seconds, most), most)

    return BoundResponse


class _Buffered(io.BufferedReader):
    """Makes no room for an answer that only says that it is large."""

    def __init__(self, raw: io.RawIOBase, most: int) -> None:
        super().__init__(raw)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as asked; Python would reserve whatever length a header or a chunk names."""
        if size is not None and size > self._most:
            raise TooMuch
        return super().read(size)


class _Listener(io.RawIOBase):
    """Reads from a socket until a moment and up to a size."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._until = until
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Wait for the next bytes, no longer than the client would, nor past the end."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        patience = self._sock.gettimeout()
        self._sock.settimeout(left if patience is None else min(left, patience))
        try:
            count: int | None = self._raw.readinto(buffer)
        finally:
            # The connection may be used again.
            self._sock.settimeout(patience)
        self._left -= count or 0
        if self._left < 0:
            raise TooMuch
        return count

    def fileno(self) -> int:
        return self._sock.fileno()

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
