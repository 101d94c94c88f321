"""What the address of a dashboard asks for: a month, a district, a campaign."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from campaigns.books import next_month
from campaigns.headline import month_before
from campaigns.models import Campaign, Place, Roll
from campaigns.models.rollups import ALL_CAMPAIGNS
from foundation import bangla
from foundation.moments import dhaka_day, parse_month
from portal.directory.districts import word_in_address

# A trend of two years: as many points as a telephone can show.
MONTHS_SHOWN = 24
# Nobody looks for a month among more.
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Booked:
    """From which month on the books hold anything, and the newest month that is over."""

    first: datetime.date
    default: datetime.date
    running: datetime.date

    @classmethod
    def read(cls, *, now: datetime.datetime) -> "Booked":
        """Ask the roll-ups of the country; one query."""
        running = dhaka_day(now).replace(day=1)
        rolls = Roll.objects.filter(
            series__campaign=ALL_CAMPAIGNS, series__area_code="", month__lte=running
        )
        told = Q(own_known__gt=0) | ~Q(brought=0)
        found = rolls.aggregate(
            first=Min("month", filter=told), newest=Max("month", filter=told & Q(month__lt=running))
        )
        before = month_before(running)
        return cls(found["first"] or before, found["newest"] or before, running)

    def months(self) -> list[datetime.date]:
        """Give the months that can be chosen, the newest first."""
        found: list[datetime.date] = []
        month = self.running
        while month >= min(self.first, self.default) and len(found) < MOST_MONTHS:
            found.append(month)
            month = month_before(month)
        return found


@dataclass(frozen=True)
class Asked:
    """What is shown, and a sentence for each part of the question that made no sense."""

    month: datetime.date
    is_running: bool
    months: list[datetime.date]
    districts: list[Place]
    campaigns: list[Campaign]
    district: Place | None = None
    campaign: Campaign | None = None
    refused: tuple[str, ...] = ()

    @cached_property
    def shown_months(self) -> list[datetime.date]:
        """Give the months of the trends, the oldest first; the month asked for is the last."""
        number = self.month.year * 12 + self.month.month - MONTHS_SHOWN
        months = [datetime.date(number // 12, number % 12 + 1, 1)]
        while len(months) < MONTHS_SHOWN:
            months.append(next_month(months[-1]))
        return months

    @property
    def area(self) -> str:
        return self.district.pk if self.district else ""

    @property
    def campaign_code(self) -> str:
        return str(self.campaign.pk) if self.campaign else ALL_CAMPAIGNS


def read_asked(
    given: Mapping[str, str],
    *,
    now: datetime.datetime,
    language: str,
    districts: list[Place],
    campaigns: "QuerySet[Campaign]",
) -> Asked:
    """Read an address; what cannot be read is told and left out. Two queries."""
    booked, offered = Booked.read(now=now), [*campaigns]
    months, refused = booked.months(), []
    month, typed = booked.default, given.get("month", "").strip()
    if typed:
        found = _month(typed)
        if found in months:
            month = found
        else:
            words = _("We could not find the month you asked for. Here is %(month)s.")
            refused.append(words % {"month": bangla.month_name(month, language)})
    by_word = {word: one for one in districts for word in (one.pk, word_in_address(one))}
    district = by_word.get(given.get("district", "").strip())
    if district is None and given.get("district", "").strip():
        refused.append(_("We could not find the district you asked for. Here are all together."))
    by_slug = {str(one.pk): one for one in offered}
    campaign = by_slug.get(given.get("campaign", "").strip())
    if campaign is None and given.get("campaign", "").strip():
        refused.append(_("We could not find the campaign you asked for. Here are all together."))
    return Asked(
        month=month,
        is_running=month == booked.running,
        months=months,
        districts=districts,
        campaigns=offered,
        district=district,
        campaign=campaign,
        refused=tuple(refused),
    )


def _month(typed: str) -> datetime.date | None:
    try:
        return parse_month(typed)
    except ValueError:
        return None
