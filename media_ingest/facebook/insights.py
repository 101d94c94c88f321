"""Reading the rows of insights: of a Page by day and window, of a post over its life.

Facebook's day is Pacific and its ``end_time`` is the start of the next one.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from media_ingest.answers import LIFETIME, Ask, Observation, as_count
from media_ingest.pacific import PACIFIC

WINDOW = timedelta(days=90)
ONE_DAY = timedelta(days=1)
DAYS_IN = {"day": 1, "week": 7, "days_28": 28}
# Counts by kind, told as one object; all kinds together are the count.
BY_KIND = frozenset({"post_reactions_by_type_total"})

Value = tuple[int | None, str]


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


def observed(rows: list[dict[str, Any]], ask: Ask, *, now: datetime) -> Iterator[Observation]:
    """Read the rows of one metric and period; rows of days that are not over are dropped."""
    for series in rows:
        if (series.get("name"), series.get("period")) != (ask.metric, ask.period):
            continue
        values = series.get("values")
        for row in values if isinstance(values, list) else ():
            end_time = moment(row.get("end_time")) if isinstance(row, dict) else None
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


def over_a_life(rows: list[dict[str, Any]]) -> dict[str, Value]:
    """Give each metric's count since publication, or why there is none.

    The same metric may come once more for another period: only ``lifetime``
    counts. What is told twice and differs is unknown.
    """
    said: dict[str, Value] = {}
    for series in rows:
        name = series.get("name")
        if not isinstance(name, str) or series.get("period") != LIFETIME:
            continue
        for raw in _values(series):
            value = _count(name, raw)
            said[name] = value if said.get(name, value) == value else (None, "contradiction")
    return said


def _values(series: dict[str, Any]) -> list[Any]:
    """Find the values: a list of rows, or one ``total_value`` in their place."""
    total = series.get("total_value")
    if isinstance(total, dict):
        return [total.get("value")]
    values = series.get("values")
    return [
        row.get("value") for row in (values if isinstance(values, list) else ())
        if isinstance(row, dict)
    ]  # fmt: skip


def _count(name: str, raw: Any) -> Value:
    if name not in BY_KIND or not isinstance(raw, dict):
        return as_count(raw)
    # Facebook leaves out a kind of reaction that nobody gave: an empty object is none at all.
    counts = [as_count(each)[0] for each in raw.values()]
    known = [count for count in counts if count is not None]
    return (sum(known), "") if len(known) == len(counts) else (None, "not-a-count")


def moment(raw: Any) -> datetime | None:
    """Read a moment that says its zone; anything else is none."""
    try:
        read = datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else None
