"""How full Facebook says that our allowances are: three headers, all in percent.

Read after every answer, so that we stop before the error does it for us.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from media_ingest.facebook.refusals import APP, PAGE

PERCENTAGES = ("call_count", "total_time", "total_cputime")
# Which bucket each header speaks of; the business header also says how long to wait.
BUCKET_OF = {"x-app-usage": APP, "x-page-usage": PAGE}
BUSINESS = "x-business-use-case-usage"


@dataclass(frozen=True, slots=True)
class Usage:
    """The fullest of the three percentages, and the wait that was named beside them."""

    percent: int
    regain: timedelta = timedelta(0)


def usage_of(headers: Mapping[str, str], page_id: str) -> dict[str, Usage]:
    """Read what is said of each bucket; a header that is absent or broken says nothing."""
    said: dict[str, list[Usage]] = {}
    for name, bucket in BUCKET_OF.items():
        if limit := _limit(_parsed(headers.get(name))):
            said.setdefault(bucket, []).append(limit)
    for limit in _business_limits(_parsed(headers.get(BUSINESS)), page_id):
        said.setdefault(PAGE, []).append(limit)
    return {
        bucket: Usage(max(u.percent for u in limits), max(u.regain for u in limits))
        for bucket, limits in said.items()
    }


def _business_limits(said: Any, page_id: str) -> list[Usage]:
    if not isinstance(said, dict):
        return []
    # Keyed by the Page; of a key that we do not know it is safer to listen than not to.
    groups = [said[page_id]] if page_id in said else list(said.values())
    rows = [row for group in groups if isinstance(group, list) for row in group]
    return [limit for row in rows if (limit := _limit(row))]


def _limit(row: Any) -> Usage | None:
    if not isinstance(row, dict):
        return None
    percents = [number for name in PERCENTAGES if (number := _number(row.get(name))) is not None]
    minutes = _number(row.get("estimated_time_to_regain_access")) or 0
    if not percents and not minutes:
        return None
    return Usage(max(percents, default=0), timedelta(minutes=minutes))


def _number(raw: Any) -> int | None:
    good = isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 1_000_000
    return int(raw) if good else None


def _parsed(header: str | None) -> Any:
    try:
        return json.loads(header or "")
    except ValueError:
        return None  # Headers come only after enough calls: absent is normal.
