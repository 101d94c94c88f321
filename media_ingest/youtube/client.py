"""A channel's views and engaged views by day, read with the owner's own grant.

Knows HTTP and dataclasses. YouTube's day is Pacific; the API cuts the answer
to the last day that it has processed, two or three days back.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from foundation.errors import Gone, MetricRefused, NotUnderstood, TryLater
from media_ingest.answers import Answer, Ask, Heard, Observation, as_count, one_per_window
from media_ingest.youtube.google import Roots, Services, call

ZONE = "America/Los_Angeles"
PACIFIC = ZoneInfo(ZONE)
VERSIONS = "youtube v3, youtubeAnalytics v2"


class YouTubeClient:
    """Reads one channel."""

    def __init__(
        self,
        *,
        channel_id: str,
        client_id: str,
        client_secret: str,
        refresh_token: str,
        roots: Roots,
        timeout: float,
    ) -> None:
        self.channel_id = channel_id
        self.title = ""
        self._services = Services(
            client_id=client_id,
            client_secret=client_secret,
            refresh_token=refresh_token,
            roots=roots,
            timeout=timeout,
        )
        self._found = False

    def read(self, ask: Ask, *, now: datetime) -> list[Answer]:
        """Ask Analytics for one metric by day; raises :class:`MetricRefused` when it has none."""
        self._look_up(now=now)
        query = {
            "ids": f"channel=={self.channel_id}",
            "startDate": ask.first.isoformat(),
            "endDate": ask.last.isoformat(),
            "metrics": ask.metric,
            "dimensions": ask.period,
            "sort": ask.period,
        }
        raw = call(self._services.analytics.reports().query(**query), now=now)
        seen = one_per_window(list(observed(understood(raw), ask, now=now)))
        if not any(observation.value is not None for observation in seen):
            message = "YouTube sent no data"
            raise MetricRefused(message)
        return [
            Answer(
                metric=ask.metric,
                period=ask.period,
                observations=seen,
                heard=Heard(
                    request="GET v2/reports?" + "&".join(f"{k}={v}" for k, v in query.items()),
                    version_served=VERSIONS,
                    body=raw,
                ),
            )
        ]

    def _look_up(self, *, now: datetime) -> None:
        """Make sure, once, that the channel is there; it would otherwise look like no data."""
        if self._found:
            return
        request = self._services.data.channels().list(part="snippet", id=self.channel_id)
        items = understood(call(request, now=now)).get("items")
        if not isinstance(items, list) or not items:
            message = "YouTube knows no such channel"
            raise Gone(message)
        self._found = True
        snippet = items[0].get("snippet") if isinstance(items[0], dict) else None
        title = snippet.get("title") if isinstance(snippet, dict) else None
        self.title = title if isinstance(title, str) else ""


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
    today = now.astimezone(PACIFIC).date()
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
