"""What is refused, and beside which field it is said."""

import datetime as dt

import pytest

from campaigns.models import Place
from events.plausibility import find_problems

pytestmark = pytest.mark.django_db


def place(level: str) -> Place:
    return Place.objects.filter(level=level).order_by("code")[0]


def test_a_right_event_has_no_problem(new_event, now):
    assert find_problems(new_event(), now=now) == {}


def test_today_is_today_in_dhaka(new_event):
    event = new_event(held_on=dt.date(2024, 5, 10))
    before_midnight = dt.datetime(2024, 5, 9, 17, 59, tzinfo=dt.UTC)
    assert list(find_problems(event, now=before_midnight)) == ["held_on"]
    assert find_problems(event, now=before_midnight + dt.timedelta(minutes=1)) == {}


def test_nothing_was_held_before_the_programme_began(new_event, now, settings):
    assert find_problems(new_event(held_on=dt.date(2017, 4, 1)), now=now) == {}
    early = find_problems(new_event(held_on=dt.date(2017, 3, 31)), now=now)
    assert early == {"held_on": "The programme began on 1 April 2017."}
    settings.EVENTS_FIRST_DAY = dt.date(2015, 1, 1)
    assert find_problems(new_event(held_on=dt.date(2017, 3, 31)), now=now) == {}


def test_a_workshop_says_its_level_and_nothing_else_has_one(new_event, now):
    workshop = new_event("workshop", place=place("upazila"))
    assert list(find_problems(workshop, now=now)) == ["level"]
    assert list(find_problems(new_event(level="union"), now=now)) == ["level"]


@pytest.mark.parametrize(
    ("level", "place_level", "fits"),
    [
        ("union", "union", True),
        ("union", "upazila", False),
        ("upazila", "upazila", True),
        ("upazila", "city_corporation", True),
        ("upazila", "union", False),
        ("district", "district", True),
        ("district", "upazila", False),
    ],
)
def test_the_place_is_of_the_workshops_level(new_event, now, level, place_level, fits):
    workshop = new_event("workshop", level=level, place=place(place_level))
    assert list(find_problems(workshop, now=now)) == ([] if fits else ["place"])


def test_a_division_is_no_place_for_an_event(new_event, now):
    assert list(find_problems(new_event(place=place("division")), now=now)) == ["place"]


def test_no_figure_at_all_must_be_said(new_event, now):
    blank = new_event(headcount="count")
    assert list(find_problems(blank, now=now)) == ["headcount"]
    blank.headcount = "not-counted"
    assert find_problems(blank, now=now) == {}


def test_zero_is_a_figure(new_event, now):
    assert find_problems(new_event(women=0), now=now) == {}


def test_figures_and_nobody_counted_contradict_each_other(new_event, now):
    event = new_event(women=3, headcount="not-counted")
    assert list(find_problems(event, now=now)) == ["headcount"]


def test_more_people_than_one_event_can_hold_are_refused(new_event, now):
    event = new_event(women=60_000, men=60_000)
    assert list(find_problems(event, now=now)) == ["headcount"]


def test_setting_aside_needs_a_reason(new_event, now):
    event = new_event(standing="set-aside", set_aside_reason=" ")
    assert list(find_problems(event, now=now)) == ["set_aside_reason"]


def test_a_question_needs_words_unless_a_flag_asks_it(new_event, now):
    assert list(find_problems(new_event(standing="questioned"), now=now)) == ["question"]
    assert list(find_problems(new_event(standing="questioned", flags=["old"]), now=now)) == [
        "question"
    ]
    assert find_problems(new_event(standing="questioned", flags=["future"]), now=now) == {}
    asked = new_event(standing="questioned", question="How many came?")
    assert find_problems(asked, now=now) == {}
    asked.standing = "counted"
    assert list(find_problems(asked, now=now)) == ["question"]


@pytest.mark.parametrize("field", ["first_timers", "persons_with_disabilities"])
def test_no_more_can_be_among_them_than_came(new_event, now, field):
    whole = {"women": 10, "men": 0, "girls": 0, "boys": 0}
    assert find_problems(new_event(**whole, **{field: 10}), now=now) == {}
    assert list(find_problems(new_event(**whole, **{field: 11}), now=now)) == [field]
    # Women alone were counted, so more may have come.
    assert find_problems(new_event(women=10, **{field: 11}), now=now) == {}
