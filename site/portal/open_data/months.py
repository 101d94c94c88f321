"""Which months are asked for, and whether they can still move."""

import datetime
from dataclasses import dataclass

from ninja.errors import ValidationError

from campaigns.books import next_month
from campaigns.models import Month
from foundation.moments import dhaka_day, parse_month
from portal.pages.figures import default_month, known_months

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of the books; the newest first."""

    known: list[datetime.date]
    default: datetime.date
    states: dict[datetime.date, Month]
    last_closed: datetime.date | None

    @classmethod
    def read(cls, *, now: datetime.datetime) -> "Calendar":
        """Read them: two queries."""
        states = {month.start: month for month in Month.objects.all()}
        closed = [start for start, one in states.items() if one.state == Month.State.CLOSED]
        known = known_months(now=now)
        return cls(known, default_month(known, now=now), states, max(closed, default=None))

    def stretch(self, first: str | None, last: str | None) -> tuple[datetime.date, datetime.date]:
        """Read what was asked for; one month alone stands for both. Raises ``ValidationError``."""
        one = first or last
        if one is None:
            return self.default, self.default
        # The patterns of the schemas have looked at them.
        begins, ends = parse_month(first or one), parse_month(last or one)
        if begins > ends:
            raise ValidationError([{"loc": ("query", "last"), "msg": "is before first"}])
        if len(months_of(begins, ends)) > MOST_MONTHS:
            words = f"is more than {MOST_MONTHS} months from first"
            raise ValidationError([{"loc": ("query", "last"), "msg": words}])
        return begins, ends

    def between(self, first: datetime.date, last: datetime.date) -> list[datetime.date]:
        """Give the months with any figure, the oldest first."""
        return [month for month in reversed(self.known) if first <= month <= last]

    def is_settled(self, month: datetime.date) -> bool:
        """Say whether a month, and all before it, are closed: their figures never move again."""
        return self.last_closed is not None and month <= self.last_closed

    def state(self, month: datetime.date) -> Month:
        """Give the state of a month; without a row it is open."""
        return self.states.get(month, Month(start=month))

    def closed_on(self, month: datetime.date) -> datetime.date | None:
        one = self.state(month)
        if one.state != Month.State.CLOSED or one.closed_at is None:
            return None
        return dhaka_day(one.closed_at)


def months_of(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Give every month from one to another."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months
