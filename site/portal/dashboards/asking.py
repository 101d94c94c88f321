"""What the address of a dashboard asks for: a month, a district, a campaign."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from campaigns.books import next_month
from campaigns.headline import month_before
from campaigns.models import AreaRoll, Campaign, Place, Roll
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.scope import Scope
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
        """Ask the roll-ups of the country; two queries."""
        running = dhaka_day(now).replace(day=1)
        told = Q(own_known__gt=0) | ~Q(brought=0)
        found = {"first": None, "newest": None}
        stated = Roll.objects.filter(series__channel__event_kind=False)
        # What events add up to stands in the sums of areas, and is a tenth as many rows there.
        for rolls in (stated, AreaRoll.objects.all()):
            some = rolls.filter(
                series__campaign=ALL_CAMPAIGNS, series__area_code="", month__lte=running
            ).aggregate(
                first=Min("month", filter=told),
                newest=Max("month", filter=told & Q(month__lt=running)),
            )
            for name, choose in (("first", min), ("newest", max)):
                both = [one for one in (found[name], some[name]) if one is not None]
                found[name] = choose(both, default=None)
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


def districts_named(language: str) -> list[Place]:
    """Give the districts with their names alone, in the order of the language's letters."""
    rows = Place.objects.filter(level=Place.Level.DISTRICT).only("name_en", "name_bn").order_by()
    return sorted(rows, key=lambda one: one.name_bn if language == "bn" else one.name_en)


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in an address, as it was typed."""

    given: Mapping[str, str]
    now: datetime.datetime
    language: str

    def read(self, *, campaigns: "QuerySet[Campaign]", scope: Scope) -> Asked:
        """Read it; what cannot be read is told and left out. Four queries.

        A campaign in a district is few people: only who works there (``scope``) is told of both.
        """
        refused: list[str] = []
        booked, offered, districts = (
            Booked.read(now=self.now),
            [*campaigns],
            districts_named(self.language),
        )
        by_word = {word: one for one in districts for word in (one.pk, word_in_address(one))}
        month = self._month(booked, refused)
        district = by_word.get(self._typed("district"))
        if district is None and self._typed("district"):
            refused.append(
                _("We could not find the district you asked for. Here are all together.")
            )
        campaign = {str(one.pk): one for one in offered}.get(self._typed("campaign"))
        if campaign is None and self._typed("campaign"):
            refused.append(
                _("We could not find the campaign you asked for. Here are all together.")
            )
        if district and campaign and not scope.holds(district.pk):
            campaign = None
            refused.append(_("Choose a district or a campaign: here is the district."))
        return Asked(
            month=month,
            is_running=month == booked.running,
            months=booked.months(),
            districts=districts,
            campaigns=offered,
            district=district,
            campaign=campaign,
            refused=tuple(refused),
        )

    def _typed(self, name: str) -> str:
        return self.given.get(name, "").strip()

    def _month(self, booked: Booked, refused: list[str]) -> datetime.date:
        """Give the month that was asked for, if the books could know of it."""
        month, typed = booked.default, self._typed("month")
        found = _month(typed) if typed else month
        if found in booked.months():
            return found
        words = _("We could not find the month you asked for. Here is %(month)s.")
        refused.append(words % {"month": bangla.month_name(month, self.language)})
        return month


def _month(typed: str) -> datetime.date | None:
    try:
        return parse_month(typed)
    except ValueError:
        return None
