"""Page insights, one metric per request: one dead name would fail a whole batch.

Knows HTTP, the SDK and dataclasses. Facebook's day is Pacific and its
``end_time`` is the start of the next one.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from foundation.errors import MetricRefused, NotUnderstood, OutsideTrouble
from foundation.http import Timeout
from media_ingest.answers import Answer, Ask, Heard, Observation, as_count, one_per_window
from media_ingest.facebook.refusals import understand
from media_ingest.facebook.transport import GraphRefusal, PageGraph

ZONE = "America/Los_Angeles"
PACIFIC = ZoneInfo(ZONE)
WINDOW = timedelta(days=90)
ONE_DAY = timedelta(days=1)
DAYS_IN = {"day": 1, "week": 7, "days_28": 28}


class FacebookClient:
    """Reads one Page."""

    def __init__(
        self,
        *,
        page_id: str,
        token: str,
        base_url: str,
        version: str,
        timeout: Timeout,
        app_secret: str = "",
    ) -> None:
        self.page_id = page_id
        self.title = ""
        self._graph = PageGraph(
            token, base_url=base_url, version=version, timeout=timeout, app_secret=app_secret
        )

    def read(self, ask: Ask, *, now: datetime) -> list[Answer]:
        """Ask for one metric in windows of at most 90 days, oldest first.

        Raises :class:`MetricRefused` when all of them together hold no value.
        """
        answers = [
            self._read_window(ask, since, until, now=now)
            for since, until in windows(ask.first, ask.last)
        ]
        if not any(seen.value is not None for answer in answers for seen in answer.observations):
            message = "Facebook sent no data"
            raise MetricRefused(message)
        return answers

    def _read_window(self, ask: Ask, since: date, until: date, *, now: datetime) -> Answer:
        body = self._insights(
            now,
            metric=ask.metric,
            period=ask.period,
            since=since.isoformat(),
            until=until.isoformat(),
        )
        transport = self._graph.transport
        return Answer(
            metric=ask.metric,
            period=ask.period,
            observations=one_per_window(list(observed(body, ask, now=now))),
            heard=Heard(
                request=(
                    f"GET {self._graph.version}/{self.page_id}/insights?metric={ask.metric}"
                    f"&period={ask.period}&since={since}&until={until}"
                ),
                version_served=transport.version_served,
                body=transport.body,
            ),
        )

    def _insights(self, now: datetime, **params: str) -> dict[str, Any]:
        trouble: OutsideTrouble
        try:
            body = self._graph.get_connections(self.page_id, "insights", **params)
        except GraphRefusal as error:
            result = error.result if isinstance(error.result, dict) else {}
            detail = result.get("error")
            trouble = understand(
                detail if isinstance(detail, dict) else {},
                now=now,
                regain=time_to_regain(self._graph.transport.usage, self.page_id),
            )
        else:
            if isinstance(body, dict) and isinstance(body.get("data"), list):
                return body
            trouble = NotUnderstood("Facebook's answer has no list of data")
        # Outside the handler, so that the SDK's exception, which quotes the answer,
        # does not travel along as this one's context.
        raise trouble


def windows(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut days into pairs of ``since`` and ``until`` that the API takes.

    ``until`` is exclusive, but that rests on one report: neighbours share a
    day and the last window ends a day late, so no day hangs on it.
    """
    end = last + 2 * ONE_DAY
    since = first
    while True:
        until = min(since + WINDOW, end)
        yield since, until
        if until == end:
            return
        since = until - ONE_DAY


def observed(body: dict[str, Any], ask: Ask, *, now: datetime) -> Iterator[Observation]:
    """Read the rows of one metric and period; rows of days that are not over are dropped."""
    for series in body["data"]:
        if not isinstance(series, dict):
            continue
        if (series.get("name"), series.get("period")) != (ask.metric, ask.period):
            continue
        values = series.get("values")
        for row in values if isinstance(values, list) else ():
            end_time = _moment(row.get("end_time")) if isinstance(row, dict) else None
            if end_time is None or end_time > now:
                continue
            day = platform_day(end_time)
            value, null_reason = as_count(row.get("value"))
            yield Observation(
                window_start=day - timedelta(days=DAYS_IN[ask.period] - 1),
                window_end=day,
                value=value,
                null_reason=null_reason,
            )


def platform_day(end_time: datetime) -> date:
    """Give the Pacific day that ended at ``end_time``, the next day's midnight.

    Half a day is taken off, not a moment, so that an ``end_time`` that forgot
    the change of clocks by an hour still names the right day.
    """
    return (end_time.astimezone(PACIFIC) - timedelta(hours=12)).date()


def time_to_regain(usage: dict[str, str], page_id: str) -> timedelta:
    """Read from the usage headers how long a throttled Page has to wait."""
    minutes = 0
    try:
        limits = json.loads(usage["x-business-use-case-usage"])[page_id]
        minutes = max(int(limit["estimated_time_to_regain_access"]) for limit in limits)
    except (ValueError, TypeError, LookupError):
        pass  # Headers come only after enough calls: absent is normal.
    return timedelta(minutes=minutes)


def _moment(raw: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
