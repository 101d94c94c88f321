"""A closed month prints what it knew; what comes for it later is in the total, once."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from campaigns.closing import approve_closing, begin_closing
from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.printed import PrintedCumulative, document_source, post_printed_cumulatives
from campaigns.reach import reach_report

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DEFINITIONS = {
    "A1": "events-held",
    "C1": "products-developed",
    "D0": "printed-reach",
    "D1": "facebook-viewers",
    "D2": "facebook-views",
}


def state(
    indicator: str,
    channel: str,
    period: tuple[dt.date, dt.date],
    value: int,
    *,
    minute: int = 0,
    role: str = "month",
) -> None:
    cell = Cell(
        indicator=indicator,
        channel=channel,
        definition=DEFINITIONS[indicator],
        period_start=period[0],
        period_end=period[1],
        zone="Asia/Dhaka",
        role=role,
    )
    observed_at = NOW + dt.timedelta(minutes=minute)
    source = Source(authority="person", ref="sheet", observed_at=observed_at)
    post_stated([Fact(cell=cell, source=source, value=value, settled=True)], now=observed_at)


def close(month: dt.date) -> None:
    one, other = (User.objects.get_or_create(username=name)[0] for name in ("asma", "rahim"))
    begin_closing(month, by=one, today=NOW.date())
    approve_closing(month, by=other, now=NOW)


def digital(month: dt.date) -> dict:
    return reach_report(month, now=NOW)["digital"]


def facebook(month: dt.date) -> dict:
    return next(one for one in digital(month)["channels"] if one["channel"] == "facebook")


AUGUST_2026 = (dt.date(2026, 8, 1), dt.date(2026, 8, 31))
SEPTEMBER_2022 = (dt.date(2022, 9, 1), dt.date(2022, 9, 30))
TO_AUGUST_2022 = (dt.date(2017, 4, 1), dt.date(2022, 8, 31))


def test_a_late_figure_of_a_term_that_has_ended_reaches_the_total():
    state("D0", "facebook", SEPTEMBER_2022, 100)
    close(SEPTEMBER_2022[0])
    state("D0", "facebook", SEPTEMBER_2022, 161, minute=1)
    assert digital(SEPTEMBER_2022[0])["cumulative"]["value"] == 100
    assert digital(dt.date(2022, 10, 1))["cumulative"]["value"] == 161


def test_a_figure_shown_beside_the_total_does_not_move():
    state("D2", "facebook", AUGUST_2026, 100)
    close(AUGUST_2026[0])
    before = digital(AUGUST_2026[0])
    state("D2", "facebook", AUGUST_2026, 150, minute=1)
    assert digital(AUGUST_2026[0]) == before


def test_a_gap_stays_a_gap_when_its_figure_comes_late():
    state("C1", "products", AUGUST_2026, 1)
    close(AUGUST_2026[0])
    state("D1", "facebook", (dt.date(2026, 8, 4), dt.date(2026, 8, 31)), 100, minute=1)
    august = facebook(AUGUST_2026[0])
    assert (august["month"], august["status"]) == (None, "gap")
    assert facebook(dt.date(2026, 9, 1))["cumulative"] == 100


def test_an_opening_is_printed_as_the_month_held_it():
    state("D0", "facebook", TO_AUGUST_2022, 100, role="opening")
    close(dt.date(2022, 8, 1))
    state("D0", "facebook", TO_AUGUST_2022, 110, minute=1, role="opening")
    july, august, september = (facebook(dt.date(2022, month, 1)) for month in (7, 8, 9))
    assert (july["cumulative"], july["opening"]) == (None, None)
    assert (august["cumulative"], august["opening"]["value"]) == (100, 100)
    assert (september["cumulative"], september["opening"]["value"]) == (110, 110)


def test_a_printed_cumulative_of_a_closed_month_posted_again_writes_nothing():
    state("A1", "workshop", (dt.date(2017, 4, 1), dt.date(2019, 12, 31)), 1000, role="opening")
    close(dt.date(2019, 12, 1))
    close(dt.date(2020, 1, 1))
    printed = PrintedCumulative(
        indicator="A1",
        channel="workshop",
        since=dt.date(2020, 1, 1),
        as_of=dt.date(2020, 1, 31),
        value=1017,
    )
    for written in (1, 0):
        posting = post_printed_cumulatives([printed], source=document_source("sheet", NOW), now=NOW)
        assert posting.written == written
    february = reach_report(dt.date(2020, 2, 1), now=NOW)["field"]["events"]
    assert february["cumulative"] == 1017
