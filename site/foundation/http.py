"""HTTP to one place only, with a time limit, and with no secret in what it says when it fails.

Clients of outside services hand a :class:`BoundSession` to the library they use.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

import requests

from foundation.errors import NotUnderstood, TryLater

Timeout = float | tuple[float, float]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class BoundSession(requests.Session):
    """A session that talks to ``base_url`` and to nowhere else.

    ``stands_for`` is the address that a library insists on; it is swapped for
    ``base_url``, so the same library works against a server on loopback.
    Redirects are not followed: they would carry the token to another host.
    """

    def __init__(self, base_url: str, *, timeout: Timeout, stands_for: str = "") -> None:
        super().__init__()
        self.base_url = base_url.rstrip("/") + "/"
        self.timeout = timeout
        self.stands_for = stands_for
        # A proxy of the environment is for the world outside, not for this machine.
        self.trust_env = urlsplit(self.base_url).hostname not in LOOPBACK

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request, or raise :class:`TryLater` in words that hold no URL."""
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        kwargs["allow_redirects"] = False
        address = self._bound(str(url))
        try:
            return super().request(method, address, *args, **kwargs)
        except requests.RequestException as error:
            reason = in_plain_words(error)
        # Raised outside the handler: the library's own exception quotes the URL,
        # token and all, and would travel along as this one's context.
        raise TryLater(reason)

    def _bound(self, url: str) -> str:
        if self.stands_for and url.startswith(self.stands_for):
            url = self.base_url + url.removeprefix(self.stands_for)
        if not url.startswith(self.base_url):
            message = f"refused to call {urlsplit(url).hostname}: not the host of this client"
            raise NotUnderstood(message)
        return url


def in_plain_words(error: BaseException) -> str:
    """Name a network fault without quoting anything of the request."""
    if isinstance(error, requests.Timeout | TimeoutError):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection"
    if isinstance(error, requests.ConnectionError | ConnectionError):
        return "the connection failed or was closed"
    return f"the connection broke ({type(error).__name__})"


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
