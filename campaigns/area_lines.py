"""Every district at one month, all channels together: an index probe a district and cell."""

import datetime
from collections.abc import Iterable

from campaigns.models import AreaSeries
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.rollups import newest_rolls
from campaigns.stretches import OF_AREAS
from campaigns.totals import Line, read_lines


def district_lines_at(
    month: datetime.date, indicators: Iterable[str], *, campaign: str = ALL_CAMPAIGNS
) -> list[Line]:
    """Give what these indicators say of each district, in a month and up to it; one query.

    They are such as add up over channels; of others the areas have no sum.
    """
    series = AreaSeries.objects.filter(campaign=campaign, indicator__in=[*indicators])
    rolls = newest_rolls(series.exclude(area_code=""), month__lte=month)
    return read_lines(rolls, OF_AREAS, month)
