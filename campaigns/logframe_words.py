"""A row of the logframe in the reader's words and digits, for the screen and for the file."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from campaigns.actuals import Basis, Number
from campaigns.field_reach import CELLS, NOT_RECORDED
from campaigns.logframe import Logframe, Row
from campaigns.models import Campaign
from foundation import bangla

HEADINGS = {
    "indicator": gettext_lazy("Indicator"),
    "campaign": gettext_lazy("Campaign"),
    "of_whom": gettext_lazy("Of whom"),
    "from_month": gettext_lazy("From month"),
    "to_month": gettext_lazy("To month"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_on": gettext_lazy("Baseline of the day"),
    "baseline_source": gettext_lazy("Source of the baseline"),
    "target": gettext_lazy("Target"),
    "month": gettext_lazy("In the month"),
    "actual": gettext_lazy("Until now"),
    "how": gettext_lazy("What that is"),
    "upper": gettext_lazy("At most"),
    "share": gettext_lazy("Of the target, %"),
    "gone": gettext_lazy("Of the days, %"),
    "pace": gettext_lazy("How far"),
    "status": gettext_lazy("State"),
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "girls": gettext_lazy("Girls"),
    "boys": gettext_lazy("Boys"),
    "not_recorded": gettext_lazy("Not recorded"),
    "verified_by": gettext_lazy("Source of verification"),
    "comment": gettext_lazy("Comment"),
}


def number(value: Number | None) -> str:
    """Write a count, or a gain with its one decimal; unknown is a dash."""
    if isinstance(value, float):
        return bangla.in_digits_of(f"{value:.1f}", _language())
    return bangla.figure(value, _language())


def percent(value: int | None) -> str:
    return bangla.UNKNOWN if value is None else f"{number(value)} %"


def left_out_in_words(count: int) -> str:
    """Say how many targets somebody keeps out of the report; nothing of none."""
    if not count:
        return ""
    said = ngettext(
        "%(count)s target is left out of this report.",
        "%(count)s targets are left out of this report.",
        count,
    )
    return said % {"count": number(count)}


def month_of(day: datetime.date | None) -> str:
    return bangla.UNKNOWN if day is None else bangla.month_name(day, _language())


def _language() -> str:
    return get_language() or "en"


def how_in_words(row: Row, frame: Logframe) -> str:
    """Say what the actual is, and what it is not."""
    return " ".join(_how(row, frame))


def _how(row: Row, frame: Logframe) -> Iterator[str]:
    actual = row.actual
    if actual.parts:
        told = "; ".join(
            f"{frame.channels[one.channel]} {number(one.value)}" for one in actual.parts
        )
        yield _("These do not add up: %(parts)s.") % {"parts": told}
    elif actual.basis is Basis.LARGEST and actual.value is not None:
        words = _("The largest month, %(month)s: months do not add up.")
        yield words % {"month": month_of(actual.at)}
    elif actual.basis is Basis.NEWEST and actual.value is not None:
        words = _("The newest figure, of %(month)s: months do not add up.")
        yield words % {"month": month_of(actual.at)}
    elif actual.basis is Basis.GAIN and actual.value is not None:
        yield _("Percentage points, from hands counted before and after.")
    elif actual.basis is Basis.ESTIMATE and actual.value is not None:
        words = _(
            "An estimate for the quarter that begins in %(month)s, the largest one: between "
            "%(low)s and %(high)s persons. By union the first-timers, or else the largest kind "
            "of event; at most all attendances. Quarters do not add up."
        )
        yield words % {
            "month": month_of(actual.at), "low": number(actual.value), "high": number(actual.high),
        }  # fmt: skip
    if actual.late:
        yield _("Late additions in it: %(late)s.") % {"late": number(actual.late)}


def status_in_words(row: Row) -> str:
    """Say whether all of it is known, and what is missing."""
    told = [str(row.status.label)]
    if row.missing:
        words = ngettext(
            "%(number)s month has no figure", "%(number)s months have no figure", row.missing
        )
        told.append(words % {"number": number(row.missing)})
    if row.actual.unknown:
        words = ngettext(
            "%(number)s record has no figure", "%(number)s records have no figure",
            row.actual.unknown,
        )  # fmt: skip
        told.append(words % {"number": number(row.actual.unknown)})
    return ", ".join(told)


def pace_in_words(row: Row) -> str:
    """Say how far it is, with the two percentages."""
    if row.pace is None:
        return bangla.UNKNOWN
    words = _("%(pace)s: %(share)s of the target, %(gone)s of the days")
    return words % {
        "pace": row.pace.label, "share": percent(row.share), "gone": percent(row.gone),
    }  # fmt: skip


# Which cells a target of one sex can have.
OF_ONE_SEX = {"w": ("women", "girls", NOT_RECORDED), "m": ("men", "boys", NOT_RECORDED)}


def cells_told(row: Row) -> dict[str, int | None]:
    """Give the cells that say something: not those of the other sex, and none if all is one."""
    cells = row.actual.cells or {}
    if not any(cells.get(name) is not None for name in CELLS):
        return {}
    names = OF_ONE_SEX.get(row.target.sex, (*CELLS, NOT_RECORDED))
    return {name: cells[name] for name in names}


def on_screen(row: Row, frame: Logframe) -> dict[str, Any]:
    """Give the texts of one row of the table."""
    target = row.target
    since = bangla.day(target.baseline_on, _language()) if target.baseline_on else ""
    return {
        "target_pk": target.pk,
        "indicator": str(target.indicator),
        "campaign": "" if target.campaign_id == Campaign.NONE else str(target.campaign),
        "of_whom": "" if target.sex == target.Of.ALL else str(target.get_sex_display()),
        "period": f"{month_of(target.from_month)} – {month_of(target.to_month)}",
        "baseline": number(target.baseline_value),
        "baseline_of": ", ".join(filter(None, [since, target.baseline_source])),
        "target": number(target.target_value),
        "month": number(row.actual.month),
        "actual": number(row.actual.value),
        "high": number(row.actual.high) if row.actual.high is not None else "",
        "how": how_in_words(row, frame),
        "pace": pace_in_words(row),
        "status": status_in_words(row),
        "cells": [(HEADINGS[name], number(value)) for name, value in cells_told(row).items()],
        "verified_by": target.verified_by,
        "comment": target.comment,
    }


def in_file(row: Row, frame: Logframe) -> dict[str, Any]:
    """Give the cells of one row of the file: figures as figures, what is not known empty."""
    target, actual = row.target, row.actual
    cells = cells_told(row)
    return {
        "indicator": str(target.indicator),
        "campaign": str(target.campaign),
        "of_whom": str(target.get_sex_display()),
        "from_month": f"{target.from_month:%Y-%m}",
        "to_month": f"{target.to_month:%Y-%m}",
        "baseline": target.baseline_value,
        "baseline_on": target.baseline_on,
        "baseline_source": target.baseline_source,
        "target": target.target_value,
        "month": actual.month,
        "actual": actual.value,
        "how": how_in_words(row, frame),
        "upper": actual.high,
        "share": row.share,
        "gone": row.gone,
        "pace": str(row.pace.label) if row.pace else "",
        "status": status_in_words(row),
        **{name: cells.get(name) for name in (*CELLS, NOT_RECORDED)},
        "verified_by": target.verified_by,
        "comment": target.comment,
    }
