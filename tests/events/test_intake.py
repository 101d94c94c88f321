"""What becomes of one send: taken once, never twice, never refused for being odd."""

import datetime as dt
import uuid

import pytest

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Entry
from campaigns.reach import reach_report
from events.models import Body, Event, Quarantined, Submission
from events.recording import save_event
from foundation.moments import dhaka_day
from tests.events.phone import NOW, Phone, field_worker

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_new_event_is_taken_and_counts(phone, ledger):
    record = phone.record(first_timers=40, material="flip chart", obstacle="rain")
    answer = phone.send(record)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": record["id"],
        "state": "counted",
        "event": record["id"],
        "version": record["id"],
        "flags": [],
        "reasons": {},
        "conflict": False,
        "photos_missing": 0,
    }
    assert ledger() == {
        "A1 x x": 1, "A2 w adult": 34, "A2 m adult": 12, "A6 x x": 40, "A7 x x": 46,
    }  # fmt: skip
    event = Event.objects.get()
    assert (event.recorded_by, event.first_timers) == (phone.person, 40)
    assert (event.material, event.obstacle) == ("flip chart", "rain")
    sent = Submission.objects.get()
    assert (sent.person, sent.door, sent.received_at) == (phone.person, "field-app", NOW)


def test_the_ledger_names_the_digest_of_what_was_sent(phone):
    phone.send(phone.record())
    digests = set(Entry.objects.values_list("payload_sha256", flat=True))
    assert digests == {Submission.objects.get().digest}


def test_the_same_again_writes_nothing(phone):
    record = phone.record()
    phone.send(record)
    before = (Event.objects.get().updated_at, Entry.objects.count())
    for days in range(3):
        answer = phone.send(record, at=NOW + days * DAY)
        assert answer.status_code == 202
        assert answer.json()["id"] == record["id"]
    assert (Event.objects.get().updated_at, Entry.objects.count()) == before
    assert Submission.objects.count() == 1


def test_the_same_from_a_colleague_on_a_shared_phone_is_the_same(phone):
    record = phone.record()
    phone.send(record)
    assert Phone(field_worker("karim"), phone.place).send(record).status_code == 202
    assert Event.objects.get().recorded_by == phone.person


def test_the_same_id_with_other_content_waits_for_a_person(phone, ledger):
    record = phone.record()
    phone.send(record)
    for _ in range(2):
        answer = phone.send({**record, "women": 43})
        assert answer.status_code == 409
        assert answer.json()["state"] == "quarantined"
        assert list(answer.json()["reasons"]) == ["id"]
    waiting = Quarantined.objects.get()
    assert (waiting.cause, waiting.against) == ("conflict", Event.objects.get())
    assert ledger()["A2 w adult"] == 34


