"""Targets and results: what is a sum, what is none, and that nothing unknown becomes a zero."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.actuals import Basis
from campaigns.closing import approve_closing, begin_closing
from campaigns.logframe import Pace, Row, Status, logframe
from campaigns.models import Target
from tests.campaigns.booked import NOW, add, state
from tests.campaigns.campaign_made import make_campaign, somebody

pytestmark = pytest.mark.django_db
TODAY, OCTOBER = dt.date(2026, 11, 22), dt.date(2026, 10, 1)


def target(indicator: str, value: int = 100, **over) -> Target:
    parts = {"from_month": dt.date(2026, 7, 1), "to_month": dt.date(2026, 12, 1), **over}
    made, _new = Target.objects.update_or_create(
        indicator_id=indicator, **{"campaign_id": "none", "sex": "all", **parts},
        defaults={"target_value": value},
    )  # fmt: skip
    return made


def row(indicator: str, value: int = 100, month: dt.date = OCTOBER, **over) -> Row:
    made = target(indicator, value, **over)
    return next(one for one in logframe(month, today=TODAY).rows if one.target == made)


def test_an_actual_is_the_sum_of_the_months_of_the_period_and_no_others():
    for month, came in ((6, 1000), (7, 20), (8, 30), (10, 6), (11, 500)):
        add("A2", dt.date(2026, month, 3), {"w adult": came})
    found = row("A2", 200)
    assert (found.actual.value, found.actual.month, found.actual.basis) == (56, 6, Basis.SUM)
    # 123 of 184 days are over, 28 of 100 are there.
    assert (found.share, found.gone, found.pace) == (28, 66, Pace.BEHIND)
    assert found.status is Status.KNOWN
    ended = row("A2", 50, from_month=dt.date(2026, 7, 1), to_month=dt.date(2026, 8, 1))
    assert (ended.actual.value, ended.actual.month, ended.pace) == (50, None, Pace.REACHED)
    missed = row("A2", 51, from_month=dt.date(2026, 7, 1), to_month=dt.date(2026, 8, 1))
    assert (missed.share, missed.gone, missed.pace) == (98, 100, Pace.NOT_REACHED)
    assert row("A2", 80).pace is Pace.AHEAD


def test_a_target_that_has_not_begun_is_not_told():
    target("A2", from_month=dt.date(2026, 11, 1))
    assert logframe(OCTOBER, today=TODAY).rows == ()


def test_nothing_known_has_no_share_and_no_word():
    found = row("A2")
    assert (found.actual.value, found.share, found.pace) == (None, None, None)
    assert found.status is Status.UNKNOWN
    add("A2", dt.date(2026, 8, 3), {"x x": None})
    found = row("A2", 101)
    assert (found.actual.value, found.status) == (None, Status.UNKNOWN)
    add("A2", dt.date(2026, 8, 4), {"x x": 0})
    found = row("A2", 102)
    assert (found.actual.value, found.share, found.status) == (0, 0, Status.IN_PART)


def test_months_of_which_nobody_stated_a_figure_are_counted_and_never_noughts():
    state("C1", 7, 4)
    state("C1", 9, 0)
    found = row("C1")
    assert (found.actual.value, found.missing, found.status) == (4, 2, Status.IN_PART)
    november = next(iter(logframe(dt.date(2026, 11, 1), today=TODAY).rows))
    assert november.missing == 2  # November is not over


def test_cells_of_women_and_men_add_up_and_a_target_may_be_of_women():
    add("A2", dt.date(2026, 8, 3), {"w adult": 5, "m adult": 7, "w child": 2, "x x": 1})
    found = row("A2")
    assert found.actual.cells == {
        "women": 5, "men": 7, "girls": 2, "boys": None, "not_recorded": 1,
    }  # fmt: skip
    women = row("A2", sex="w")
    assert (women.actual.value, women.actual.cells["men"]) == (7, None)


def test_a_campaign_has_its_own_and_the_programme_has_all():
    make_campaign("before-eid")
    add("A2", dt.date(2026, 8, 3), {"x x": 5}, campaign="before-eid")
    add("A2", dt.date(2026, 8, 4), {"x x": 9})
    assert row("A2").actual.value == 14
    assert row("A2", campaign_id="before-eid").actual.value == 5
    every = logframe(OCTOBER, today=TODAY).rows
    assert [one.target.campaign_id for one in every] == ["none", "before-eid"]
    only = logframe(OCTOBER, today=TODAY, campaign="before-eid").rows
    assert [one.target.campaign_id for one in only] == ["before-eid"]


def test_accounts_are_the_largest_month_and_a_survey_the_newest():
    for month, seen in ((7, 90), (8, 120), (9, 80)):
        state("D1", month, seen)
        state("K2", month, seen - 50)
    found = row("D1")
    assert (found.actual.value, found.actual.at, found.actual.basis) == (
        120, dt.date(2026, 8, 1), Basis.LARGEST,
    )  # fmt: skip
    assert (found.pace, found.actual.cells) == (Pace.REACHED, None)
    recall = row("K2")
    assert (recall.actual.value, recall.actual.at) == (30, dt.date(2026, 9, 1))
    assert recall.pace is Pace.NOT_REACHED  # days say nothing of it


def test_what_does_not_add_up_over_channels_is_told_in_parts():
    state("M1", 8, 40, channel="news")
    state("M1", 8, 70, channel="products")
    found = row("M1")
    assert (found.actual.value, found.share, found.status) == (None, None, Status.IN_PART)
    assert [(part.channel, part.value) for part in found.actual.parts] == [
        ("news", 40), ("products", 70),
    ]  # fmt: skip


def test_no_sum_runs_across_a_change_of_meaning():
    days = {"channel": "youtube", "zone": "America/Los_Angeles", "indicator": "D3"}
    state("D4", 7, 40, definition="youtube-views-2025", **days)
    state("D4", 9, 90, definition="youtube-views-2026", **days)
    found = row("D3")
    assert found.actual.value is None
    assert [part.value for part in found.actual.parts] == [40, 90]


def test_months_under_two_meanings_have_no_largest_one():
    state("D1", 4, 900, definition="facebook-reach")
    state("D1", 8, 120)
    found = row("D1", from_month=dt.date(2026, 4, 1))
    assert (found.actual.value, found.actual.at, found.share) == (None, None, None)
    assert [part.value for part in found.actual.parts] == [900, 120]


def test_an_opening_balance_counts_only_where_it_lies_in_the_period():
    state("C1", 8, 50, role="opening", period_start=dt.date(2026, 7, 1))
    state("C1", 9, 3)
    assert row("C1").actual.value == 53
    inside = row("C1", from_month=dt.date(2026, 8, 1))
    assert inside.actual.value == 3


def test_what_was_booked_late_stands_in_the_month_that_booked_it_and_is_told():
    add("A2", dt.date(2026, 7, 3), {"x x": 5})
    july = dt.date(2026, 7, 1)
    begin_closing(july, by=somebody("Editors"), today=TODAY)
    approve_closing(july, by=somebody("Approvers"), now=NOW)
    add("A2", dt.date(2026, 7, 4), {"x x": 8})
    whole = row("A2")
    assert (whole.actual.value, whole.actual.late) == (13, 8)
    at_the_end = logframe(july, today=TODAY).rows[0]
    assert (at_the_end.actual.value, at_the_end.actual.late) == (5, 0)


def test_the_gain_of_quizzes_is_computed_from_the_hands_of_the_period():
    for code, hands in (("K3", 40), ("K4", 10), ("K5", 40), ("K6", 30)):
        add(code, dt.date(2026, 8, 3), {"x x": hands})
        add(code, dt.date(2026, 6, 3), {"x x": 1})
    found = row("K1", 20)
    assert (found.actual.value, found.actual.basis, found.share) == (50.0, Basis.GAIN, 250)
    assert row("K1", 20, from_month=OCTOBER).actual.value is None


def test_persons_are_the_largest_quarter_and_what_somebody_stated_stands_before_it():
    add("A2", dt.date(2026, 8, 3), {"x x": 70})
    add("A2", dt.date(2026, 10, 3), {"x x": 60})
    found = row("A3")
    assert (found.actual.value, found.actual.high, found.actual.at) == (
        70, 70, dt.date(2026, 7, 1),
    )  # fmt: skip
    assert found.actual.basis is Basis.ESTIMATE
    state("A3", 9, 55)
    stated = row("A3", 101)
    assert (stated.actual.value, stated.actual.basis) == (55, Basis.LARGEST)


def test_it_takes_nine_queries_for_any_number_of_targets():
    make_campaign("before-eid")
    counts = []
    for campaign, indicators in (("none", ["A3"]), ("before-eid", ["A2", "C1", "K1", "D1", "A3"])):
        for indicator in indicators:
            add("A2", dt.date(2026, 8, len(counts) + 1), {"x x": 7}, campaign=campaign)
            target(indicator, campaign_id=campaign)
            state("D1", 8, 5)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert logframe(OCTOBER, today=TODAY).rows
        counts.append(len(queries))
    assert counts == [9, 9]


class TheSum(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.integers(5, 10),
                st.sampled_from(["w adult", "m adult", "w child", "m child", "x x"]),
                st.none() | st.integers(0, 40),
            ),
            min_size=1,
            max_size=8,
        ),
        st.integers(6, 9),
        st.integers(0, 3),
    )
    def test_it_is_that_of_the_records_and_of_its_cells(self, said, begins, length):
        for number, (month, cell, value) in enumerate(said):
            add("A2", dt.date(2026, month, 3), {cell: value}, ref=f"event:{number}")
        ends = min(begins + length, 10)
        found = row(
            "A2", from_month=dt.date(2026, begins, 1), to_month=dt.date(2026, ends, 1)
        ).actual
        inside = [value for month, _cell, value in said if begins <= month <= ends]
        known = [value for value in inside if value is not None]
        assert found.value == (sum(known) if known else None)
        assert found.unknown == len(inside) - len(known)
        if inside:
            cells = [value for value in found.cells.values() if value is not None]
            assert (sum(cells) if cells else None) == found.value
