"""Events and attendances by district, as the books hold them, each person's own districts."""

import datetime
from dataclasses import dataclass
from typing import Self

from campaigns.district_figures import Booked, booked_by_district
from campaigns.field_reach import ATTENDANCE, COORDINATION, EVENTS
from campaigns.models import Place
from campaigns.scope import Scope
from events.models import EventKind

NOTHING = Booked(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class DistrictSum:
    """One district: how many events were held there, and how many people came as far as known."""

    district: Place
    events: int
    # None when nobody knows, and when there was nothing to come to: see ``events``.
    attendance: int | None
    is_at_least: bool
    late: int

    @classmethod
    def of(cls, district: Place, held: Booked, came: Booked) -> Self:
        return cls(
            district=district,
            events=held.value,
            attendance=came.figure,
            is_at_least=came.figure is not None and came.unknown > 0,
            late=held.late,
        )


def district_sums(
    *, kind: EventKind | None, first: datetime.date, last: datetime.date, scope: Scope
) -> list[DistrictSum]:
    """Add up each district from one month to another; those without an event are nought.

    Of all kinds together the people are those at awareness events: officials who met
    are another figure and never added to them.
    """
    people = ATTENDANCE if kind is None or kind.counts_as_reached else COORDINATION
    booked = booked_by_district(
        [EVENTS, people], first=first, last=last, scope=scope, channel=kind.pk if kind else ""
    )
    districts = Place.objects.filter(level=Place.Level.DISTRICT).defer("search_text")
    return [
        DistrictSum.of(
            district,
            booked.get((EVENTS, district.pk), NOTHING),
            booked.get((people, district.pk), NOTHING),
        )
        for district in scope.narrow(districts, by="pk")
    ]
