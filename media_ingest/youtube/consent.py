"""The owner's consent at Google: asked for, exchanged for a key, looked at, given back.

Runs in the web process, so nothing here may load google-api-python-client; the
few questions that a new grant must answer are plain requests. Tokens are
returned to the caller and go nowhere else: oauthlib and requests-oauthlib
write whole answers to their debug logs, which are therefore kept shut.
"""

import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from foundation.errors import MetricRefused, NeedsPerson, NotUnderstood, TryLater
from foundation.http import LOOPBACK, BoundSession, in_plain_words
from media_ingest.answers import Gate
from media_ingest.pacific import pacific_day
from media_ingest.youtube.quota import ANALYTICS, GENERAL
from media_ingest.youtube.refusals import AT_TOKEN_ENDPOINT, understand
from media_ingest.youtube.reports import understood
from media_ingest.youtube.videos import items_of

SCOPES = (
    "https://www.googleapis.com/auth/youtube.readonly",
    "https://www.googleapis.com/auth/yt-analytics.readonly",
)
for _name in ("requests_oauthlib", "oauthlib"):
    logging.getLogger(_name).setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """Our project at Google, where its doors are, and where it sends the owner back to."""

    id: str
    secret: str = field(repr=False)
    auth_uri: str
    token_uri: str
    redirect_uri: str
    timeout: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Where to send the owner, and what proves afterwards that it was we who did."""

    address: str
    state: str
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The keys that a consent gave."""

    refresh_token: str = field(repr=False)
    access_token: str = field(repr=False)


def offer(client: OAuthClient) -> Offer:
    """Make the address of Google's consent page: offline, asked anew, with PKCE."""
    flow = _flow(client)
    address, state = flow.authorization_url(
        # Without "consent" Google gives a second consent no refresh token.
        access_type="offline", prompt="consent", state=secrets.token_urlsafe(32),
    )  # fmt: skip
    return Offer(address=address, state=state, verifier=flow.code_verifier)


def exchange(client: OAuthClient, *, code: str, verifier: str) -> Granted:
    """Turn the code that the owner came back with into keys.

    Raises NeedsPerson when Google refuses, when a scope was left out or no
    refresh token came, and TryLater when its token endpoint is out of order.
    """
    token = _fetch(_flow(client, verifier), code, client.timeout)
    lacking = set(SCOPES) - set(_scopes(token))
    if lacking:
        names = ", ".join(sorted(scope.rpartition("/")[2] for scope in lacking))
        message = f"the owner did not allow everything that is needed; still lacking: {names}"
        raise NeedsPerson(message)
    if not token.get("refresh_token"):
        message = (
            "Google gave no key that lasts; remove this site at "
            "myaccount.google.com/permissions and connect again"
        )
        raise NeedsPerson(message)
    return Granted(
        refresh_token=str(token["refresh_token"]), access_token=str(token["access_token"])
    )


def channels_of(
    granted: Granted, *, api_root: str, timeout: float, gate: Gate, now: datetime
) -> list[tuple[str, str]]:
    """Give id and title of the channels that the grant opens."""
    query = {"part": "snippet", "mine": "true", "maxResults": "50"}
    gate.spend(GENERAL, 1, now=now)
    body = _get(api_root, "youtube/v3/channels", query, granted, timeout=timeout, now=now)
    # Without a channel there are no items at all.
    items = items_of(body) if "items" in body else []
    return [(str(item["id"]), _title(item)) for item in items if isinstance(item.get("id"), str)]


def probe(
    granted: Granted,
    channel_id: str,
    metrics: Iterable[str],
    *,
    analytics_root: str,
    timeout: float,
    gate: Gate,
    now: datetime,
) -> dict[str, str]:
    """Ask Analytics for each metric alone; give the reason of each refusal, or "" for an answer.

    A metric that has no rows yet answers: a new channel has none.
    """
    last = pacific_day(now) - timedelta(days=1)
    found: dict[str, str] = {}
    for metric in metrics:
        query = {
            "ids": f"channel=={channel_id}",
            "startDate": (last - timedelta(days=27)).isoformat(),
            "endDate": last.isoformat(),
            "metrics": metric,
            "dimensions": "day",
        }
        gate.spend(ANALYTICS, 1, now=now)
        try:
            _get(analytics_root, "v2/reports", query, granted, timeout=timeout, now=now)
        except MetricRefused as error:
            found[metric] = error.reason
        else:
            found[metric] = ""
    return found


