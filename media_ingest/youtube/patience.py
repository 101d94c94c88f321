"""Google's HTTP, with an end: httplib2 knows only how long a server may be silent.

Imported inside functions, as everything of Google's is.
"""

from typing import Any
from urllib.parse import urlsplit

import httplib2
from httplib2.decode import DecodeLimitError, DecodeRatioError

from foundation.listening import MOST_BYTES, TooMuch, response_class


class PatientHttp(httplib2.Http):
    """Takes an answer that is whole within ``timeout`` seconds and not larger than ``most``."""

    def __init__(self, *, timeout: float, most: int = MOST_BYTES) -> None:
        super().__init__(
            timeout=timeout,
            # Without PySocks, httplib2 fails on any proxy variable, also for hosts in no_proxy.
            proxy_info=None,
            decode_limit_hard=most,
        )
        # A redirect would carry the bearer token to another host.
        self.follow_redirects = False
        bound = {"response_class": response_class(timeout, most)}
        self._kinds = {
            "http": type("PatientConnection", (httplib2.HTTPConnectionWithTimeout,), bound),
            "https": type("PatientSecure", (httplib2.HTTPSConnectionWithTimeout,), bound),
        }

    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        """Send one request over a connection of ours, whatever the caller thinks of it."""
        kwargs["connection_type"] = self._kinds[urlsplit(uri).scheme]
        try:
            return super().request(uri, *args, **kwargs)
        except (DecodeLimitError, DecodeRatioError):
            raise TooMuch from None
