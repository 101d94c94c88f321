"""The way to the Graph API: facebook-sdk 3.1.0 on a session of our own.

The SDK is unmaintained and knows no version after 3.1, no host but Facebook's,
no timeout, no ``appsecret_proof`` and no response headers. All of these live
in the session that we hand to it, so the SDK itself stays untouched.
"""

import hashlib
import hmac
import json
import warnings
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import requests

from foundation.errors import NotUnderstood, TryLater
from foundation.http import BoundSession, Timeout

with warnings.catch_warnings():
    # The SDK's own source holds an invalid escape, which Python warns of when compiling it.
    warnings.simplefilter("ignore")
    import facebook

GraphRefusal = facebook.GraphAPIError
USAGE_HEADERS = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")


class PageGraph(facebook.GraphAPI):
    """The SDK's client, bound to one Page's token, host and version."""

    def __init__(
        self,
        token: str,
        *,
        base_url: str,
        version: str,
        timeout: Timeout,
        app_secret: str = "",
    ) -> None:
        self.transport = GraphTransport(
            base_url, token=token, app_secret=app_secret, timeout=timeout
        )
        super().__init__(access_token=token, timeout=timeout, session=self.transport)
        # The SDK checks only the version given to its constructor, against a list of 2018.
        self.version = version


class GraphTransport(BoundSession):
    """Proves possession of the app, and remembers what the last answer's headers said."""

    def __init__(self, base_url: str, *, token: str, app_secret: str, timeout: Timeout) -> None:
        super().__init__(base_url, timeout=timeout, stands_for=facebook.FACEBOOK_GRAPH_URL)
        self._app_secret = app_secret
        self.version_served = ""
        self.usage: dict[str, str] = {}
        self._secrets = [quoted for secret in (token, app_secret) for quoted in _spellings(secret)]
        self.body = b""

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request; the answer is JSON that the SDK can read, or an error of ours."""
        # A request that fails on its way says nothing of usage, and not what the last one said.
        self.version_served, self.usage, self.body = "", {}, b""
        # The SDK puts the token where the rest of what it says is: in the body of a POST.
        place = "data" if kwargs.get("data") else "params"
        said: Mapping[str, Any] = kwargs.get(place) or {}
        if self._app_secret:
            kwargs[place] = {**said, "appsecret_proof": self._proof(said)}
        response = super().request(method, url, *args, **kwargs)
        self.version_served = response.headers.get("facebook-api-version", "")
        self.usage = {name: response.headers.get(name, "") for name in USAGE_HEADERS}
        self.body = response.content
        # The addresses of further pages hold the token.
        for secret in self._secrets:
            self.body = self.body.replace(secret, b"***")
        # What is read is what is kept: not even a row or an error can bring a secret back.
        response._content = self.body
        _demand_json(response)
        return response

    def _proof(self, params: Mapping[str, Any]) -> str:
        """Prove the app for the token that goes along: the Page's, or the app's own."""
        token = str(params.get("access_token", ""))
        return hmac.new(self._app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _spellings(secret: str) -> list[bytes]:
    """Give a secret as it may stand in an answer: as it is, in an address, in JSON."""
    if not secret:
        return []
    spelt = {secret, quote(secret, safe=""), json.dumps(secret)[1:-1]}
    return sorted((one.encode() for one in spelt), key=len, reverse=True)


def _demand_json(response: requests.Response) -> None:
    """Refuse what the SDK would misread: it looks at the content type and never at the status."""
    status = response.status_code
    body = _parsed(response.content)
    if body is None:
        message = f"HTTP {status}: {_what_it_was(response.content)} instead of JSON"
        raise TryLater(message)
    refused = isinstance(body, dict) and bool(body.get("error"))
    if status >= 500 and not refused:
        message = f"HTTP {status} from Facebook"
        raise TryLater(message)
    if status >= 300 and not refused:
        message = f"HTTP {status} from Facebook without an error that says why"
        raise NotUnderstood(message)
    response.headers["content-type"] = "application/json"


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _what_it_was(content: bytes) -> str:
    start = content.lstrip()[:1]
    if not start:
        return "an empty answer"
    if start == b"<":
        return "an HTML page"
    return "an answer cut short" if start in b"{[" else "an unreadable answer"