def revoke(token: str, *, address: str, timeout: float) -> None:
    """Give a grant back. One that Google does not know any more is as good as given back."""
    session = BoundSession(urljoin(address, "/"), timeout=timeout)
    answer = session.request("POST", address, data={"token": token})
    unknown = answer.status_code == 400 and b"invalid_token" in answer.content
    if answer.status_code == 200 or unknown:
        return
    message = f"Google did not revoke the grant (HTTP {answer.status_code})"
    raise TryLater(message)


def _flow(client: OAuthClient, verifier: str | None = None) -> Any:
    from google_auth_oauthlib.flow import Flow

    for address in (client.auth_uri, client.token_uri):
        _refuse_an_open_line(address)
    config = {
        "client_id": client.id,
        "client_secret": client.secret,
        "auth_uri": client.auth_uri,
        "token_uri": client.token_uri,
    }
    flow = Flow.from_client_config(
        {"web": config}, scopes=list(SCOPES), redirect_uri=client.redirect_uri,
        code_verifier=verifier,
    )  # fmt: skip
    # A redirect would carry the code and our secret to another host.
    flow.oauth2session.max_redirects = 0
    flow.oauth2session.trust_env = urlsplit(client.token_uri).hostname not in LOOPBACK
    return flow


def _refuse_an_open_line(address: str) -> None:
    """Let plain http lead to this machine only.

    oauthlib refuses it everywhere, or nowhere with a variable of the
    environment; so that is set, and the refusing is done here.
    """
    parts = urlsplit(address)
    if parts.scheme == "https":
        return
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        message = "Google's addresses must begin with https://"
        raise NotUnderstood(message)
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


def _fetch(flow: Any, code: str, timeout: float) -> dict[str, Any]:
    """Exchange the code; no exception of the library goes on: it would carry what was sent."""
    from oauthlib.oauth2 import OAuth2Error

    trouble: NeedsPerson | TryLater
    try:
        token: dict[str, Any] = flow.fetch_token(code=code, timeout=timeout, include_client_id=True)
    except Warning as warning:
        # Fewer scopes than were asked for, or more; which ones is for the caller to judge.
        return dict(getattr(warning, "token", {}))
    except OAuth2Error as error:
        trouble = _refused(getattr(error, "error", ""))
    except OSError as error:
        trouble = TryLater(f"Google's sign-in: {in_plain_words(error)}")
    except (LookupError, TypeError, ValueError, AttributeError):
        trouble = TryLater("Google's sign-in answered with something that is not understood")
    else:
        return token
    raise trouble


def _refused(word: Any) -> NeedsPerson | TryLater:
    if word == "invalid_grant":
        return NeedsPerson("Google did not take the code back; begin again (invalid_grant)")
    if word in AT_TOKEN_ENDPOINT:
        return NeedsPerson(f"{AT_TOKEN_ENDPOINT[word].words} ({word})")
    return TryLater("Google's sign-in is out of order; try again later")


def _scopes(token: dict[str, Any]) -> list[str]:
    given = token.get("scope", SCOPES)
    return given.split() if isinstance(given, str) else list(given)


def _get(
    root: str, path: str, query: dict[str, str], granted: Granted, *, timeout: float, now: datetime
) -> dict[str, Any]:
    session = BoundSession(root, timeout=timeout)
    bearer = {"authorization": f"Bearer {granted.access_token}"}
    answer = session.request("GET", urljoin(root, path), params=query, headers=bearer)
    if answer.status_code != 200:
        raise understand(answer.status_code, answer.content, now=now)
    return understood(answer.content)


def _title(item: dict[str, Any]) -> str:
    snippet = item.get("snippet")
    title = snippet.get("title") if isinstance(snippet, dict) else None
    return title if isinstance(title, str) else ""
