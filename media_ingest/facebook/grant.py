"""Until when a Page's token opens: ``debug_token``, asked with the app's own id and secret."""

from datetime import UTC, datetime
from typing import Any

from foundation.errors import MetricRefused, NeedsPerson, NotUnderstood
from media_ingest.answers import Grant
from media_ingest.facebook.calls import PageCalls
from media_ingest.facebook.refusals import understand

# Zero stands for "never" in both.
ENDS = ("expires_at", "data_access_expires_at")


def check_grant(
    calls: PageCalls, *, token: str, app_id: str, app_secret: str, now: datetime
) -> Grant:
    """Ask for the earliest end of a token.

    Raises NeedsPerson when it opens no more, and MetricRefused when Facebook
    does not take the app's id and secret: the token itself may well be good.
    """
    refused = ""
    try:
        told = calls.debug_token(token, app_id, app_secret, now=now)
    except NeedsPerson as error:
        refused = error.reason
    if refused:
        message = f"the app's id or secret is not taken, so the token's end is unknown: {refused}"
        raise MetricRefused(message)
    data = told.body.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("is_valid"), bool):
        message = "Facebook does not say whether the token is valid"
        raise NotUnderstood(message)
    if not data["is_valid"]:
        raise _dead(data, now)
    ends = [end for name in ENDS if (end := _moment(data.get(name)))]
    scopes = data.get("scopes")
    return Grant(
        expires_at=min(ends, default=None),
        scopes=tuple(s for s in scopes if isinstance(s, str)) if isinstance(scopes, list) else (),
    )


def _dead(data: dict[str, Any], now: datetime) -> NeedsPerson:
    error = data.get("error")
    subcode = error.get("subcode") if isinstance(error, dict) else None
    why = understand({"code": 190, "error_subcode": subcode}, now=now, regain=now - now)
    return NeedsPerson(why.reason)


def _moment(raw: Any) -> datetime | None:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw <= 0:
        return None
    try:
        return datetime.fromtimestamp(raw, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
