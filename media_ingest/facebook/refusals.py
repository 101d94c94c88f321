"""Facebook's error codes and what each one means for us: one table.

The platform's own message is never passed on, because it may quote what was
sent; the code, the subcode and Facebook's trace id are enough to look it up.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.errors import (
    Gone,
    MetricDead,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    OutsideTrouble,
    PermissionMissing,
    TryLater,
)

APP, PAGE = "app", "page"
# The subcode of a piece of a video that does not fit what has arrived.
WRONG_OFFSET = 1363037
# Facebook's message may name what is missing; only names that we know are passed on.
PERMISSIONS = (
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_show_list",
    "read_insights",
)


class TooMuch(TryLater):
    """Facebook could not put together so much at once: ask for less."""


class OffsetRefused(TryLater):
    """An upload wants to go on elsewhere: from ``start`` to ``end``, as Facebook wrote them."""

    def __init__(self, reason: str, start: Any, end: Any) -> None:
        super().__init__(reason)
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do about an error, in which words, and how long to wait at least.

    ``closes`` is the bucket that a throttling shuts; ``tell``: a person has to
    look if it lasts.
    """

    act: Callable[[str], OutsideTrouble]
    words: str
    wait: timedelta = timedelta(0)
    closes: str = ""
    tell: bool = False


_HOUR = timedelta(hours=1)
_OUTAGE = Rule(TryLater, "Facebook has an outage")
_APP_LIMIT = Rule(TryLater, "Facebook's call limit is reached", _HOUR, APP)
_PAGE_LIMIT = Rule(TryLater, "Facebook's call limit is reached", _HOUR, PAGE)
_TOKEN_DEAD = Rule(NeedsPerson, "the access token is no longer valid; connect the Page again")
_NO_PERMISSION = Rule(PermissionMissing, "a permission of the token is missing or was taken away")

# Within code 100 and 1 only the message tells the cases apart.
BY_MESSAGE: tuple[tuple[int, str, Rule], ...] = (
    (1, "reduce the amount of data", Rule(TooMuch, "Facebook cannot give so much at once")),
    (100, "valid insights metric", Rule(MetricDead, "Facebook no longer knows this metric")),
    (100, "nonexisting field", Rule(MetricRefused, "this kind of object has no insights")),
    (100, "appsecret_proof", Rule(NeedsPerson, "the app secret is missing or is not this app's")),
)

BY_SUBCODE: dict[tuple[int, int], Rule] = {
    (100, 33): Rule(Gone, "Facebook shows no Page under this id to this token"),
    (190, 458): Rule(NeedsPerson, "the app was removed from the token holder's account"),
    (190, 459): Rule(NeedsPerson, "the token holder has to log in to Facebook first"),
    (190, 460): Rule(NeedsPerson, "the token died with a changed password; connect again"),
    (190, 463): Rule(NeedsPerson, "the access token has expired; connect the Page again"),
    (190, 464): Rule(NeedsPerson, "the token holder's Facebook account is not confirmed"),
    (190, 467): Rule(NeedsPerson, "the access token is not valid; connect the Page again"),
    (190, 492): Rule(NeedsPerson, "the token holder lost the role on the Page; restore the role"),
}

BY_CODE: dict[int, Rule] = {
    1: _OUTAGE,
    2: _OUTAGE,
    **dict.fromkeys((4, 341), _APP_LIMIT),
    **dict.fromkeys((17, 32, 613), _PAGE_LIMIT),
    **dict.fromkeys((80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008), _PAGE_LIMIT),
    368: Rule(TryLater, "Facebook blocks the account for a while", 6 * _HOUR, PAGE, tell=True),
    **dict.fromkeys((3, 10, *range(200, 300)), _NO_PERMISSION),
    102: _TOKEN_DEAD,
    190: _TOKEN_DEAD,
    1705: Rule(NeedsPerson, "the token is a person's, not the Page's"),
    2500: Rule(NeedsPerson, "Facebook does not know the API version or the token"),
}


def understand(error: dict[str, Any], *, now: datetime, regain: timedelta) -> OutsideTrouble:
    """Turn the error object of an answer into an exception of ours.

    ``regain`` is how long the usage headers say a throttled Page has to wait.
    """
    wanted = error.get("error_data")
    if _number(error.get("error_subcode")) == WRONG_OFFSET and isinstance(wanted, dict):
        return OffsetRefused(
            "the upload goes on elsewhere", wanted.get("start_offset"), wanted.get("end_offset")
        )
    rule = _rule(error)
    reason = f"{rule.words}{_named_permission(rule, error)} ({_reference(error)})"
    if rule.act is TryLater:
        wait = max(rule.wait, regain) if rule.wait else rule.wait
        return TryLater(reason, after=now + wait if wait else None, tell=rule.tell)
    return rule.act(reason)


def closes(error: dict[str, Any]) -> str:
    """Name the bucket that this refusal says is used up; empty for other refusals."""
    return _rule(error).closes


def _rule(error: dict[str, Any]) -> Rule:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    if (code, subcode) in BY_SUBCODE:
        return BY_SUBCODE[code, subcode]
    message = str(error.get("message", "")).lower()
    for of_code, words, rule in BY_MESSAGE:
        if code == of_code and words in message:
            return rule
    transient = error.get("is_transient") is True
    return BY_CODE.get(code) or Rule(TryLater if transient else NotUnderstood, "Facebook refused")


def _named_permission(rule: Rule, error: dict[str, Any]) -> str:
    if rule is not _NO_PERMISSION:
        return ""
    message = str(error.get("message", ""))
    named = [name for name in PERMISSIONS if name in message]
    return f": {', '.join(named)}" if named else ""


def _reference(error: dict[str, Any]) -> str:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    trace = re.sub(r"[^\w-]", "", str(error.get("fbtrace_id", "")))[:40]
    number = f"code {code}/{subcode}" if subcode else f"code {code}"
    return f"{number}, trace {trace}" if trace else number


def _number(raw: Any) -> int:
    return raw if isinstance(raw, int) else 0
