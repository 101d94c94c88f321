"""The rows of ``/figures``: cells of the ledger with their state, in the words of open data."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from portal.open_data.cells import (
    AREA,
    CAMPAIGN,
    SEX,
    WHOLE,
    CellTable,
    Wanted,
    read_tables,
    word_of,
)
from portal.open_data.small_cells import TOTAL, Cell, is_safe_sum
from portal.open_data.words import AGES, ALL, DOES_NOT_ADD_UP, SEXES, Status

Row = dict[str, Any]
OF_THE_WHOLE = ("confidence", "late", "opening", "cumulative", "cumulative_status")
NOT_GIVEN: Row = dict.fromkeys(OF_THE_WHOLE)


def figure_rows(wanted: Wanted) -> Iterator[Row]:
    """Give every cell that is told of, table by table."""
    for table in read_tables(wanted):
        yield from (_row(table, cell) for cell in table.shown)


def _row(table: CellTable, cell: Cell) -> Row:
    sex, age = _sex_and_age(cell[SEX])
    return {
        "month": f"{table.name.month:%Y-%m}",
        "indicator": table.name.indicator,
        "kind": table.indicator.kind,
        "definition": table.name.definition,
        "channel": table.name.channel,
        "campaign": word_of(cell[CAMPAIGN]),
        "area": word_of(cell[AREA]),
        "sex": sex,
        "age": age,
        "value": table.value(cell),
        "status": table.status(cell),
        "reason": table.reason(cell) or None,
        # Told of the whole alone: elsewhere the months before and after would tell of a small one.
        **(_of_the_whole(table) if cell == WHOLE else NOT_GIVEN),
        "parts_hidden": cell == WHOLE and table.hidden is None,
    }


def _sex_and_age(name: str) -> tuple[str, str]:
    if name == TOTAL:
        return ALL, ALL
    sex, _, age = name.partition("/")
    return SEXES[sex], AGES[age]


def _of_the_whole(table: CellTable) -> Row:
    amount = table.amounts[WHOLE]
    told: Row = {"confidence": table.said.confidence or None}
    if table.withheld:
        return {**NOT_GIVEN, "cumulative_status": Status.WITHHELD}
    told |= {"late": amount.late, "opening": amount.brought}
    if not table.indicator.adds_over_months:
        return {**told, "cumulative": None, "cumulative_status": DOES_NOT_ADD_UP}
    if amount.cum_known <= 0 and not amount.cum:
        return {**told, "cumulative": None, "cumulative_status": Status.UNKNOWN}
    state = Status.IN_PART if amount.cum_unknown > 0 else Status.KNOWN
    return {**told, "cumulative": amount.cum, "cumulative_status": state}


def tells_no_more(
    tables: list[CellTable], indicators: frozenset[str], campaign: str, sex: str
) -> bool:
    """Say whether a sum up to the last month may be told beside the cells that are shown.

    ``campaign`` and ``sex`` ("w", "m") may be :data:`TOTAL`. A sum that is told each month tells
    each month by its difference from the one before. So it is told when nothing of it is hidden
    since it was last told, or so much that the difference tells of nobody; else it waits.
    """
    by_month: dict[datetime.date, list[int]] = defaultdict(list)
    for table in tables:
        if table.name.indicator in indicators:
            by_month[table.name.month] += _hidden_in(table, campaign, sex)
    waiting: list[int] = []
    for month in sorted(by_month):
        waiting += by_month[month]
        if is_safe_sum(waiting):
            waiting = []
    return not waiting


def _hidden_in(table: CellTable, campaign: str, sex: str) -> list[int]:
    """Give the sizes of the hidden cells that a sum is made of; zeros hide nobody."""
    return [
        abs(amount.value)
        for cell, amount in table.amounts.items()
        if cell != WHOLE and _is_of(cell, campaign, sex) and amount.value
        if table.hidden is None or cell in table.hidden
    ]


def _is_of(cell: Cell, campaign: str, sex: str) -> bool:
    of_sex = cell[SEX] == TOTAL if sex == TOTAL else cell[SEX].startswith(f"{sex}/")
    return cell[CAMPAIGN] == campaign and cell[AREA] == TOTAL and of_sex