def test_an_event_of_the_office_is_not_overwritten_by_its_id(phone, new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    answer = phone.send(phone.record(id=str(event.client_uuid)))
    assert answer.status_code == 409
    assert answer.json()["event"] is None


# --- Edits -----------------------------------------------------------------------


def test_an_edit_of_the_current_version_moves_the_figures(phone, ledger):
    record = phone.record()
    told = phone.send(record).json()
    edit = phone.edit(record, told, women=43, men=None)
    answer = phone.send(edit)
    assert answer.status_code == 201
    assert (answer.json()["event"], answer.json()["version"]) == (record["id"], edit["id"])
    assert ledger() == {"A1 x x": 1, "A2 w adult": 43}
    assert phone.send(edit).status_code == 202
    assert phone.send(record).status_code == 202
    assert Event.objects.get().contributor == f"event:{record['id']}"
    assert Submission.objects.count() == 2


def test_an_edit_of_an_older_version_waits_for_a_person(phone, ledger):
    record = phone.record()
    told = phone.send(record).json()
    phone.send(phone.edit(record, told, women=43))
    answer = phone.send(phone.edit(record, told, women=1))
    assert answer.status_code == 409
    assert list(answer.json()["reasons"]) == ["replaces"]
    assert Quarantined.objects.get().cause == "stale-edit"
    assert ledger()["A2 w adult"] == 43


def test_an_edit_after_one_in_the_office_waits_for_a_person(phone, ledger):
    record = phone.record()
    told = phone.send(record).json()
    event = Event.objects.get()
    event.women = 30
    save_event(event, by=None, now=NOW)
    assert phone.send(phone.edit(record, told, women=1)).status_code == 409
    assert ledger()["A2 w adult"] == 30


@pytest.mark.parametrize("whose", ["nobody", "another"])
def test_an_edit_of_what_is_not_theirs_says_no_more_than_one_of_nothing(phone, whose):
    record = phone.record()
    told = phone.send(record).json()
    if whose == "nobody":
        told = {"event": str(uuid.uuid4()), "version": str(uuid.uuid4())}
    stranger = Phone(field_worker("karim"), phone.place)
    answer = stranger.send(stranger.edit(record, told, women=1))
    assert answer.status_code == 409
    assert answer.json()["event"] is None
    assert answer.json()["reasons"] == {"replaces": ["What it edits is not here, or not theirs."]}
    assert Event.objects.get().women == 34


def test_who_may_change_events_may_edit_those_of_others(phone):
    record = phone.record()
    told = phone.send(record).json()
    supervisor = Phone(field_worker("supervisor", "change_event"), phone.place)
    assert supervisor.send(supervisor.edit(record, told, women=1)).status_code == 201
    assert Event.objects.get().recorded_by == phone.person


def test_an_edit_that_came_before_its_original_is_taken_when_it_comes_again(phone):
    record = phone.record()
    edit = phone.edit(record, {"event": record["id"], "version": record["id"]}, women=1)
    assert phone.send(edit).status_code == 409
    assert phone.send(record).status_code == 201
    assert phone.send(edit).status_code == 201
    row = Quarantined.objects.get()
    assert (row.decision, row.event) == ("edit", Event.objects.get())


def test_an_edit_of_an_event_set_aside_leaves_it_aside(phone, ledger):
    record = phone.record()
    told = phone.send(record).json()
    event = Event.objects.get()
    event.standing, event.set_aside_reason = "set-aside", "logged twice"
    save_event(event, by=None, now=NOW)
    answer = phone.send(phone.edit(record, told, women=1))
    assert (answer.status_code, answer.json()["state"]) == (201, "set-aside")
    assert answer.json()["reasons"] == {"": ["logged twice"]}
    assert ledger() == {}


# --- What looks odd --------------------------------------------------------------


def days_from_now(days: int) -> str:
    return (dhaka_day(NOW) + days * DAY).isoformat()


@pytest.mark.parametrize(
    ("held_on", "state", "flags"),
    [
        (days_from_now(0), "counted", []),
        (days_from_now(-60), "counted", []),
        (days_from_now(-61), "counted", ["old"]),
        (days_from_now(1), "questioned", ["future"]),
        ("2036-01-01", "questioned", ["future"]),
        ("9999-12-31", "questioned", ["future"]),
        ("2017-03-31", "questioned", ["before-programme"]),
        ("0001-01-01", "questioned", ["before-programme"]),
    ],
)
def test_an_odd_day_is_taken_and_flagged(phone, ledger, held_on, state, flags):
    answer = phone.send(phone.record(held_on=held_on))
    assert answer.status_code == 201
    assert (answer.json()["state"], answer.json()["flags"]) == (state, flags)
    assert bool(ledger()) == (state == "counted")


def test_what_a_balance_holds_already_is_taken_and_questioned(phone, ledger, opening_of_2019):
    answer = phone.send(phone.record(held_on="2019-05-01"))
    assert (answer.status_code, answer.json()["state"]) == (201, "questioned")
    assert answer.json()["flags"] == ["ledger-refuses", "old"]
    assert ledger() == {"A1 x x": 1621}


def test_a_corrected_day_answers_the_question_that_the_day_asked(phone, ledger):
    record = phone.record(held_on="2036-01-01")
    told = phone.send(record).json()
    answer = phone.send(phone.edit(record, told, held_on="2024-05-20"))
    assert (answer.json()["state"], answer.json()["flags"]) == ("counted", [])
    assert ledger()["A1 x x"] == 1


def test_a_question_of_a_person_is_not_answered_by_an_edit(phone, ledger):
    record = phone.record()
    told = phone.send(record).json()
    event = Event.objects.get()
    event.standing, event.question = "questioned", "Really 34?"
    save_event(event, by=None, now=NOW)
    answer = phone.send(phone.edit(record, told, women=33))
    assert (answer.status_code, answer.json()["state"]) == (201, "questioned")
    assert answer.json()["reasons"] == {"": ["Really 34?"]}
    assert ledger() == {}


def test_a_position_elsewhere_is_flagged(phone):
    answer = phone.send(phone.record(position={"latitude": 51.5, "longitude": -0.1}))
    assert answer.json()["flags"] == ["elsewhere"]
    assert Event.objects.get().accuracy_m is None


@pytest.mark.parametrize("years", [-3, 3])
def test_a_phone_in_another_year_books_the_right_month(phone, ledger, years):
    skew = dt.timedelta(days=365 * years)
    wrong = NOW - skew
    record = phone.record(held_on=dhaka_day(wrong).isoformat(), recorded_at=wrong.isoformat())
    sent = NOW + 5 * DAY
    answer = phone.send({**record, "client_now": (sent - skew).isoformat()}, at=sent)
    assert answer.json()["flags"] == ["clock-corrected"]
    assert ledger(key__month=dt.date(2024, 6, 1))["A1 x x"] == 1
    submission = Submission.objects.get()
    assert submission.skew_seconds == skew.total_seconds()
    assert submission.claimed_day == dhaka_day(wrong)
    assert Event.objects.get().held_on == dt.date(2024, 6, 1)


@pytest.mark.parametrize("said", [None, "yesterday", "2024-06-01T12:00:00"])
def test_a_phone_that_does_not_say_its_time_is_believed_and_flagged(phone, said):
    answer = phone.send(phone.record(client_now=said))
    assert (answer.status_code, answer.json()["flags"]) == (201, ["clock-unknown"])


def test_an_event_of_a_closed_month_is_taken_and_is_a_late_addition(phone):
    phone.send(phone.record(held_on="2024-04-10"))
    office, head = field_worker("office"), field_worker("head")
    for month in (4, 5):
        begin_closing(dt.date(2024, month, 1), by=office, today=NOW.date())
        approve_closing(dt.date(2024, month, 1), by=head, now=NOW)
    before = reach_report(dt.date(2024, 4, 1), now=NOW)["field"]
    later = NOW + 3 * DAY
    answer = phone.send(phone.record(held_on="2024-04-20", women=5, men=None), at=later)
    assert (answer.status_code, answer.json()["state"]) == (201, "counted")
    after = reach_report(dt.date(2024, 4, 1), now=later)["field"]
    assert after["events"]["month"] == before["events"]["month"] == 1
    june = Entry.objects.filter(booked_month=dt.date(2024, 6, 1))
    assert {entry.key.month for entry in june.select_related("key")} == {dt.date(2024, 4, 1)}
    assert sum(e.value for e in june if e.key.indicator_id == "A2" and e.value) == 5


def test_unless_figures_or_their_absence_are_said_it_is_not_known_how_they_were_counted(phone):
    phone.send(phone.record(headcount=None))
    assert Event.objects.get().headcount == "unknown"
    answer = phone.send(phone.record(headcount=None, women=None, men=None))
    assert answer.status_code == 409
    assert list(answer.json()["reasons"]) == ["headcount"]


def test_an_edit_that_fits_its_body_no_more_is_taken_without_it(phone):
    record = phone.record(kind="dcc-meeting", place="BD4047")
    told = phone.send(record).json()
    committee = Body.objects.create(
        meets_as_id="dcc-meeting", place_id="BD4047", name_en="DCC Khulna"
    )
    event = Event.objects.get()
    event.body = committee
    save_event(event, by=None, now=NOW)
    answer = phone.send(phone.edit(record, told, kind="ipt-show"))
    assert answer.status_code == 201
    event.refresh_from_db()
    assert (event.kind_id, event.body) == ("ipt-show", None)
