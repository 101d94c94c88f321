"""What the books hold by district over some months: the roll-ups say what the entries say."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.closing import approve_closing, begin_closing
from campaigns.district_figures import booked_by_district
from campaigns.ledger import Cell, Fact, Source, post_contribution
from campaigns.models import Place
from campaigns.scope import EVERYWHERE, NOWHERE, Scope

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 1) for month in (8, 9, 10))


def show(
    ref: str, place: str, day: dt.date, *women: int | None, now=NOW, channel="ipt-show"
) -> None:
    """Post one event; without a figure it takes everything back."""
    said = Source(authority="person", ref=ref, observed_at=now)
    facts = [
        Fact(
            cell=Cell(
                indicator="A2",
                channel=channel,
                definition="attendance",
                period_start=day,
                period_end=day,
                zone="Asia/Dhaka",
                area=place,
                sex="w",
                age="adult",
            ),
            source=said,
            value=value,
            reason="" if value is not None else "not-recorded",
        )
        for value in women
    ]
    post_contribution(f"event:{ref}", facts, source=said, now=now)


def figures(first: dt.date, last: dt.date, *, scope=EVERYWHERE, channel="") -> dict:
    found = booked_by_district(["A2"], first=first, last=last, scope=scope, channel=channel)
    return {
        district: (one.figure, one.unknown, one.late) for (_code, district), one in found.items()
    }


def test_months_add_up_and_what_nobody_knows_is_told_apart(places):
    tangail, sylhet, khulna = (code[:6] for code in places)
    show("1", places[0], AUGUST, 10)
    show("2", places[0], SEPTEMBER, 5)
    show("3", places[0], OCTOBER, 1)
    show("4", places[1], SEPTEMBER, None)
    show("5", places[2], SEPTEMBER, 0)
    show("6", places[0], SEPTEMBER, None)
    assert figures(AUGUST, SEPTEMBER) == {
        tangail: (15, 1, 0),
        sylhet: (None, 1, 0),
        khulna: (0, 0, 0),
    }
    assert figures(OCTOBER, OCTOBER) == {tangail: (1, 0, 0)}
    assert figures(AUGUST, OCTOBER, channel="video-show") == {}


def test_what_was_taken_back_is_no_nought(places):
    show("1", places[0], AUGUST, 10)
    show("1", places[0], AUGUST, now=NOW + dt.timedelta(hours=1))
    assert figures(AUGUST, OCTOBER) == {}


def test_what_comes_late_stands_where_it_was_booked_and_is_told(places):
    show("1", places[0], AUGUST, 10)
    one, two = (User.objects.create_user(name) for name in ("one", "two"))
    begin_closing(AUGUST, by=one, today=NOW.date())
    approve_closing(AUGUST, by=two, now=NOW)
    show("2", places[0], AUGUST, 7)
    show("3", places[1], AUGUST, None)
    tangail, sylhet = places[0][:6], places[1][:6]
    # A closed month never moves.
    assert figures(AUGUST, AUGUST) == {tangail: (10, 0, 0)}
    assert figures(SEPTEMBER, OCTOBER) == {tangail: (7, 0, 7), sylhet: (None, 1, 0)}
    assert figures(AUGUST, OCTOBER)[tangail] == (17, 0, 7)


def test_a_scope_sees_its_own_districts_only(places):
    for number, place in enumerate(places):
        show(str(number), place, AUGUST, 10)
    own = places[0][:6]
    assert set(figures(AUGUST, OCTOBER, scope=Scope(frozenset({own})))) == {own}
    assert figures(AUGUST, OCTOBER, scope=NOWHERE) == {}


def test_three_queries_however_many_districts(places):
    every = Place.objects.filter(level="union").order_by("?")[:30]
    for number, union in enumerate(every):
        show(str(number), union.pk, AUGUST, number)
    with CaptureQueriesContext(connection) as captured:
        assert figures(AUGUST, OCTOBER)
    assert len(captured) == 3
