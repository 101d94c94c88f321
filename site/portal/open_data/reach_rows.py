"""The rows of ``/reach``: a month's state and its two headlines."""

import datetime
from typing import Any

from portal.open_data.months import Calendar
from portal.open_data.reach_of_months import reach_of_months


def reach_rows(
    months: list[datetime.date], calendar: Calendar, *, now: datetime.datetime
) -> list[dict[str, Any]]:
    """Tell the reach of each month, the oldest first."""
    told = reach_of_months(months, now=now)
    return [
        {
            "month": f"{month:%Y-%m}",
            "state": str(calendar.state(month).state),
            "closed_on": calendar.closed_on(month),
            **told[month],
        }
        for month in months
    ]
