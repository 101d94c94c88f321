"""What a text tells in numbers, and whether another text tells the same."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class What(Enum):
    MONEY = "money"
    PHONE = "phone"
    DAY = "day"
    PERCENT = "percent"


class Day(NamedTuple):
    """A day or a month as told: what is left out is None."""

    year: int | None
    month: int
    day: int | None

    @classmethod
    def of(cls, day: datetime.date) -> "Day":
        return cls(day.year, day.month, day.day)

    def is_same(self, other: "Day") -> bool:
        """Say whether both can be the same; a year that one of them leaves out does not matter."""
        same_year = self.year == other.year or None in {self.year, other.year}
        return same_year and (self.month, self.day) == (other.month, other.day)


@dataclass(frozen=True, slots=True)
class Told:
    """One number with its meaning.

    ``value`` is (family of currency, amount), the digits dialled in Bangladesh, a
    :class:`Day`, or a percentage. ``written`` is how it stands in the text.
    """

    what: What
    value: tuple[str, Decimal] | str | Day | Decimal
    written: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a text; ``bare`` are those that are no fee, telephone number or day."""

    told: tuple[Told, ...]
    bare: frozenset[Decimal] = frozenset()

    def has(self, told: Told) -> bool:
        """Say whether this is told here too; a bare number may be meant as the same.

        "It costs 5 lakh" has no word for money, and still agrees with ``৫ লাখ টাকা``: what
        stops a page has to be certain.
        """
        if isinstance(told.value, Day):
            days = (one.value for one in self.told if isinstance(one.value, Day))
            return any(told.value.is_same(day) for day in days)
        return told in self.told or _bare_value(told) in self.bare


def _bare_value(told: Told) -> Decimal | None:
    if isinstance(told.value, tuple):
        return told.value[1] if isinstance(told.value[1], Decimal) else None
    return Decimal(told.value) if isinstance(told.value, str) else told.value


def joined(parts: Iterable[Numbers]) -> Numbers:
    """Take the numbers of several texts together."""
    found = list(parts)
    told = dict.fromkeys(one for part in found for one in part.told)
    return Numbers(tuple(told), frozenset().union(*(part.bare for part in found)))


def lacking(numbers: Numbers, other: Numbers) -> list[Told]:
    """Give what the first tells and the other does not."""
    return [told for told in numbers.told if not other.has(told)]
