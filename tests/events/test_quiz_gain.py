"""The gain that the ledger gives is that of the quizzes themselves, whatever happens to them."""

import datetime as dt
from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.models import Place
from campaigns.quiz_gain import hands_by_district, hands_of_lines, spread_of
from campaigns.reach import reach_report
from campaigns.scope import EVERYWHERE, Scope
from campaigns.totals import lines_at
from events.models import Event, EventKind
from events.recording import save_event
from tests.events.phone import Phone, field_worker
from tests.events.quizzes import hands, offered_question, quiz_of, school_in

START = dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)
DAYS = (dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2024, 5, 31))
NAMES = ("asked_before", "right_before", "asked_after", "right_after")

line = st.tuples(*[st.none() | st.integers(0, 40)] * 4)
versions = st.fixed_dictionaries(
    {
        "day": st.sampled_from(DAYS),
        "district": st.integers(0, 1),
        "aside": st.booleans(),
        "lines": st.lists(line, max_size=2),
    }
)
# Three quizzes, saved again and again in the order of the list.
histories = st.lists(st.tuples(st.integers(0, 2), versions), min_size=1, max_size=6)


def as_said(lines: list[tuple[int | None, ...]]) -> dict:
    """Say hands as a door would have read them: right is never more than asked."""
    told = []
    for number, figures in enumerate(lines, start=1):
        said = {n: f for n, f in zip(NAMES, figures, strict=True) if f is not None}
        for when in ("before", "after"):
            asked, right = said.get(f"asked_{when}"), said.get(f"right_{when}")
            if asked is not None and right is not None:
                said[f"right_{when}"] = min(asked, right)
        told.append({"question": number, **said})
    return {"hands": told} if told else {}


def counted_by_hand(events: list[Event]) -> list[int]:
    """Add up anew, from nothing but what the events say: four figures, and how many quizzes."""
    sums = [0] * 5
    for event in events:
        whole = [
            [one[name] for name in NAMES]
            for one in event.details.get("hands", [])
            if all(one.get(name) is not None for name in NAMES)
            and one["asked_before"] * one["asked_after"] > 0
        ]
        for figures in whole:
            sums[:4] = [had + more for had, more in zip(sums[:4], figures, strict=True)]
        sums[4] += bool(whole)
    return sums


