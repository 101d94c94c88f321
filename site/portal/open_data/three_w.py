"""3W: who does what, where and when, a row for each district, month and kind of figure.

From the roll-ups, never from events: nothing here is one meeting in one village.
"""

from typing import Any

from portal.open_data.cells import Wanted
from portal.open_data.figures import figure_rows
from portal.open_data.models import PublishedActivity
from portal.open_data.registers import channel_rows, district_rows, indicator_rows
from portal.open_data.words import ALL
from portal.pages.models import Programme

ADM0 = "BD"


def three_w_rows(wanted: Wanted) -> list[dict[str, Any]]:
    """Tell each kind of figure by district and month; hidden ones are there without a number."""
    activity, programme = PublishedActivity.load(), Programme.load()
    who = {
        "organisation": activity.reporter_en or programme.name_en,
        "implementing_partner": activity.implementer_en or None,
        "programme": programme.name_en,
    }
    districts = {row["code"]: row for row in district_rows()}
    channels = {row["channel"]: row for row in channel_rows()}
    indicators = {row["code"]: row for row in indicator_rows()}
    return [
        {
            **who,
            **_what(row, channels, indicators),
            **_where(districts[row["area"]]),
            "month": row["month"],
            **{name: row[name] for name in ("kind", "value", "status", "reason")},
        }
        for row in figure_rows(wanted)
        if row["area"] in districts and row["campaign"] == row["sex"] == ALL
    ]


def _what(row: dict[str, Any], channels: dict[str, Any], indicators: dict[str, Any]) -> Any:
    return {
        "channel": row["channel"],
        "activity_en": channels[row["channel"]]["label_en"],
        "activity_bn": channels[row["channel"]]["label_bn"],
        "indicator": row["indicator"],
        "indicator_en": indicators[row["indicator"]]["label_en"],
        "indicator_bn": indicators[row["indicator"]]["label_bn"],
        "definition": row["definition"],
    }


def _where(district: dict[str, Any]) -> dict[str, Any]:
    """Give the codes and names down to the district; adm3 (upazila) is not told."""
    return {
        "adm0": ADM0,
        "adm1": district["division"],
        "adm1_en": district["division_en"],
        "adm1_bn": district["division_bn"],
        "adm2": district["code"],
        "adm2_en": district["name_en"],
        "adm2_bn": district["name_bn"],
        "adm3": None,
        "adm3_en": None,
    }
