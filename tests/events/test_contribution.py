"""What an event says to the ledger: the pure rule, without a database."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.ledger import Fact, Source
from events.contribution import facts_of
from events.models import Event, EventKind

SOURCE = Source(
    authority="person", ref="event:1", observed_at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
)
FIGURES = ("women", "men", "girls", "boys", "not_recorded")


def event(reach_class: str = "awareness", **parts) -> Event:
    kind = EventKind(channel_id="ipt-show", reach_class=reach_class)
    return Event(
        kind=kind, place_id="BD40473030", held_on=dt.date(2024, 5, 10), headcount="count", **parts
    )


def told(an_event: Event) -> dict[str, int | None]:
    return {name_of(fact): fact.value for fact in facts_of(an_event, source=SOURCE)}


def name_of(fact: Fact) -> str:
    return f"{fact.cell.indicator} {fact.cell.sex} {fact.cell.age}"


def test_each_figure_has_its_cell():
    full = event(women=1, men=2, girls=3, boys=4, not_recorded=5)
    assert told(full) == {
        "A1 x x": 1,
        "A2 w adult": 1,
        "A2 m adult": 2,
        "A2 w child": 3,
        "A2 m child": 4,
        "A2 x x": 5,
    }


def test_the_cell_says_when_where_and_of_what_kind():
    held = facts_of(event(women=1), source=SOURCE)[0].cell
    assert (held.period_start, held.period_end) == (dt.date(2024, 5, 10), dt.date(2024, 5, 10))
    assert (held.channel, held.area, held.zone) == ("ipt-show", "BD40473030", "Asia/Dhaka")
    assert (held.definition, held.campaign, held.role) == ("events-held", "none", "month")


def test_a_zero_is_a_value_and_a_blank_beside_it_is_unknown():
    facts = facts_of(event(women=0), source=SOURCE)
    assert told(event(women=0))["A2 w adult"] == 0
    unknown = {name_of(fact): fact.reason for fact in facts if fact.value is None}
    assert unknown == dict.fromkeys(("A2 m adult", "A2 w child", "A2 m child"), "not-recorded")


def test_with_a_figure_under_not_recorded_a_blank_says_nothing():
    assert told(event(women=5, not_recorded=30)) == {"A1 x x": 1, "A2 w adult": 5, "A2 x x": 30}


def test_five_blanks_are_one_unknown_crowd_at_an_event_that_was_held():
    assert told(event()) == {"A1 x x": 1, "A2 x x": None}


def test_first_timers_stand_beside_all_who_came_to_the_same_event():
    asked = told(event(women=5, men=4, first_timers=0))
    assert (asked["A6 x x"], asked["A7 x x"]) == (0, 9)
    unknown = told(event(first_timers=3))
    assert (unknown["A6 x x"], unknown["A7 x x"]) == (3, None)
    assert "A6 x x" not in told(event(women=5))


@pytest.mark.parametrize(
    "parts", [{"women": 5}, {}, {"not_recorded": 9}, {"women": 5, "first_timers": 2}]
)
def test_officials_in_coordination_are_never_among_the_reached(parts):
    facts = facts_of(event("coordination", **parts), source=SOURCE)
    attendance = {fact.cell.indicator for fact in facts} - {"A1"}
    assert attendance == {"A4"}
    assert {fact.cell.definition for fact in facts} == {"events-held", "coordination-attendance"}


def test_an_event_set_aside_says_nothing():
    assert facts_of(event(women=5, standing="set-aside"), source=SOURCE) == []


attendance = st.fixed_dictionaries({name: st.none() | st.integers(0, 100_000) for name in FIGURES})


@settings(max_examples=500)
@given(figures=attendance, reach_class=st.sampled_from(["awareness", "coordination"]))
def test_the_parts_told_equal_the_total(figures, reach_class):
    an_event = event(reach_class, **figures)
    parts = [
        fact.value
        for fact in facts_of(an_event, source=SOURCE)
        if fact.cell.indicator != "A1" and fact.value is not None
    ]
    assert an_event.total == (sum(parts) if parts else None)


@settings(max_examples=500)
@given(figures=attendance)
def test_no_cell_is_told_twice_and_every_unknown_has_its_reason(figures):
    facts = facts_of(event(**figures), source=SOURCE)
    assert len({fact.cell for fact in facts}) == len(facts)
    assert all((fact.value is None) == (fact.reason == "not-recorded") for fact in facts)


@settings(max_examples=500)
@given(figures=attendance)
def test_somebody_is_unknown_exactly_when_the_total_is_unknown_or_at_least(figures):
    an_event = event(**figures)
    unknown = any(fact.value is None for fact in facts_of(an_event, source=SOURCE))
    assert unknown == (an_event.total is None or an_event.total_is_at_least)
