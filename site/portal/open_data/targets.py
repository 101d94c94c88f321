"""Targets with their results, as open data; a result that would tell of few people is hidden."""

import datetime
from typing import Any

from campaigns import quiz_gain
from campaigns.actuals import Basis
from campaigns.logframe import GAIN, Row, logframe
from campaigns.logframe import Status as Known
from campaigns.models import Campaign, Definition, Target
from foundation.moments import dhaka_day
from portal.open_data.cells import (
    ALSO_PEOPLE,
    COUNTS_PEOPLE,
    CellTable,
    Wanted,
    read_tables,
)
from portal.open_data.figures import tells_no_more
from portal.open_data.small_cells import TOTAL, is_small
from portal.open_data.words import (
    ALL,
    FEWER_THAN_FIVE,
    NO_FIGURE_YET,
    SEXES,
    SOME_NOT_KNOWN,
    YOUTUBE_TERMS,
    Status,
)
from portal.open_data.youtube_terms import withheld_indicators

NOTHING_TOLD: dict[str, Any] = {"value": None, "high": None, "share": None, "parts": []}


def target_rows(month: datetime.date, *, now: datetime.datetime) -> list[dict[str, Any]]:
    """Tell every target that had begun by a month, with what was reached by then.

    The result of one campaign, or of one sex, is told only where nobody learns more from it than
    from the cells that :mod:`portal.open_data.figures` shows.
    """
    frame = logframe(month, today=dhaka_day(now))
    public = {Campaign.NONE, *Campaign.objects.opened().values_list("pk", flat=True)}
    rows = [row for row in frame.rows if row.target.campaign_id in public]
    told_apart = [row for row in rows if _is_told_apart(row.target)]
    tables: list[CellTable] = []
    if told_apart:
        first = min(row.target.from_month for row in told_apart)
        tables = read_tables(Wanted(first, month))
    withheld = withheld_indicators(Definition.objects.all())
    return [_row(row, month, tables, withheld) for row in rows]


def _is_told_apart(target: Target) -> bool:
    return target.campaign_id != Campaign.NONE or target.sex != Target.Of.ALL


def _row(
    row: Row, month: datetime.date, tables: list[CellTable], withheld: frozenset[str]
) -> dict[str, Any]:
    target, actual = row.target, row.actual
    told = {
        "indicator": target.indicator_id,
        "kind": target.indicator.kind,
        "campaign": ALL if target.campaign_id == Campaign.NONE else target.campaign_id,
        "sex": ALL if target.sex == Target.Of.ALL else SEXES[target.sex],
        "from_month": f"{target.from_month:%Y-%m}",
        "to_month": f"{target.to_month:%Y-%m}",
        "baseline_value": target.baseline_value,
        "baseline_on": target.baseline_on,
        "baseline_source": target.baseline_source or None,
        "target_value": target.target_value,
        "as_of": f"{month:%Y-%m}",
        "basis": actual.basis,
        "value": actual.value,
        "high": actual.high,
        "at": f"{actual.at:%Y-%m}" if actual.at else None,
        "share": row.share,
        "parts": [
            {"channel": one.channel, "definition": one.definition, "value": one.value}
            for one in actual.parts
        ],
        "months_without_figure": row.missing,
        **_state(row),
        "verified_by_en": target.verified_by_en or None,
        "verified_by_bn": target.verified_by_bn or None,
    }
    if target.indicator_id in withheld:
        return told | NOTHING_TOLD | {"status": Status.WITHHELD, "reason": YOUTUBE_TERMS}
    if _tells_of_few(row, month, tables):
        return told | NOTHING_TOLD | {"status": Status.HIDDEN, "reason": FEWER_THAN_FIVE}
    return told


def _state(row: Row) -> dict[str, Any]:
    if row.status is Known.KNOWN:
        return {"status": Status.KNOWN, "reason": None}
    if row.status is Known.IN_PART:
        return {"status": Status.IN_PART, "reason": SOME_NOT_KNOWN}
    return {"status": Status.UNKNOWN, "reason": NO_FIGURE_YET}


def _tells_of_few(row: Row, month: datetime.date, tables: list[CellTable]) -> bool:
    target = row.target
    indicator = target.indicator
    counts_people = indicator.kind in COUNTS_PEOPLE or indicator.code in ALSO_PEOPLE
    if not (_is_told_apart(target) and counts_people):
        return False
    told = [row.actual.value, row.actual.high, *(one.value for one in row.actual.parts)]
    if indicator.code != GAIN and any(is_small(int(one)) for one in told if one is not None):
        return True
    if row.actual.basis is Basis.ESTIMATE:
        # Persons of unions, by a rule that is no sum of cells.
        return False
    until = min(month, target.to_month)
    of_period = [one for one in tables if target.from_month <= one.name.month <= until]
    measured = frozenset(quiz_gain.INDICATORS if indicator.code == GAIN else {indicator.code})
    campaign = TOTAL if target.campaign_id == Campaign.NONE else str(target.campaign_id)
    sex = TOTAL if target.sex == Target.Of.ALL else target.sex
    return not tells_no_more(of_period, measured, campaign, sex)
