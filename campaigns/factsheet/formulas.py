"""What one printed number is: which entries of the ledger it adds up, and in which cell.

A formula and a month name a number for good. Its code is made of both, so the same number
carries the same code in every version of an issue, and a receipt can recompute it.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Entry
from campaigns.models.entries import Role, State

MONTH, CUMULATIVE = "month", "cumulative"
# What the books held of one month when a later one ended: its figures, and the openings and
# differences that end in it. By these a restatement opens: two months of one formula.
MONTH_AS_HELD, BROUGHT_AS_HELD = "month-as-held", "brought-as-held"
AS_HELD = frozenset({MONTH_AS_HELD, BROUGHT_AS_HELD})
# Which sexes and ages a printed column holds; what it does not name is every one.
PEOPLE: dict[str, frozenset[tuple[str, str]] | None] = {
    "all": None,
    "men": frozenset({("m", "adult"), ("m", "x")}),
    "women": frozenset({("w", "adult"), ("w", "x")}),
    "boys": frozenset({("m", "child")}),
    "girls": frozenset({("w", "child")}),
    "not_recorded": frozenset({("x", "x"), ("x", "adult"), ("x", "child")}),
}
# Crockford's digits: none of them is read as another one.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True, order=True)
class Addend:
    """One indicator of one channel, of the months from … to; an end that is missing is open."""

    indicator: str
    channel: str
    from_month: str = ""
    to_month: str = ""

    def holds(self, month: datetime.date) -> bool:
        """Whether it adds figures of this month."""
        text = f"{month:%Y-%m}"
        return (not self.from_month or self.from_month <= text) and (
            not self.to_month or text <= self.to_month
        )


@dataclass(frozen=True, slots=True)
class Formula:
    """The sum of some addends in the month itself or up to it, of all people or one cell of them.

    ``rule`` is ``slug:version`` where a declared headline rule says that these may be added.
    ``definition`` is the one meaning under which it counts; blank is whichever held.
    """

    addends: tuple[Addend, ...]
    basis: str
    sex: str = "all"
    rule: str = ""
    definition: str = ""

    def in_cell(self, basis: str, sex: str) -> "Formula":
        """Give the same sum in another column."""
        return replace(self, basis=basis, sex=sex)

    def written(self) -> dict[str, Any]:
        """Write it as plain data; :func:`read_formula` reads it back."""
        return {
            "addends": [
                [one.indicator, one.channel, one.from_month, one.to_month]
                for one in sorted(self.addends)
            ],
            "basis": self.basis,
            "sex": self.sex,
            "rule": self.rule,
            # Codes that are printed already were made without it.
            **({"definition": self.definition} if self.definition else {}),
        }

    def code(self, month: datetime.date) -> str:
        """Give the eight characters by which the number of this month is opened."""
        words = json.dumps([f"{month:%Y-%m}", self.written()], sort_keys=True)
        number = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big")
        return "".join(DIGITS[(number >> 5 * place) & 31] for place in range(CODE_LENGTH))

    def entries(self, month: datetime.date) -> QuerySet[Entry]:
        """Select the version of each entry that the books held when ``month`` ended.

        Voids are left out; what is unknown is among them, with its reason.
        """
        same = Q(pk__in=[])
        for one in self.addends:
            same |= _of_addend(one)
        if self.basis == MONTH:
            same &= Q(key__month=month, key__role=Role.MONTH)
        elif self.basis in AS_HELD:
            of_month = Q(key__role=Role.MONTH)
            same &= of_month if self.basis == MONTH_AS_HELD else ~of_month
        if self.definition:
            same &= Q(key__definition=self.definition)
        cell = PEOPLE[self.sex]
        if cell is not None:
            people = Q(pk__in=[])
            for sex, age in sorted(cell):
                people |= Q(key__sex=sex, key__age=age)
            same &= people
        newer = Entry.objects.filter(
            key=OuterRef("key"), version__gt=OuterRef("version"), booked_month__lte=month
        )
        return (
            Entry.objects.filter(~Exists(newer), same, booked_month__lte=month)
            .exclude(state=State.VOID)
            .order_by("pk")
        )


def _of_addend(addend: Addend) -> Q:
    same = Q(key__indicator=addend.indicator, key__channel=addend.channel)
    if addend.from_month:
        same &= Q(key__month__gte=_first_day(addend.from_month))
    if addend.to_month:
        same &= Q(key__month__lte=_first_day(addend.to_month))
    return same


def _first_day(month: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-01")


def read_formula(written: dict[str, Any]) -> Formula:
    """Read what :meth:`Formula.written` wrote."""
    return Formula(
        addends=tuple(Addend(*one) for one in written["addends"]),
        basis=written["basis"],
        sex=written["sex"],
        rule=written["rule"],
        definition=written.get("definition", ""),
    )


def as_held(indicator: str, channel: str, definition: str, of: str, basis: str) -> Formula:
    """Give what the books hold of one month (``2022-08``), as of the month it is opened with."""
    return Formula((Addend(indicator, channel, of, of),), basis, definition=definition)


def of_channels(indicator: str, channels: Iterable[str]) -> Formula:
    """Give the plain sum of one indicator over some channels, up to the month."""
    return Formula(tuple(Addend(indicator, channel) for channel in sorted(channels)), CUMULATIVE)