class GainOfTheLedger(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(histories)
    def test_it_is_that_of_the_events(self, history):
        kind = EventKind.objects.get(pk="school-quiz")
        places = [Place.objects.get(pk=code) for code in ("BD4047", "BD3093")]
        quizzes = [Event(kind=kind, headcount="count", girls=30, boys=20) for _ in range(3)]
        for minute, (number, version) in enumerate(history):
            quiz = quizzes[number]
            quiz.held_on, quiz.place = version["day"], places[version["district"]]
            quiz.details = as_said(version["lines"])
            quiz.standing = "set-aside" if version["aside"] else "counted"
            quiz.set_aside_reason = "logged twice" if version["aside"] else ""
            save_event(quiz, by=None, now=START + dt.timedelta(minutes=minute))
        counted = [one for one in quizzes if one.pk and one.standing == "counted"]
        first, last = dt.date(2024, 4, 1), dt.date(2024, 5, 1)
        by_district = hands_by_district(first=first, last=last, scope=EVERYWHERE)
        for place in places:
            here = [one for one in counted if one.place_id == place.pk]
            told = by_district.get(place.pk)
            figures = [getattr(told, name) for name in (*NAMES, "quizzes")] if told else [0] * 5
            assert figures == counted_by_hand(here)
        month, cumulative = hands_of_lines(lines_at(last))
        in_may = [one for one in counted if one.held_on.month == 5]
        assert [getattr(month, n) for n in (*NAMES, "quizzes")] == counted_by_hand(in_may)
        assert [getattr(cumulative, n) for n in (*NAMES, "quizzes")] == counted_by_hand(counted)
        *_figures, measured = sums = counted_by_hand(counted)
        gain = (
            Fraction(100 * sums[3], sums[2]) - Fraction(100 * sums[1], sums[0])
            if measured
            else None
        )
        assert cumulative.gain == gain


@pytest.fixture
def quizzes(db, union) -> None:
    """Two quizzes of one school, one of a school that was typed, and one in Dhaka."""
    one, two = offered_question(1), offered_question(2)
    here = Phone(field_worker("rahima"), union.code)
    dhaka = Phone(field_worker("karim", district="BD3026"), "BD3026")
    school = school_in(union).pk
    for phone, details in (
        (here, {"school": school, "hands": [hands(one, 60, 15, 50, 40)]}),
        (here, {"school": school, "hands": [hands(one, 40, 5, 50, 30), hands(two, 9, 9, None, 9)]}),
        (here, {"school_name": "=Canary School", "hands": [hands(two, 10, 5, 10, 4)]}),
        (here, {"school": school}),
        (dhaka, {"school_name": "Tejgaon School", "hands": [hands(two, 20, 0, 20, 20)]}),
    ):
        assert phone.send(quiz_of(phone, details)).status_code == 201


def test_the_months_report_holds_the_gain_as_it_was_known_at_any_moment(quizzes):
    field = reach_report(dt.date(2024, 5, 1), now=START)["field"]["quiz_gain"]
    gain = {"gain": 53.1, "asked_before": 130, "right_before": 25, "asked_after": 130}
    assert field["month"] == {**gain, "right_after": 94, "quizzes": 4}
    before = reach_report(dt.date(2024, 5, 1), now=START, as_of=START - dt.timedelta(days=1))
    assert before["field"]["quiz_gain"]["cumulative"]["gain"] is None
    june = reach_report(dt.date(2024, 6, 1), now=START)["field"]["quiz_gain"]
    assert (june["month"]["gain"], june["cumulative"]["gain"]) == (None, 53.1)


REPORT = "/admin/reports/quiz-gain/"


def reader(*permissions: str) -> Client:
    browser = Client()
    browser.force_login(field_worker("shila", "view_event", "access_admin", *permissions))
    return browser


def test_the_report_tells_each_school_its_gain_and_how_much_it_rests_on(quizzes, admin):
    shown = admin.get(REPORT)
    rows = {row.name: row for row in shown.context["object_list"]}
    row = rows["Dumuria High School"]
    assert (row.quizzes, row.measured, row.questions) == (3, 2, 2)
    assert (row.asked_before, row.percent_before, row.percent_after) == (100, 20.0, 70.0)
    assert (row.gain, rows["=Canary School"].gain, rows["Tejgaon School"].gain) == (50, -10, 100)
    text = shown.content.decode()
    for words in ("+50.0", "-10.0", "from 130 hands before and 130 after, in 4 quizzes",
                  "Districts (2): from +44.5 to +100.0"):  # fmt: skip
        assert words in text, words


def test_the_report_shows_ones_own_districts_and_the_months_asked_for(quizzes):
    browser = reader()
    own = browser.get(REPORT)
    assert "Tejgaon" not in own.content.decode()
    assert "Districts (1)" in own.content.decode()
    assert "Tejgaon" not in browser.get(REPORT, {"district": "BD3026"}).content.decode()
    earlier = browser.get(REPORT, {"last": "2024-04"})
    assert "Canary" in earlier.content.decode()  # no such month to choose: not narrowed


def test_the_report_goes_out_for_who_may_export_and_runs_nothing(quizzes):
    assert reader().get(REPORT, {"export": "csv"}).status_code == 302
    browser = Client()
    browser.force_login(field_worker("asma", "view_event", "access_admin", "export_event"))
    text = b"".join(browser.get(REPORT, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    head, *lines = text.splitlines()
    assert head.startswith('School,District,"Gain, points"')
    assert any(one.startswith("'=Canary School,") for one in lines)
    assert any(",50.0,20.0,70.0,100,100,2,3,2" in one for one in lines)


def test_who_neither_logs_nor_sees_events_sees_no_gain(quizzes):
    person = field_worker("donor", "access_admin")
    person.user_permissions.set(person.user_permissions.filter(codename="access_admin"))
    stranger = Client()
    stranger.force_login(person)
    assert stranger.get(REPORT).status_code == 302


def test_a_spread_needs_something_measured():
    assert spread_of([]) is None


def test_scope_narrows_the_books_as_it_narrows_lists(quizzes):
    months = {"first": dt.date(2024, 5, 1), "last": dt.date(2024, 5, 1)}
    assert [*hands_by_district(**months, scope=Scope(frozenset({"BD3026"})))] == ["BD3026"]
