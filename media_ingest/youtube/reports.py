"""Reading Google's bodies: JSON or not, and the day rows of an Analytics report."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from foundation.errors import NotUnderstood, TryLater
from media_ingest.answers import Ask, Observation, as_count
from media_ingest.pacific import pacific_day


def understood(raw: bytes) -> dict[str, Any]:
    """Read a JSON object; a proxy's page or half an answer is a passing fault."""
    try:
        body = json.loads(raw)
    except ValueError:
        what = "an HTML page" if raw.lstrip()[:1] == b"<" else "an answer cut short"
        message = f"YouTube sent {what} instead of JSON"
        raise TryLater(message) from None
    if not isinstance(body, dict):
        message = "YouTube's answer is not an object"
        raise NotUnderstood(message)
    return body


def observed(body: dict[str, Any], ask: Ask, *, now: datetime) -> Iterator[Observation]:
    """Read the day rows by the names of their columns; without data there is no ``rows``."""
    headers = body.get("columnHeaders")
    names = [
        header.get("name") if isinstance(header, dict) else None
        for header in (headers if isinstance(headers, list) else [])
    ]
    if ask.metric not in names or ask.period not in names:
        if not body.get("rows"):
            return
        message = "YouTube's answer lacks the columns that were asked for"
        raise NotUnderstood(message)
    at_day, at_value = names.index(ask.period), names.index(ask.metric)
    today = pacific_day(now)
    rows = body.get("rows")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, list) or len(row) != len(names):
            continue
        day = _day(row[at_day])
        if day is None or day >= today:
            continue
        value, null_reason = as_count(row[at_value])
        yield Observation(window_start=day, window_end=day, value=value, null_reason=null_reason)


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
