"""Two events become one and two again: the totals follow, the phones are told, nothing is lost."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Entry, Month
from events import recording
from events.models import Event, EventLogEntry, EventPair, Merge, Submission
from events.recording import record_events, save_event
from events.verification.merging import MergeRefused, merge_events, undo_merge
from events.verification.same_events import find_all_same_events
from tests.events.phone import NOW, Phone, field_worker

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def shirin(db) -> User:
    return User.objects.create_user("shirin")


@pytest.fixture
def two(new_event, now) -> tuple[Event, Event]:
    one = new_event(women=10, men=20, girls=3, boys=4)
    other = new_event(women=12, men=18, headcount="sheet", first_timers=9)
    record_events([one, other], now=now)
    return one, other


@pytest.fixture
def merge(shirin, now):
    def do(kept, merged, **more) -> Merge:
        return merge_events(kept, merged, by=shirin, now=now + HOUR, **more)

    return do


@pytest.fixture
def undo(shirin, now):
    def do(merge):
        return undo_merge(merge, by=shirin, now=now + 2 * HOUR)

    return do


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def test_two_events_that_are_one_count_once(two, merge, ledger):
    one, other = two
    done = merge(one, other, reason="both were there")
    assert ledger() == {
        "A1 x x": 1, "A2 w adult": 10, "A2 m adult": 20, "A2 w child": 3, "A2 m child": 4,
    }  # fmt: skip
    assert fresh(other).standing == "set-aside"
    assert "10 May 2024" in fresh(other).set_aside_reason
    assert (fresh(one).standing, fresh(one).version) == ("counted", one.version)
    assert (done.kept, done.merged, done.by.username) == (one, other, "shirin")


def test_undone_they_are_what_they_were_to_the_letter(two, merge, undo, ledger):
    before = ledger(), list(Event.objects.order_by("pk").values())
    for take_figures in (False, True):
        result = undo(merge(*two, take_figures=take_figures))
        assert result.figures_went_back is (True if take_figures else None)
        after = list(Event.objects.order_by("pk").values())
        for row in (*before[1], *after):
            row.pop("updated_at", None)
            row.pop("to_compare", None)
        assert (ledger(), after) == before
    assert Merge.objects.count() == 2
    assert not Merge.objects.standing().exists()


def test_the_figures_of_the_other_may_be_taken_whole(two, merge, ledger):
    one, other = two
    merge(one, other, take_figures=True)
    # The first-timers of the other come along, with the attendances at which people were asked.
    attended = {"A2 w adult": 12, "A2 m adult": 18}
    assert ledger() == {"A1 x x": 1, **attended, "A6 x x": 9, "A7 x x": 30}
    kept = fresh(one)
    assert (kept.girls, kept.headcount, kept.first_timers) == (None, "sheet", 9)
    assert kept.version != one.version


def test_figures_that_somebody_changed_since_stay_when_it_is_undone(two, merge, undo, ledger):
    one, other = two
    done = merge(one, other, take_figures=True)
    kept = fresh(one)
    kept.women = 50
    save_event(kept, by=None, now=done.at + HOUR)
    assert undo(done).figures_went_back is False
    assert ledger()["A2 w adult"] == 50 + 12


def test_other_words_that_were_changed_since_stay_and_the_figures_go_back(two, merge, undo):
    one, other = two
    done = merge(one, other, take_figures=True)
    kept = fresh(one)
    kept.venue = "market"
    save_event(kept, by=None, now=done.at + HOUR)
    assert undo(done).figures_went_back is True
    assert (fresh(one).women, fresh(one).venue) == (10, "market")
    assert fresh(one).version not in {one.version, kept.version}


def test_a_question_is_still_a_question_when_it_is_undone(two, merge, undo, now, ledger):
    one, other = two
    other.standing, other.question = "questioned", "Which day?"
    save_event(other, by=None, now=now)
    undo(merge(one, other))
    assert (fresh(other).standing, fresh(other).question) == ("questioned", "Which day?")
    assert ledger()["A1 x x"] == 1


def test_one_that_is_questioned_may_stay_and_then_neither_counts(two, merge, now, ledger):
    one, other = two
    one.standing, one.question = "questioned", "Which day?"
    save_event(one, by=None, now=now)
    merge(one, other)
    assert ledger() == {}


@pytest.mark.parametrize("wrong", ["itself", "aside", "twice"])
def test_what_cannot_be_merged_is_refused_and_nothing_happens(two, merge, now, ledger, wrong):
    one, other = two
    if wrong == "aside":
        other.standing, other.set_aside_reason = "set-aside", "not held"
        save_event(other, by=None, now=now)
    if wrong == "twice":
        merge(one, other)
    before = ledger(), Merge.objects.count()
    with pytest.raises(MergeRefused):
        merge(one, one if wrong == "itself" else other)
    assert (ledger(), Merge.objects.count()) == before


def test_what_is_undone_is_not_undone_again(two, merge, undo, ledger):
    done = merge(*two)
    undo(done)
    before = ledger()
    with pytest.raises(MergeRefused):
        undo(done)
    assert ledger() == before


def test_three_that_are_one_come_apart_in_turn(two, new_event, merge, undo, now, ledger):
    one, other = two
    third = new_event(women=1)
    save_event(third, by=None, now=now)
    before = ledger()
    inner = merge(one, other)
    outer = merge(third, one)
    assert ledger() == {"A1 x x": 1, "A2 w adult": 1}
    with pytest.raises(MergeRefused, match="Undo that first"):
        undo(inner)
    undo(outer)
    undo(inner)
    assert ledger() == before


def test_what_was_merged_does_not_come_back_by_a_form(two, merge, now, ledger):
    one, other = two
    stale = fresh(other)
    merge(one, other)
    before = ledger()
    for copy in (fresh(other), stale):
        copy.standing, copy.set_aside_reason, copy.women = "counted", "", 99
        with pytest.raises(ValidationError, match="Undo that"):
            save_event(copy, by=None, now=now)
    assert ledger() == before


def test_a_form_that_was_checked_before_the_merge_is_refused_when_it_is_saved(
    two, merge, now, ledger, monkeypatch
):
    one, other = two
    stale = fresh(other)

    def merged_after_the_check(event, *, now):
        monkeypatch.undo()
        merge(one, other)
        return {}

    monkeypatch.setattr(recording, "find_problems", merged_after_the_check)
    with pytest.raises(ValidationError, match="Undo that"):
        save_event(stale, by=None, now=now)
    assert ledger()["A1 x x"] == 1


def test_the_database_lets_an_event_be_merged_into_one_only(two, merge):
    done = merge(*two)
    done.pk = None
    with pytest.raises(Exception, match=r"(?i)unique"):
        done.save(force_insert=True)


def test_merges_are_never_deleted(two, merge):
    done = merge(*two)
    with pytest.raises(TypeError):
        done.delete()
    with pytest.raises(TypeError):
        Merge.objects.all().delete()


def test_the_pair_is_decided_and_waits_again_when_it_is_undone(two, merge, undo, now, shirin):
    find_all_same_events(now=now)
    pair = EventPair.objects.get()
    done = merge(*two)
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == ("merged", shirin)
    find_all_same_events(now=now)
    assert EventPair.objects.get().decision == "merged"
    undo(done)
    find_all_same_events(now=now)
    assert EventPair.objects.get().is_waiting


def test_both_histories_tell_of_it(two, merge, undo):
    undo(merge(*two, reason="both were there"))
    for event in two:
        lines = EventLogEntry.objects.filter(event=event).order_by("id")
        assert [line.action for line in lines] == ["events.merged", "events.unmerged"]
        assert lines[0].data["reason"] == "both were there"


# --- Phones ----------------------------------------------------------------------


@pytest.fixture
def logged_twice(phone) -> tuple[Phone, dict, Phone, dict]:
    mine = phone.record(women=34)
    phone.send(mine)
    other = Phone(field_worker("karim"), phone.place)
    theirs = other.record(women=30)
    other.send(theirs)
    return phone, mine, other, theirs


def of(record: dict) -> Event:
    return Event.objects.get(client_uuid=record["id"])


def test_the_phone_reads_of_which_event_its_own_is_a_second_record(logged_twice, merge):
    phone, mine, other, theirs = logged_twice
    merge(of(mine), of(theirs), reason="Thank you both.")
    (told,) = other.held().values()
    assert told["state"] == "set-aside"
    (why,) = told["reasons"][""]
    assert "same event" in why
    assert why.endswith("Thank you both.")
    assert phone.held()[mine["id"]]["state"] == "counted"


def test_a_resend_neither_brings_it_back_nor_doubles_it(logged_twice, merge, ledger):
    _phone, mine, other, theirs = logged_twice
    merge(of(mine), of(theirs))
    answer = other.send(theirs)
    assert answer.status_code == 202
    assert answer.json()["state"] == "set-aside"
    assert "same event" in answer.json()["reasons"][""][0]
    assert (ledger()["A2 w adult"], Event.objects.count()) == (34, 2)


def test_an_edit_of_it_is_kept_and_counts_when_the_merge_is_undone(
    logged_twice, merge, undo, ledger
):
    _phone, mine, other, theirs = logged_twice
    done = merge(of(mine), of(theirs))
    told = {"event": theirs["id"], "version": theirs["id"]}
    edit = other.edit(theirs, told, women=31)
    assert other.send(edit).status_code == 201
    assert other.held()[edit["id"]]["state"] == "set-aside"
    assert ledger()["A2 w adult"] == 34
    undo(done)
    assert ledger()["A2 w adult"] == 34 + 31
    assert Submission.objects.count() == 3


def test_an_edit_to_a_day_that_cannot_be_is_questioned_when_it_is_undone(
    logged_twice, merge, undo, ledger
):
    _phone, mine, other, theirs = logged_twice
    done = merge(of(mine), of(theirs))
    told = {"event": theirs["id"], "version": theirs["id"]}
    other.send(other.edit(theirs, told, held_on="2031-01-01"))
    undo(done)
    assert of(theirs).standing == "questioned"
    assert ledger()["A1 x x"] == 1


def test_a_phone_edits_the_event_that_stayed_as_before(logged_twice, merge, undo, ledger):
    phone, mine, _other, theirs = logged_twice
    undo(merge(of(mine), of(theirs), take_figures=True))
    told = {"event": mine["id"], "version": mine["id"]}
    assert phone.send(phone.edit(mine, told, women=35)).status_code == 201
    assert ledger()["A2 w adult"] == 35 + 30


def test_an_edit_of_figures_that_were_replaced_waits_for_a_person(logged_twice, merge, ledger):
    phone, mine, _other, theirs = logged_twice
    merge(of(mine), of(theirs), take_figures=True)
    told = {"event": mine["id"], "version": mine["id"]}
    assert phone.send(phone.edit(mine, told, women=35)).status_code == 409
    assert ledger()["A2 w adult"] == 30


# --- Closed months ---------------------------------------------------------------


def close_may(shirin) -> None:
    begin_closing(dt.date(2024, 5, 1), by=shirin, today=NOW.date())
    two = User.objects.create_user("approver")
    approve_closing(dt.date(2024, 5, 1), by=two, now=NOW)
    assert Month.objects.last_closed() == dt.date(2024, 5, 1)


def test_in_a_closed_month_the_correction_is_booked_in_the_open_one(
    two, merge, undo, shirin, ledger
):
    close_may(shirin)
    closed = ledger()
    done = merge(*two)
    late = Entry.objects.filter(source_ref=two[1].contributor).latest("pk")
    assert late.booked_month == dt.date(2024, 6, 1)
    assert late.state == "void"
    undo(done)
    assert ledger() == closed
