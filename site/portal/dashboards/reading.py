"""All that one dashboard reads: a fixed number of queries, all of them roll-ups and small tables.

What is drawn from it is in the modules beside this one; nothing there asks the database.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from campaigns.area_lines import district_lines_at
from campaigns.digital_reach import digital_cumulative
from campaigns.field_reach import ATTENDANCE, COORDINATION, EVENTS
from campaigns.figures import Measure
from campaigns.logframe import Logframe, logframe
from campaigns.models import AreaRoll, Channel, Definition, Indicator, Rule
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.quiz_gain import INDICATORS as HANDS
from campaigns.scope import EVERYWHERE, Scope
from campaigns.totals import Line, lines_at
from campaigns.trends import Trend, trends
from events.verification.draws import Verified, verified_between
from portal.dashboards.asking import Asked
from portal.dashboards.small_cells import hidden_of, is_small

OF_DISTRICTS = (EVENTS, ATTENDANCE, *HANDS)
# Counts of people; events and the like point at nobody.
OF_PEOPLE = (ATTENDANCE, COORDINATION)
KINDS_OF_PEOPLE = frozenset(
    {Indicator.Kind.PERSONS, Indicator.Kind.CONTACTS, Indicator.Kind.SURVEY}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is: the public sees no small counts of people, staff those of their districts."""

    language: str
    is_public: bool = True
    scope: Scope = EVERYWHERE
    sees_targets: bool = True


@dataclass(frozen=True)
class Books:
    """What was read."""

    asked: Asked
    reader: Reader
    indicators: dict[str, Indicator]
    definitions: dict[str, Definition]
    channels: dict[str, Channel]
    # Of the area and campaign that were asked for; and of every district.
    lines: list[Line]
    district_lines: list[Line]
    trends: list[Trend]
    frame: Logframe | None
    calls: list[Verified]
    # The declared total, of all campaigns and districts only.
    digital: tuple[Rule, int | None] | None
    # Months of the asked district whose counts of people the public does not see, by indicator.
    hidden_months: dict[str, frozenset[datetime.date]]

    @classmethod
    def read(cls, asked: Asked, reader: Reader, *, today: datetime.date) -> "Books":
        """Read a dashboard."""
        first, last = asked.shown_months[0], asked.month
        indicators, channels = Indicator.objects.in_bulk(), Channel.objects.in_bulk()
        definitions = Definition.objects.order_by().in_bulk()
        campaign, area = asked.campaign_code, asked.area
        is_whole = not asked.district and not asked.campaign
        hides = reader.is_public and asked.district is not None
        return cls(
            asked=asked,
            reader=reader,
            indicators=indicators,
            definitions=definitions,
            channels=channels,
            lines=lines_at(last, campaign=campaign, area=area),
            district_lines=district_lines_at(last, OF_DISTRICTS, campaign=campaign),
            trends=trends(
                first, last, indicators=indicators, campaign=campaign, area=area, only_events=hides
            ),
            frame=_targets(asked, reader, today, channels, definitions),
            calls=verified_between(first, last),
            digital=digital_cumulative(last) if is_whole else None,
            hidden_months=_hidden_months(asked) if hides else {},
        )

    def is_exact(self, district: str) -> bool:
        """Say whether the reader sees a district's figures as they are."""
        return not self.reader.is_public and self.reader.scope.holds(district)

    @property
    def tells_tens(self) -> bool:
        """Say whether counts of people are told in tens.

        Of a district or a campaign the open data hides small counts with others beside them: an
        exact sum of other parts here would give them away.
        """
        return self.reader.is_public and bool(self.asked.district or self.asked.campaign)

    def counts_people(self, indicator: str) -> bool:
        return self.indicators[indicator].kind in KINDS_OF_PEOPLE

    @cached_property
    def measures(self) -> dict[str, Measure]:
        return {code: Measure.of(one) for code, one in self.indicators.items()}

    @property
    def is_whole_country(self) -> bool:
        return self.asked.district is None

    def of(self, *indicators: str) -> list[Line]:
        """Give the lines of some indicators, of what was asked for."""
        return [line for line in self.lines if line.name.indicator in indicators]

    def hides(self, trend: Trend) -> frozenset[datetime.date]:
        """Name the months of a trend that the public does not see."""
        if not self.reader.is_public or trend.indicator not in OF_PEOPLE:
            return frozenset()
        small = {one.month for one in trend.points if is_small(one.value)}
        return self.hidden_months.get(trend.indicator, frozenset()) | small


def _targets(
    asked: Asked,
    reader: Reader,
    today: datetime.date,
    channels: dict[str, Channel],
    definitions: dict[str, Definition],
) -> Logframe | None:
    """Read targets with their results: of a district there are none."""
    if not reader.sees_targets or asked.district:
        return None
    campaign = str(asked.campaign.pk) if asked.campaign else None
    return logframe(
        asked.month,
        today=today,
        campaign=campaign,
        with_persons=False,
        channels=channels,
        definitions=definitions,
    )


def _hidden_months(asked: Asked) -> dict[str, frozenset[datetime.date]]:
    """Find what of a district goes with the small counts of all districts; one query.

    As on the map of each month: whoever looks at both learns no more than from one.
    """
    rolls = AreaRoll.objects.filter(
        series__campaign=ALL_CAMPAIGNS,
        series__indicator__in=OF_PEOPLE,
        month__in=asked.shown_months,
    ).exclude(series__area_code="")
    told = rolls.filter(own_known__gt=0).values_list(
        "series__indicator", "series__area_code", "month", "own"
    )
    return hidden_by_month(told, asked.area)


def hidden_by_month(
    told: Iterable[tuple[str, str, datetime.date, int]], area: str
) -> dict[str, frozenset[datetime.date]]:
    """Name the months in which an area is hidden among all areas, by indicator. Pure."""
    cells: dict[tuple[str, datetime.date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for indicator, place, month, own in told:
        cells[indicator, month][place] += own
    found: dict[str, set[datetime.date]] = defaultdict(set)
    for (indicator, month), values in cells.items():
        if area in hidden_of(values):
            found[indicator].add(month)
    return {indicator: frozenset(months) for indicator, months in found.items()}
