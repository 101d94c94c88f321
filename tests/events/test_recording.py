"""Storing an event and counting it are one act, through every change."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from campaigns.ledger import LedgerRefused
from campaigns.models import Current, Entry, Place, Roll
from events.models import Event, EventKind
from events.recording import record_events, save_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(now):
    return now + dt.timedelta(hours=1)


@pytest.fixture
def stored(new_event, now) -> Event:
    event = new_event(women=10, men=20, girls=3, boys=4)
    save_event(event, by=None, now=now)
    return event


def test_a_stored_event_counts(stored, ledger):
    assert ledger(key__area_code=stored.place_id) == {
        "A1 x x": 1,
        "A2 w adult": 10,
        "A2 m adult": 20,
        "A2 w child": 3,
        "A2 m child": 4,
    }


def test_storing_the_same_again_writes_no_entry(stored, later):
    before = Entry.objects.count()
    assert save_event(stored, by=None, now=later).written == 0
    assert Entry.objects.count() == before


def test_an_edit_moves_a_number_between_two_cells_and_touches_no_other(stored, later, ledger):
    stored.women, stored.not_recorded = 6, 4
    posting = save_event(stored, by=None, now=later)
    assert posting.written == 2
    assert ledger()["A2 w adult"] == 6
    assert ledger()["A2 x x"] == 4
    assert sum(ledger().values()) == 1 + 37


@pytest.mark.parametrize("change", ["date", "place", "kind"])
def test_a_change_of_date_place_or_kind_voids_the_old_cells(stored, later, ledger, change):
    old = set(Current.objects.values_list("key_id", flat=True))
    before = ledger()
    if change == "date":
        stored.held_on = dt.date(2024, 4, 30)
    elif change == "place":
        stored.place = Place.objects.filter(level="union", code__startswith="BD3093")[0]
    else:
        stored.kind = EventKind.objects.get(pk="video-show")
    save_event(stored, by=None, now=later)
    states = Current.objects.filter(key__in=old).values_list("state", flat=True)
    assert set(states) == {"void"}
    assert ledger() == before


def test_a_show_that_was_a_workshop_leaves_the_reached(stored, later, ledger):
    stored.kind = EventKind.objects.get(pk="dcc-meeting")
    save_event(stored, by=None, now=later)
    assert {cell.split()[0] for cell in ledger()} == {"A1", "A4"}


def test_set_aside_takes_it_out_of_the_totals_and_back(stored, later, ledger):
    before = ledger()
    stored.standing, stored.set_aside_reason = "set-aside", "logged twice"
    save_event(stored, by=None, now=later)
    assert ledger() == {}
    assert Roll.objects.exclude(cum=0).count() == 0

    stored.standing, stored.set_aside_reason = "counted", ""
    save_event(stored, by=None, now=later + dt.timedelta(hours=1))
    assert ledger() == before


def test_a_questioned_event_says_nothing_until_it_is_answered(stored, later, ledger):
    before = ledger()
    stored.standing, stored.question = "questioned", "Was it held on this day?"
    save_event(stored, by=None, now=later)
    assert ledger() == {}
    assert set(Current.objects.values_list("state", flat=True)) == {"void"}
    assert Roll.objects.exclude(cum=0).count() == 0

    stored.standing, stored.question = "counted", ""
    save_event(stored, by=None, now=later + dt.timedelta(hours=1))
    assert ledger() == before


def test_a_day_that_cannot_be_right_is_stored_only_while_it_does_not_count(new_event, now, ledger):
    event = new_event(held_on=dt.date(2030, 1, 1), standing="questioned", flags=["future"])
    save_event(event, by=None, now=now)
    event.standing = "counted"
    with pytest.raises(ValidationError, match="not come yet"):
        save_event(event, by=None, now=now)
    event.held_on = dt.date(2024, 5, 10)
    save_event(event, by=None, now=now)
    assert (event.flags, ledger()["A1 x x"]) == ([], 1)


def test_an_edit_makes_a_new_version_and_a_question_does_not(stored, later):
    assert stored.version == stored.client_uuid
    stored.standing, stored.question = "questioned", "How many?"
    save_event(stored, by=None, now=later)
    assert stored.version == stored.client_uuid
    stored.women = 11
    save_event(stored, by=None, now=later)
    edited = stored.version
    assert edited != stored.client_uuid
    save_event(stored, by=None, now=later)
    assert stored.version == edited


def test_first_timers_are_a_figure_of_their_own_and_disabilities_are_in_none(
    new_event, now, ledger
):
    save_event(new_event(women=10, first_timers=8, persons_with_disabilities=2), by=None, now=now)
    assert ledger() == {"A1 x x": 1, "A2 w adult": 10, "A6 x x": 8, "A7 x x": 10}


def test_the_entry_says_which_event_and_which_role_but_no_name(new_event, now):
    user = User.objects.create_user("rahima", first_name="Rahima")
    event = new_event()
    save_event(event, by=user, now=now)
    entry = Entry.objects.first()
    assert entry.source_ref == f"event:{event.client_uuid}"
    assert (entry.actor_ref, entry.authority) == (f"user:{user.pk}", "person")
    assert event.recorded_by == user


def test_an_edit_wins_even_when_its_server_clock_is_behind(stored, now, ledger):
    stored.women = 11
    save_event(stored, by=None, now=now - dt.timedelta(minutes=5))
    assert ledger()["A2 w adult"] == 11


def test_an_event_inside_an_opening_balance_is_refused_and_not_stored(
    new_event, now, opening_of_2019
):
    with pytest.raises(LedgerRefused, match="balance"):
        save_event(new_event(held_on=dt.date(2019, 5, 1)), by=None, now=now)
    assert not Event.objects.exists()


def test_an_event_that_cannot_be_right_is_refused_at_every_door(new_event, now, ledger):
    with pytest.raises(ValidationError, match="not come yet"):
        save_event(new_event(held_on=dt.date(2024, 6, 2)), by=None, now=now)
    with pytest.raises(ValidationError, match="100000"):
        save_event(new_event(women=100_001), by=None, now=now)
    assert ledger() == {}


def test_many_events_are_stored_all_or_none(new_event, now, ledger):
    with pytest.raises(ValidationError):
        record_events([new_event(), new_event(held_on=dt.date(2030, 1, 1))], now=now)
    assert not Event.objects.exists()
    record_events([new_event(), new_event()], now=now)
    assert ledger()["A1 x x"] == 2


def test_an_event_is_never_deleted(stored):
    with pytest.raises(TypeError, match="set it aside"):
        stored.delete()
    with pytest.raises(TypeError, match="set it aside"):
        Event.objects.all().delete()


def test_the_database_itself_wants_figures_or_the_word_that_nobody_counted(stored):
    with pytest.raises(IntegrityError):
        Event.objects.update(headcount="not-counted")


def test_a_user_who_leaves_does_not_take_the_events_along(new_event, now):
    user = User.objects.create_user("rahima")
    event = new_event()
    save_event(event, by=user, now=now)
    user.delete()
    event.refresh_from_db()
    assert event.recorded_by is None
