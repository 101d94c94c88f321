"""HTTP to one place only, with limits, and with no secret in what it says when it fails.

Clients of outside services hand a :class:`BoundSession` to the library they use.
"""

import logging
import socket
from collections.abc import Callable, Iterator
from http.client import IncompleteRead
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import TimeoutError as ReadTakesTooLong

from foundation.errors import NotUnderstood, TryLater
from foundation.listening import MOST_BYTES, TooMuch, response_class

Timeout = float | tuple[float, float]
MayReach = Callable[[str], bool]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class BoundSession(requests.Session):
    """A session that talks to ``base_url`` and to nowhere else.

    ``stands_for`` is the address that a library insists on; it is swapped for
    ``base_url``, so the same library works against a server on loopback.
    Redirects are not followed: they would carry the token to another host.

    ``timeout`` is how many seconds a connection may take to open, and then how
    many the whole answer may take; ``most`` how many bytes it may have, unpacked.

    ``may_reach`` is asked about the machine that a connection has come to, by its IP
    address, before anything is sent there: a name that somebody typed may lead inside.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout: Timeout,
        stands_for: str = "",
        most: int = MOST_BYTES,
        may_reach: MayReach | None = None,
    ) -> None:
        super().__init__()
        self.base_url = base_url.rstrip("/") + "/"
        self.timeout = timeout
        self.stands_for = stands_for
        self.most = most
        whole = timeout[1] if isinstance(timeout, tuple) else timeout
        for scheme in ("http://", "https://"):
            self.mount(scheme, _PatientAdapter(whole, most, may_reach))
        # A proxy of the environment is for the world outside, not for this machine; and who
        # asks which machine was reached would only ever be told of the proxy.
        host = urlsplit(self.base_url).hostname
        self.trust_env = may_reach is None and host not in LOOPBACK

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request, or raise :class:`TryLater` in words that hold no URL."""
        return self._sent(self._read_whole, method, url, *args, **kwargs)

    def head_of_answer(self, method: str, url: str) -> requests.Response:
        """Send one request and read no more of its answer than the status and the headers."""
        return self._sent(_closed, method, url)

    def _sent(
        self,
        read: Callable[[requests.Response], requests.Response],
        method: Any,
        url: Any,
        *args: Any,
        **kwargs: Any,
    ) -> requests.Response:
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        kwargs["allow_redirects"] = False
        address = self._bound(str(url))
        # Read by us, piece by piece: a small answer may unpack to gigabytes.
        kwargs["stream"] = True
        try:
            return read(super().request(method, address, *args, **kwargs))
        except (requests.RequestException, TooMuch) as error:
            reason = in_plain_words(error)
        # Raised outside the handler: the library's own exception quotes the URL,
        # token and all, and would travel along as this one's context.
        raise TryLater(reason)

    def _read_whole(self, response: requests.Response) -> requests.Response:
        pieces, size = [], 0
        with response:
            for piece in response.iter_content(2**16):
                size += len(piece)
                if size > self.most:
                    raise TooMuch
                pieces.append(piece)
        response._content = b"".join(pieces)
        return response

    def _bound(self, url: str) -> str:
        if self.stands_for and url.startswith(self.stands_for):
            url = self.base_url + url.removeprefix(self.stands_for)
        if not url.startswith(self.base_url):
            message = f"refused to call {urlsplit(url).hostname}: not the host of this client"
            raise NotUnderstood(message)
        return url


def _closed(response: requests.Response) -> requests.Response:
    response.close()
    return response


class _OnlyWhereItMay:
    """A connection that hangs up where it may not be, before it has said a word."""

    may_reach: MayReach | None = None

    def _new_conn(self) -> socket.socket:
        reached: socket.socket = super()._new_conn()  # type: ignore[misc]
        if self.may_reach is not None and not self.may_reach(reached.getpeername()[0]):
            reached.close()
            message = "this is no place to call"
            raise ConnectionRefusedError(message)
        return reached


class _PatientAdapter(HTTPAdapter):
    """Opens connections that listen to one answer for so many seconds and bytes, and no more."""

    def __init__(self, seconds: float, most: int, may_reach: MayReach | None) -> None:
        self.response_class = response_class(seconds, most)
        self.may_reach = may_reach
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools()
        return manager

    def _pools(self) -> dict[str, type[HTTPConnectionPool]]:
        allowed = None if self.may_reach is None else staticmethod(self.may_reach)
        bound = {"response_class": self.response_class, "may_reach": allowed}
        plain = type("PatientConnection", (_OnlyWhereItMay, HTTPConnection), bound)
        secure = type("PatientSecureConnection", (_OnlyWhereItMay, HTTPSConnection), bound)
        return {
            "http": type("PatientPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("PatientSecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }


def in_plain_words(error: BaseException) -> str:
    """Name a network fault without quoting anything of the request."""
    causes = list(_unfolded(error))
    if any(isinstance(cause, TooMuch) for cause in causes):
        return "an answer longer than we take"
    if any(isinstance(c, requests.Timeout | TimeoutError | ReadTakesTooLong) for c in causes):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection"
    if isinstance(error, requests.ConnectionError | ConnectionError):
        return "the connection failed or was closed"
    if isinstance(error, requests.exceptions.ChunkedEncodingError | IncompleteRead):
        return "the answer broke off"
    return f"the connection broke ({type(error).__name__})"


def _unfolded(error: BaseException) -> Iterator[BaseException]:
    """Give an exception and those inside it: libraries wrap one in another."""
    yield error
    for inside in error.args:
        if isinstance(inside, BaseException):
            yield from _unfolded(inside)


class QueryHidden(logging.Filter):
    """Cut the query off every address that urllib3 logs: Facebook's token stands in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; it is always let through."""
        text = record.getMessage()
        record.msg, record.args = _without_queries(text), ()
        return True


def _without_queries(text: str) -> str:
    return " ".join(word.partition("?")[0] + "?…" if "?" in word else word for word in text.split())


# Filters of a logger are not asked for its children's records, hence both names.
for _name in ("urllib3.connectionpool", "urllib3.util.retry"):
    logging.getLogger(_name).addFilter(QueryHidden())
