"""One metric and period asked alone, to see whether it answers, with nothing or not at all."""

from datetime import datetime, timedelta
from typing import Any

from foundation.errors import Gone, MetricDead, MetricRefused, NotUnderstood, PermissionMissing
from media_ingest.answers import LIFETIME, Asked
from media_ingest.facebook.calls import PageCalls

# Long enough that a window of 28 days has ended in it.
PROBE_BACK = timedelta(days=35)


def probe(calls: PageCalls, asked: Asked, object_id: str, *, now: datetime) -> Asked:
    """Say what became of one question; trouble that is not the metric's own comes out."""
    edge = "video_insights" if asked.subject == "video" else "insights"
    window = {} if asked.period == LIFETIME else _window(now)
    try:
        told = calls.ask(object_id, edge, now=now, metric=asked.name, period=asked.period, **window)
        answers = any(_holds_value(row) for row in told.rows)
    except MetricDead as error:
        return asked.found_dead(error.reason)
    except (MetricRefused, NotUnderstood, Gone, PermissionMissing) as error:
        return asked.became("refused", error.reason)
    return asked if answers else asked.became("empty", "no value came")


def _window(now: datetime) -> dict[str, str]:
    first, last = (now - PROBE_BACK).date(), (now + timedelta(days=1)).date()
    return {"since": first.isoformat(), "until": last.isoformat()}


def _holds_value(series: dict[str, Any]) -> bool:
    values = series.get("values")
    rows = [*(values if isinstance(values, list) else ()), series.get("total_value")]
    return any(isinstance(row, dict) and row.get("value") is not None for row in rows)
