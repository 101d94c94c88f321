"""What the books hold by district over some months, from the roll-ups: three queries in all.

Of all channels together the sums of the areas are read, of one channel its series.

A closed month's figure never moves, so what came later for one stands in the month
in which it was booked, and is told beside the figure (``late``).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from campaigns.models import AreaRoll, AreaSeries, Roll, Series
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.rollups import newest_rolls
from campaigns.scope import Scope

BY = ("series__indicator", "series__area_code")


@dataclass(frozen=True, slots=True)
class Booked:
    """One indicator in one district: the sum of what is known, and how much is not."""

    value: int
    known: int
    unknown: int
    late: int

    @property
    def figure(self) -> int | None:
        """The sum; None where there is nothing of which one could be made."""
        return self.value if self.known > 0 or self.value else None


def booked_by_district(
    indicators: Iterable[str],
    *,
    first: datetime.date,
    last: datetime.date,
    scope: Scope,
    channel: str = "",
) -> dict[tuple[str, str], Booked]:
    """Add up what was booked from one month to another, by indicator and district code.

    The indicators are such as add up over channels.

    A district of which the books say nothing is not in the answer.
    """
    series: Any = Series.objects.filter(channel=channel) if channel else AreaSeries.objects.all()
    series = series.filter(campaign=ALL_CAMPAIGNS, indicator__in=list(indicators))
    series = scope.narrow(series.exclude(area_code=""), by="area_code")
    rolls = Roll if channel else AreaRoll
    booked = _summed(
        rolls.objects.filter(series__in=series, month__range=(first, last)), "own", "late"
    )
    counts = ("cum_known", "cum_unknown")
    by_then = _summed(newest_rolls(series, month__lte=last), *counts)
    before = _summed(newest_rolls(series, month__lt=first), *counts)
    nothing = (0, 0)
    found = {}
    for key, (own, late) in booked.items():
        known, unknown = (
            now - then
            for now, then in zip(by_then.get(key, nothing), before.get(key, nothing), strict=True)
        )
        if own or late or known or unknown:
            found[key] = Booked(own + late, known, unknown, late)
    return found


def _summed(rolls: "QuerySet[Any]", *names: str) -> dict[tuple[str, str], tuple[int, int]]:
    sums: Any = (
        rolls.order_by().values(*BY).annotate(**{f"all_{name}": Sum(name) for name in names})
    )
    return {
        tuple(row[name] for name in BY): tuple(row[f"all_{name}"] for name in names) for row in sums
    }
