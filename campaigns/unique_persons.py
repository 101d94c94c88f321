"""How many different people came to community events of a quarter (A3), by the declared rule.

Attendances (A2) are contacts: who comes twice is counted twice. The rule of this estimate
(``peers-and-practice`` §5.1, §5.4; CARE: where activities overlap take the highest one and
never add; OCHA: take the largest at the lowest level, then add upwards):

- by union and quarter, the largest of these, never their sum: the first-timers at events
  where people were asked (A6), and of each kind of event the attendances at those where
  nobody was asked (A2 without A7);
- then added over unions, of which nobody is assumed to have visited two.

First-timers add up: a person comes for the first time once. They are compared with the
other kinds and not added, since who was new at one event may have been at the other too.
The estimate is computed and never posted (as :mod:`campaigns.quiz_gain`), it adds up over no
quarters, and is always told as a range with its rule: from the estimate to all contacts.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum

from campaigns.models import Channel, Entry
from campaigns.models.entries import Role, State
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.models.targets import MONTHS_OF_A_QUARTER, PERSONS_BY_QUARTER

INDICATOR, DEFINITION = PERSONS_BY_QUARTER, "community-persons"
ATTENDANCE, FIRST_TIMERS, ASKED = "A2", "A6", "A7"


def quarter_of(month: datetime.date) -> datetime.date:
    """Give the first day of the calendar quarter in which a month lies."""
    return month.replace(month=month.month - (month.month - 1) % MONTHS_OF_A_QUARTER, day=1)


@dataclass(slots=True)
class Union:
    """One place in one quarter; a place that is no union (a town's show) stands for itself."""

    first_timers: int | None = None
    # By kind of event: all attendances, and those at events where people were asked.
    attendances: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def persons(self) -> int | None:
        """The estimate; None where nobody counted."""
        groups = [came - self.asked[kind] for kind, came in self.attendances.items()]
        return max([*groups, *([] if self.first_timers is None else [self.first_timers])],
                   default=None)  # fmt: skip

    @property
    def contacts(self) -> int:
        """All attendances that are known; where only the first-timers were told, those."""
        return max(sum(self.attendances.values()), self.first_timers or 0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Persons reached in one quarter: from ``low``, by the rule, to ``high``, all contacts.

    Both are None where nothing is known. ``unions`` are those of which something is known,
    ``unions_asked`` those with first-timers; ``complete`` is False when attendances of some
    event are not known, and both figures are then "at least".
    """

    quarter: datetime.date
    low: int | None = None
    high: int | None = None
    unions: int = 0
    unions_asked: int = 0
    complete: bool = True


def estimate_of(quarter: datetime.date, unions: Collection[Union], *, complete: bool) -> Estimate:
    """Apply the rule to the unions of a quarter. Pure."""
    known = [union for union in unions if union.persons is not None]
    return Estimate(
        quarter=quarter,
        low=sum(union.persons or 0 for union in known) if known else None,
        high=sum(union.contacts for union in known) if known else None,
        unions=len(known),
        unions_asked=sum(union.first_timers is not None for union in known),
        complete=complete,
    )


Estimates = Mapping[tuple[str, datetime.date], Estimate]


def estimates(
    *, first: datetime.date, last: datetime.date, as_of: datetime.datetime | None = None
) -> Estimates:
    """Estimate each quarter with months from ``first`` to ``last``; one query.

    By campaign (``*`` is all together) and first day of the quarter. What is read is what the
    books held when ``last`` ended: what was booked later belongs to later reports, so the
    estimate of a closed month never moves. The roll-ups end at the district, so the current
    words of the contributed cells are grouped: a few thousand a quarter.
    """
    gathered: dict[tuple[str, datetime.date], dict[str, Union]] = defaultdict(
        lambda: defaultdict(Union)
    )
    incomplete: set[tuple[str, datetime.date]] = set()
    for row in _grouped(first, last, as_of):
        quarter = quarter_of(row["key__month"])
        # A contact of a campaign is one of the programme too.
        for campaign in {ALL_CAMPAIGNS, row["key__campaign"]}:
            place = campaign, quarter
            _tell(gathered[place][row["key__area_code"]], row)
            if row["cells"] > row["known"]:
                incomplete.add(place)
    return {
        place: estimate_of(place[1], unions.values(), complete=place not in incomplete)
        for place, unions in gathered.items()
    }


def _tell(union: Union, row: dict[str, Any]) -> None:
    indicator, kind = row["key__indicator"], row["key__channel"]
    if not row["known"]:
        return
    if indicator == FIRST_TIMERS:
        union.first_timers = (union.first_timers or 0) + row["sum"]
    else:
        (union.asked if indicator == ASKED else union.attendances)[kind] += row["sum"]


def _grouped(first: datetime.date, last: datetime.date, as_of: datetime.datetime | None) -> Any:
    """Add up the newest words of each cell that the books held by then."""
    words = Entry.objects.filter(booked_month__lte=last)
    if as_of is not None:
        words = words.filter(posted_at__lte=as_of)
    newest = words.filter(key=OuterRef("key")).order_by("-version").values("version")[:1]
    return (
        words.filter(
            key__indicator__in=(ATTENDANCE, FIRST_TIMERS, ASKED),
            # So that the index leads to the months that are asked for, past all years.
            key__channel__in=Channel.objects.filter(event_kind=True).order_by().values("pk"),
            key__month__range=(first, last),
            key__role=Role.MONTH,
            version=Subquery(newest),
        )
        .exclude(state=State.VOID)
        .order_by()
        .values("key__campaign", "key__area_code", "key__channel", "key__indicator", "key__month")
        .annotate(sum=Sum("value"), known=Count("value"), cells=Count("pk"))
    )


def report_of(estimate: Estimate) -> dict[str, Any]:
    """Give the range with all that it rests on; None where nothing is known."""
    last = estimate.quarter.replace(month=estimate.quarter.month + MONTHS_OF_A_QUARTER - 1)
    return {
        "from": f"{estimate.quarter:%Y-%m}",
        "to": f"{last:%Y-%m}",
        "low": estimate.low,
        "high": estimate.high,
        "unions": estimate.unions,
        "unions_asked": estimate.unions_asked,
        "complete": estimate.complete,
    }
