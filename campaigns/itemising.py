"""Months that a register adds up from its rows, of an indicator that is otherwise stated.

Products and news reports were printed as one number a month; from the day on which a
register is kept each row counts one. A month is told one way or the other: both would add up.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.facts import Cell, LedgerRefused
from campaigns.models import Current, Indicator
from campaigns.models.entries import Role, State

# Indicator, channel, month, and whether it was contributed.
Months = frozenset[tuple[str, str, datetime.date, bool]]


def may_be_itemised(cell: Cell, indicators: Mapping[str, Indicator]) -> bool:
    """Say whether the month of a cell could be told both ways."""
    indicator = indicators.get(cell.indicator)
    return cell.role == Role.MONTH and indicator is not None and indicator.may_be_itemised


def months_told(cells: Iterable[Cell]) -> Months:
    """Read how the months of these cells are told now: one query, none without a cell."""
    same = Q()
    for indicator, channel, month in {(c.indicator, c.channel, c.month) for c in cells}:
        same |= Q(key__indicator=indicator, key__channel=channel, key__month=month)
    if not same:
        return frozenset()
    rows = Current.objects.filter(same, key__role=Role.MONTH, state=State.VALUE)
    found = rows.values_list("key__indicator", "key__channel", "key__month", "key__contributor")
    return frozenset((a, b, month, bool(who)) for a, b, month, who in found.distinct())


def refuse_both_ways(cell: Cell, months: Months, *, contributed: bool) -> None:
    """Refuse an item of a month that was stated as a whole, and a whole beside its items."""
    if (cell.indicator, cell.channel, cell.month, not contributed) not in months:
        return
    why = (
        _("a figure was entered for the whole of this month, and this would be counted in it twice")
        if contributed
        else _("this month is counted from its register, row by row: write it down there")
    )
    message = f"{cell}: {why}"
    raise LedgerRefused(message, field="period_start", why=why)
