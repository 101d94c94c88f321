"""Prottasha's printed figures come out to the digit, with their confidence."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.digital_reach import digital_cumulative
from campaigns.models import Entry
from campaigns.reach import reach_report
from campaigns.reach_books import rule_words
from portal.demo.prottasha import post_prottasha

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture
def prottasha(db) -> None:
    post_prottasha(NOW)


def report(month: str, **more) -> dict:
    return reach_report(dt.date.fromisoformat(f"{month}-01"), now=NOW, **more)


def pair(one: dict) -> tuple:
    return one["month"], one["cumulative"]


def test_september_2022_is_reproduced(prottasha):
    september = report("2022-09")
    digital = september["digital"]
    assert {one["channel"]: pair(one) for one in digital["channels"]} == {
        "facebook": (22539, 7593257),
        "youtube": (675, 359712),
        "unlabelled": (56, 877283),
    }
    assert digital["month"] | {"controls": None} == {
        "value": 23270,
        "known": 23270,
        "missing": [],
        "low": 22539,
        "high": 23270,
        "confidence": "sure",
        "controls": None,
    }
    assert (digital["cumulative"]["value"], digital["cumulative"]["confidence"]) == (
        8830252,
        "sure",
    )
    assert all(seen["agrees"] for seen in digital["month"]["controls"])
    assert {one["status"] for one in digital["channels"]} == {"settled"}
    assert pair(september["products"]) == (13, 839)
    assert pair(september["news_reports"]) == (0, 890)
    assert september["field"]["reached"]["cumulative"] == 1424550
    kinds = {one["kind"]: pair(one["events"]) for one in september["field"]["kinds"]}
    assert kinds["workshop"] == (None, 590)
    assert kinds["migration-forum-meeting"] == (None, 1017)


def test_december_2019_is_reproduced(prottasha):
    december = report("2019-12")["field"]
    assert december["reached"]["cumulative"] == 996003
    held = {one["kind"]: one["events"]["cumulative"] for one in december["kinds"]}
    assert {kind: n for kind, n in held.items() if n is not None} == {
        "ipt-show": 1621,
        "video-show": 2288,
        "school-quiz": 288,
        "migration-fair": 20,
        "migration-forum-meeting": 644,
        "workshop": 581,
        "dcc-meeting": 43,
    }


def test_the_parts_keep_their_own_confidence(prottasha):
    parts = {
        one["channel"]: one["parts"][0]["confidence"]
        for one in report("2022-09")["digital"]["channels"]
    }
    assert parts == {"facebook": "likely", "youtube": "unsure", "unlabelled": "unsure"}


def test_a_value_that_the_print_leaves_out_keeps_the_cumulative_and_says_it_is_at_least(prottasha):
    [dcc] = [one for one in report("2022-09")["field"]["kinds"] if one["kind"] == "dcc-meeting"]
    assert dcc["events"]["cumulative"] == 43
    assert dcc["events"]["cumulative_complete"] is False


def test_the_figure_that_pages_quote_is_that_of_the_report(prottasha):
    for month in ("2019-11", "2019-12", "2020-06", "2022-08", "2022-09"):
        digital = report(month)["digital"]
        rule, value = digital_cumulative(dt.date.fromisoformat(f"{month}-01"))
        assert (rule_words(rule), value) == (digital["rule"], digital["cumulative"]["value"])


def test_a_month_without_readings_is_null_and_the_cumulative_does_not_fall(prottasha):
    for month in ("2022-10", "2024-01", "2026-10"):
        digital = report(month)["digital"]
        rule, value = digital_cumulative(dt.date.fromisoformat(f"{month}-01"))
        assert (rule_words(rule), value) == (digital["rule"], digital["cumulative"]["value"])
        assert digital["month"]["value"] is None
        assert digital["month"]["missing"] == ["facebook", "youtube"]
        assert digital["cumulative"]["value"] == 8830252


def test_loading_it_twice_writes_nothing_more(prottasha):
    before = Entry.objects.count()
    post_prottasha(NOW + dt.timedelta(days=1))
    assert Entry.objects.count() == before


def test_as_of_a_moment_before_and_after_the_posting(prottasha):
    before = report("2022-09", as_of=NOW - dt.timedelta(seconds=1))
    assert before["digital"]["cumulative"]["value"] is None
    after = report("2022-09", as_of=NOW)
    live = report("2022-09")
    assert after == live


def test_a_report_takes_the_same_number_of_queries_however_much_was_posted(prottasha):
    def queries(month: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            report(month)
        return len(captured)

    # One of them groups the quarter for the estimate of persons.
    assert queries("2022-09") == queries("2026-10") == 12
