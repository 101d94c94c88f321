"""Open, settling, settled, partial, gap, not asked: said of typed and of imported figures alike.

Of polled ones: tests/media_ingest/test_states_of_a_polled_month.py.
"""

import datetime as dt
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from campaigns.importing import import_sheet
from campaigns.ledger import post_stated
from campaigns.models import Channel
from campaigns.reach import reach_report
from campaigns.statements import Statement
from campaigns.terms import declare_term

pytestmark = pytest.mark.django_db
RUNNING, OVER = (dt.datetime(2026, month, 20, 6, tzinfo=dt.UTC) for month in (9, 10))
SEPTEMBER = dt.date(2026, 9, 1)
HEAD = "channel,indicator,role,period_start,period_end,value,reason\n"
Say = Callable[..., None]


def typed(channel: str, indicator: str, days: tuple[str, str], value, now) -> None:
    start, end = map(dt.date.fromisoformat, days)
    said = Statement(
        channel=channel, indicator=indicator, period_start=start, period_end=end, value=value,
        reason="" if value is not None else "withheld", source="a letter",
    )  # fmt: skip
    post_stated([said.fact(now=now)], now=now)


def imported(channel: str, indicator: str, days: tuple[str, str], value, now) -> None:
    reason = "withheld" if value is None else ""
    row = (
        f"{channel},{indicator},month,{days[0]},{days[1]},{'' if value is None else value},{reason}"
    )
    result = import_sheet(f"{HEAD}{row}\n".encode(), name="f.csv", now=now)
    assert not result.bad


WHOLE = ("2026-09-01", "2026-09-30")
FIRST, SECOND = ("2026-09-01", "2026-09-14"), ("2026-09-15", "2026-09-30")


@pytest.fixture(params=[typed, imported])
def say(request) -> Say:
    return request.param


@pytest.fixture(
    params=[("facebook", "D1"), ("youtube", "D4"), ("x-twitter", "M1"), ("television", "M3")]
)
def told(request, db) -> tuple[str, str]:
    """One of the digital channels, two of them added by staff, and what counts there."""
    slug, indicator = request.param
    channel, _ = Channel.objects.get_or_create(
        slug=slug, defaults={"group": "digital", "label_en": slug, "label_bn": slug}
    )
    declare_term(channel, indicator, SEPTEMBER)
    return slug, indicator


def status(channel: str, now: dt.datetime, month: dt.date = SEPTEMBER) -> tuple[str, int | None]:
    [one] = [
        c for c in reach_report(month, now=now)["digital"]["channels"] if c["channel"] == channel
    ]
    return one["status"], one["month"]


def test_a_month_that_runs_is_open_and_becomes_settled_by_a_last_word(say, told):
    assert status(told[0], RUNNING) == ("open", None)
    say(*told, WHOLE, 7, RUNNING)
    assert status(told[0], RUNNING) == ("open", 7)
    # It is over, and the last that was said of it is from its middle.
    assert status(told[0], OVER) == ("settling", 7)
    say(*told, WHOLE, 7, OVER)
    assert status(told[0], OVER) == ("settled", 7)


def test_a_month_of_which_a_stretch_is_unknown_is_partial(say, told):
    say(*told, FIRST, 7, OVER)
    say(*told, SECOND, None, OVER)
    assert status(told[0], OVER) == ("partial", 7)


def test_a_month_without_a_figure_is_a_gap_and_a_zero_is_none(say, told):
    assert status(told[0], OVER) == ("gap", None)
    say(*told, WHOLE, None, OVER)
    assert status(told[0], OVER) == ("gap", None)
    say(*told, WHOLE, 0, OVER + dt.timedelta(hours=1))
    assert status(told[0], OVER) == ("settled", 0)


def test_a_month_outside_the_channels_dates_is_not_asked(told):
    Channel.objects.filter(pk=told[0]).update(active_from=dt.date(2026, 10, 1))
    assert status(told[0], OVER) == ("not_asked", None)


@pytest.mark.parametrize(("language", "days"), [("en", "3–30 September 2026"),
                                                ("bn", "৩–৩০ সেপ্টেম্বর ২০২৬")])  # fmt: skip
def test_the_command_prints_the_days_beside_the_figure(say, language, days):
    say("facebook", "D1", ("2026-09-03", "2026-09-30"), 1234, OVER)
    out = StringIO()
    call_command("reach", "--month", "2026-09", "--language", language, stdout=out)
    [line] = [line for line in out.getvalue().splitlines() if "1,234  " in line and days in line]
    assert line.endswith(f"settled; {days}")
    out = StringIO()
    call_command("reach", "--month", "2026-09", "--json", stdout=out)
    assert "2026-09-03" in json.dumps(json.loads(out.getvalue()))
