"""The headline of a month: its parts, what is missing, its range and its state."""

import datetime as dt

import pytest

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Channel, Control, Term
from campaigns.reach import reach_report
from campaigns.terms import declare_term

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
OCTOBER, NOVEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


def state(indicator: str, channel: str, month: dt.date, value: int | None, **more) -> None:
    definition = {"D1": "facebook-viewers", "D4": "youtube-engaged-views"}[indicator]
    end = (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    start = end - dt.timedelta(days=27) if indicator == "D1" else month
    post_stated(
        [
            Fact(
                cell=Cell(
                    indicator=indicator,
                    channel=channel,
                    definition=definition,
                    period_start=start,
                    period_end=end,
                    zone="America/Los_Angeles",
                ),
                source=Source(authority="platform", ref="account:1", observed_at=NOW),
                value=value,
                **more,
            )
        ],
        now=NOW,
    )


def digital(month: dt.date) -> dict:
    return reach_report(month, now=NOW)["digital"]


def statuses(month: dt.date) -> dict[str, str]:
    return {one["channel"]: one["status"] for one in digital(month)["channels"]}


def test_a_month_with_one_channel_missing_is_unknown_but_says_what_is_known():
    state("D4", "youtube", OCTOBER, 500, settled=True)
    month = digital(OCTOBER)["month"]
    assert (month["value"], month["known"], month["missing"]) == (None, 500, ["facebook"])
    assert (month["low"], month["high"], month["confidence"]) == (None, None, None)
    assert digital(OCTOBER)["cumulative"]["value"] == 500


def test_the_low_end_is_the_largest_part_that_counts_persons_or_accounts():
    state("D1", "facebook", OCTOBER, 200, settled=True)
    state("D4", "youtube", OCTOBER, 500, settled=True)
    month = digital(OCTOBER)["month"]
    assert (month["value"], month["low"], month["high"]) == (700, 200, 700)


def test_the_states_of_a_month():
    state("D1", "facebook", OCTOBER, 200, settled=True)
    state("D4", "youtube", OCTOBER, 500)
    assert statuses(OCTOBER) == {
        "facebook": "settled",
        "youtube": "settling",
        "unlabelled": "not_asked",
    }
    state("D4", "youtube", NOVEMBER, 40)
    assert statuses(NOVEMBER) == {
        "facebook": "open",
        "youtube": "open",
        "unlabelled": "not_asked",
    }


def test_a_month_with_days_missing_is_partial():
    state("D4", "youtube", OCTOBER, 500, reason="days-missing")
    assert statuses(OCTOBER)["youtube"] == "partial"
    assert digital(OCTOBER)["channels"][1]["month"] == 500


def test_a_month_that_was_asked_and_not_answered_is_a_gap():
    state("D1", "facebook", OCTOBER, None, reason="no-reading")
    assert statuses(OCTOBER)["facebook"] == "gap"
    assert digital(OCTOBER)["channels"][0]["month"] is None


def test_a_channel_connected_later_reaches_the_total():
    page = Channel.objects.create(
        slug="second-page", group="digital", label_en="Second", label_bn="দ্বিতীয়", sort_order=25
    )
    declare_term(page, "D1", OCTOBER)
    for channel in ("facebook", "second-page"):
        state("D1", channel, OCTOBER, 100, settled=True)
    state("D4", "youtube", OCTOBER, 7, settled=True)
    assert digital(OCTOBER)["month"]["value"] == 207


def test_what_lies_outside_a_terms_months_is_not_summed():
    state("D4", "youtube", OCTOBER, 500, settled=True)
    Term.objects.filter(channel="youtube", indicator="D4").update(from_month=NOVEMBER)
    assert digital(NOVEMBER)["cumulative"]["value"] is None
    state("D4", "youtube", NOVEMBER, 3)
    assert digital(NOVEMBER)["cumulative"]["value"] == 3


def test_switching_a_term_off_ends_it_with_its_month():
    state("D4", "youtube", OCTOBER, 500, settled=True)
    state("D1", "facebook", NOVEMBER, 9)
    Term.objects.filter(channel="youtube", indicator="D4").update(to_month=OCTOBER)
    november = digital(NOVEMBER)
    assert november["month"]["value"] == 9
    assert november["cumulative"]["value"] == 509


def test_a_printed_total_that_differs_is_told_and_vouches_for_nothing():
    state("D1", "facebook", OCTOBER, 200, settled=True, confidence="unsure")
    state("D4", "youtube", OCTOBER, 500, settled=True)
    Control.objects.create(
        document="sheet", rule_slug="digital", month=OCTOBER, basis="month", value=701,
        confidence="sure",
    )  # fmt: skip
    month = digital(OCTOBER)["month"]
    assert month["controls"] == [{"document": "sheet", "printed": 701, "agrees": False}]
    assert month["confidence"] == "unsure"
    Control.objects.update(value=700)
    assert digital(OCTOBER)["month"]["confidence"] == "sure"


def test_a_kind_that_holds_two_attendances_adds_neither_to_the_other():
    for indicator, definition, value in (
        ("A2", "attendance", 30),
        ("A4", "coordination-attendance", 7),
    ):
        cell = Cell(
            indicator=indicator,
            channel="training",
            definition=definition,
            period_start=dt.date(2017, 4, 1),
            period_end=dt.date(2022, 9, 30),
            zone="Asia/Dhaka",
            role="opening",
        )
        source = Source(authority="person", ref="sheet", observed_at=NOW)
        post_stated([Fact(cell=cell, source=source, value=value)], now=NOW)
    kinds = reach_report(OCTOBER, now=NOW)["field"]["kinds"]
    training = next(one for one in kinds if one["kind"] == "training")
    assert training["attendance"]["cumulative"]["all"] == 30
