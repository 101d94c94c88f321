"""Google's refusals and what each one means for us: one table for both of its doors.

The API answers with reasons inside ``error.errors`` or ``error.details``, the
token endpoint with one word in ``error``. Messages are never passed on.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.errors import (
    Gone,
    GrantEnded,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    OutsideTrouble,
    TryLater,
)
from media_ingest.pacific import next_midnight

# A limit per minute, and what of the minute a round had used up when it began to ask.
OVER_A_MINUTE = timedelta(minutes=2)


class SignInDown(TryLater):
    """Google's token endpoint is out of order: no question of this poll will get through."""


class PageTokenRefused(NotUnderstood):
    """The listing moved on beneath our page token: it may be begun again, once."""


class PlaylistGone(Gone):
    """No such playlist; a channel without uploads answers this as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do about a reason, and in which words."""

    act: Callable[[str], OutsideTrouble]
    words: str


_OUTAGE = Rule(TryLater, "YouTube has an outage")
_SLOW_DOWN = Rule(TryLater, "YouTube asks for fewer calls a minute")
_SPENT = Rule(TryLater, "the daily quota of YouTube calls is spent")
_SETUP = Rule(NeedsPerson, "the Google project or its consent screen does not allow this")
_ACCOUNT = Rule(NeedsPerson, "Google does not let this account read the channel; connect again")
_GONE = Rule(Gone, "YouTube knows no such channel")
_NO_PLAYLIST = Rule(PlaylistGone, "YouTube knows no list of this channel's uploads")
_QUERY = Rule(MetricRefused, "YouTube does not support this query")
_PAGE = Rule(PageTokenRefused, "YouTube does not take back the page token that it gave")

# Most telling first: an answer may carry several reasons.
BY_REASON: dict[str, Rule] = {
    "quotaExceeded": _SPENT,
    "dailyLimitExceeded": _SPENT,
    "rateLimitExceeded": _SLOW_DOWN,
    "userRateLimitExceeded": _SLOW_DOWN,
    "RATE_LIMIT_EXCEEDED": _SLOW_DOWN,
    "backendError": _OUTAGE,
    "internalError": _OUTAGE,
    "accessNotConfigured": _SETUP,
    "SERVICE_DISABLED": _SETUP,
    "API_KEY_INVALID": _SETUP,
    "authError": _ACCOUNT,
    "insufficientPermissions": _ACCOUNT,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": _ACCOUNT,
    "authenticatedUserAccountSuspended": _ACCOUNT,
    "authenticatedUserAccountClosed": _ACCOUNT,
    "NoLinkedYouTubeAccount": _ACCOUNT,
    "forbidden": _ACCOUNT,
    "channelNotFound": _GONE,
    "playlistNotFound": _NO_PLAYLIST,
    "videoNotFound": _GONE,
    "invalidPageToken": _PAGE,
    "badRequest": _QUERY,
    "incompatibleParameters": _QUERY,
}

BY_STATUS: dict[int, Rule] = {
    400: _QUERY,
    401: _ACCOUNT,
    403: _ACCOUNT,
    404: _GONE,
    429: _SLOW_DOWN,
}

AT_TOKEN_ENDPOINT: dict[str, Rule] = {
    "invalid_grant": Rule(GrantEnded, "the owner's grant has ended; connect the channel again"),
    "invalid_client": _SETUP,
    "deleted_client": _SETUP,
    "unauthorized_client": _SETUP,
    "admin_policy_enforced": _SETUP,
}


def understand(status: int, content: bytes, *, now: datetime) -> OutsideTrouble:
    """Turn a refusal of the API into an exception of ours."""
    error = _error_object(content)
    if error is None and status not in (401, 429):
        message = f"HTTP {status} from YouTube, without JSON"
        return TryLater(message)
    reasons = _reasons(error or {})
    known = next((reason for reason in BY_REASON if reason in reasons), "")
    rule = BY_REASON.get(known) or BY_STATUS.get(status) or _OUTAGE
    if rule is _SLOW_DOWN and _counts_per_day(content):
        rule = _SPENT
    words = f"{rule.words} (HTTP {status}{', ' + known if known else ''})"
    if rule is _SPENT:
        return TryLater(words, after=next_midnight(now))
    if rule is _SLOW_DOWN:
        return TryLater(words, after=now + OVER_A_MINUTE)
    return rule.act(words)


def understand_grant(error: Any) -> OutsideTrouble:
    """Turn a refusal of the token endpoint into an exception of ours.

    Not every failed refresh means a withdrawn grant: an outage looks alike
    except for its body.
    """
    rule = AT_TOKEN_ENDPOINT.get(error) if isinstance(error, str) else None
    if rule is None:
        message = "Google gave no access token"
        return TryLater(message)
    return rule.act(f"{rule.words} ({error})")


def _error_object(content: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(content)
    except ValueError:
        return None
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else None


def _reasons(error: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for name in ("errors", "details"):
        listed = error.get(name)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict) and isinstance(item.get("reason"), str):
                found.add(item["reason"])
    return found


def _counts_per_day(content: bytes) -> bool:
    text = content.lower()
    return b"per day" in text or b"perday" in text or b'"1/d/' in text
