"""The rows of ``/figures``: cells of the ledger with their state, in the words of open data."""

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
from portal.open_data.small_cells import TOTAL, Cell
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


def all_shown(tables: list[CellTable], indicators: frozenset[str], campaign: str, sex: str) -> bool:
    """Say whether a sum over tables is made of cells that are all shown, so that it tells no more.

    ``campaign`` and ``sex`` ("w", "m") may be :data:`TOTAL`.
    """
    return not any(
        table.hidden is None or cell in table.hidden
        for table in tables
        if table.name.indicator in indicators
        for cell in table.amounts
        if cell != WHOLE and _is_of(cell, campaign, sex)
    )


def _is_of(cell: Cell, campaign: str, sex: str) -> bool:
    of_sex = cell[SEX] == TOTAL if sex == TOTAL else cell[SEX].startswith(f"{sex}/")
    return cell[CAMPAIGN] == campaign and cell[AREA] == TOTAL and of_sex
