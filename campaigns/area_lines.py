"""Every district at one month, all channels together: an index probe a district and cell."""

import datetime
from collections.abc import Iterable

from campaigns.models import AreaSeries
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.rollups import COUNTS, SeriesName, newest_rolls
from campaigns.stretches import OF_AREAS
from campaigns.totals import Line

NAMED = len(OF_AREAS)


def district_lines_at(
    month: datetime.date, indicators: Iterable[str], *, campaign: str = ALL_CAMPAIGNS
) -> list[Line]:
    """Give what these indicators say of each district, in a month and up to it; one query.

    They are such as add up over channels; of others the areas have no sum.
    """
    series = AreaSeries.objects.filter(campaign=campaign, indicator__in=[*indicators])
    rolls = newest_rolls(series.exclude(area_code=""), month__lte=month)
    return [
        _line(
            SeriesName(*row[: len(OF_AREAS)]), row[len(OF_AREAS)], row[len(OF_AREAS) + 1 :], month
        )
        for row in rolls.values_list(*OF_AREAS, "month", *COUNTS)
    ]


def _line(
    name: SeriesName, booked: datetime.date, counts: tuple[int, ...], month: datetime.date
) -> Line:
    told = dict(zip(COUNTS, counts, strict=True))
    if booked != month:
        # Nothing was booked in the month itself: only what is up to it holds.
        told = {name: count for name, count in told.items() if name.startswith("cum")}
    return Line(name, **told)
