"""What a filled form becomes: its values, its edits, what waits, and its files."""

import datetime as dt
import uuid

import pytest

from campaigns.models import Assignment
from events.flags import FUTURE, OLD
from events.held import held_of
from events.models import Cause, Door, Event, Quarantined, Standing, Submission
from tests.events.collect import Collect, filled
from tests.events.phone import NOW, Phone, field_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def collect(union) -> Collect:
    return Collect(field_worker("rahima"), union.code)


def new_id() -> str:
    return f"uuid:{uuid.uuid4()}"


def test_every_answer_arrives_as_it_was_given(collect, union):
    collect.send(
        collect.fill(
            held_on="2024-05-30",
            starts_at="16:30:00.000+06:00",
            venue="Tea stall of Abdul",
            men=0,
            girls=5,
            boys=7,
            not_recorded=2,
            headcount="sheet",
            first_timers=11,
            persons_with_disabilities=1,
            message="Check the visa",
            material="leaflets",
            organiser="Union volunteers",
            partner="UP Sadar",
            obstacle="rain",
            note="দুই পাড়া এসেছিল <&>",
            position="22.81 89.55 12.5 8.0",
            recorded_at="2024-06-01T11:00:00.000+06:00",
            district="BD4047",
            together="",
            came=48,
        )
    )
    event = Event.objects.get()
    told = {
        name: getattr(event, name)
        for name in (
            "kind_id", "place_id", "held_on", "starts_at", "venue", "women", "men", "girls", "boys",
            "not_recorded", "headcount", "first_timers", "persons_with_disabilities", "message",
            "material", "organiser", "partner", "obstacle", "note", "latitude", "longitude",
            "accuracy_m",
        )
    }  # fmt: skip
    assert told == {
        "kind_id": "ipt-show",
        "place_id": union.code,
        "held_on": dt.date(2024, 5, 30),
        "starts_at": dt.time(16, 30),
        "venue": "Tea stall of Abdul",
        "women": 34,
        "men": 0,
        "girls": 5,
        "boys": 7,
        "not_recorded": 2,
        "headcount": "sheet",
        "first_timers": 11,
        "persons_with_disabilities": 1,
        "message": "Check the visa",
        "material": "leaflets",
        "organiser": "Union volunteers",
        "partner": "UP Sadar",
        "obstacle": "rain",
        "note": "দুই পাড়া এসেছিল <&>",
        "latitude": 22.81,
        "longitude": 89.55,
        "accuracy_m": 8.0,
    }
    sent = Submission.objects.get()
    assert (sent.door, sent.device, sent.person) == (Door.OPENROSA, "Symphony", collect.person)
    assert sent.recorded_at == dt.datetime(2024, 6, 1, 5, tzinfo=dt.UTC)


def test_what_was_not_answered_is_unknown_and_not_zero(collect):
    collect.send(collect.fill(girls="", boys=""))
    event = Event.objects.get()
    assert (event.girls, event.boys, event.starts_at, event.latitude) == (None, None, None, None)


@pytest.mark.parametrize(
    ("field", "answer"),
    [("women", "3.5"), ("women", "many"), ("women", "-1"), ("kind", "no-such"), ("place", "BD"),
     ("held_on", "yesterday"), ("starts_at", "25:99:00.000"), ("position", "here"),
     ("position", "nan nan 0 0"), ("headcount", "guessed"), ("unheard", "x"), ("id", "x"),
     ("client_now", "2024-06-01T00:00:00Z"), ("photos", "x")],
)  # fmt: skip
def test_an_answer_that_cannot_be_waits_for_a_person_with_its_name(collect, field, answer):
    said = collect.send(collect.fill(**{field: answer}))
    assert said.status_code == 409
    kept = Quarantined.objects.get()
    assert kept.cause == Cause.NOT_AN_EVENT
    assert [name.rstrip("?") for name in kept.reasons["en"]] == [field]
    assert not Event.objects.exists()


def test_a_question_answered_twice_is_no_answer(collect):
    xml = collect.fill().replace(b"<women>34</women>", b"<women>34</women><women>35</women>")
    assert collect.send(xml).status_code == 409
    assert [*Quarantined.objects.get().reasons["en"]] == ["women"]


def test_spaces_and_order_in_the_xml_mean_nothing(collect):
    own_id = new_id()
    xml = collect.fill(own_id=own_id)
    assert collect.send(xml).status_code == 201
    parts = dict(reversed(collect.record(women=" 34 ", girls="").items()))
    assert collect.send(filled(parts, own_id=own_id)).status_code == 202


# --- Edits -------------------------------------------------------------------------------------


def test_an_edit_names_the_form_that_it_replaces(collect):
    first, second, third = new_id(), new_id(), new_id()
    collect.send(collect.fill(own_id=first))
    assert collect.send(collect.fill(own_id=second, replaces=first, women=40)).status_code == 201
    assert collect.send(collect.fill(own_id=second, replaces=first, women=40)).status_code == 202
    assert collect.send(collect.fill(own_id=third, replaces=second, women=41)).status_code == 201
    event = Event.objects.get()
    assert (event.women, f"uuid:{event.client_uuid}") == (41, first)
    assert event.submissions.count() == 3


def test_an_edit_of_an_older_version_waits_beside_the_event(collect):
    first = new_id()
    collect.send(collect.fill(own_id=first))
    collect.send(collect.fill(own_id=new_id(), replaces=first, women=40))
    assert collect.send(collect.fill(own_id=new_id(), replaces=first, women=50)).status_code == 409
    kept = Quarantined.objects.get()
    assert (kept.cause, kept.against) == (Cause.STALE_EDIT, Event.objects.get())
    assert Event.objects.get().women == 40


def test_an_edit_that_comes_before_what_it_edits_is_taken_when_it_comes_again(collect):
    first, second = new_id(), new_id()
    edit = collect.fill(own_id=second, replaces=first, women=40)
    assert collect.send(edit).status_code == 409
    assert Quarantined.objects.get().cause == Cause.UNKNOWN_ORIGINAL
    collect.send(collect.fill(own_id=first))
    assert collect.send(edit).status_code == 201
    assert Event.objects.get().women == 40
    assert not Quarantined.objects.waiting().exists()


def test_nobody_edits_the_event_of_a_colleague(collect, union):
    first = new_id()
    collect.send(collect.fill(own_id=first))
    other = Collect(field_worker("karim"), union.code)
    assert other.send(other.fill(replaces=first, women=1)).status_code == 409
    assert Event.objects.get().women == 34


@pytest.mark.parametrize("named", ["x", "uuid:x", "uuid:"])
def test_an_edit_of_nothing_that_can_be_read_waits(collect, named):
    assert collect.send(collect.fill(replaces=named)).status_code == 409
    assert [*Quarantined.objects.get().reasons["en"]] == ["replaces"]


def test_what_the_office_changed_is_not_overwritten_by_an_edit_of_the_phone(collect, admin, form):
    first = new_id()
    collect.send(collect.fill(own_id=first))
    event = Event.objects.get()
    admin.post(f"/admin/events/edit/{event.pk}/", form(event, women=36))
    assert collect.send(collect.fill(replaces=first, women=40)).status_code == 409
    event.refresh_from_db()
    assert event.women == 36


# --- Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "flag"),
    [(-3 * 365, OLD), (-61, OLD), (-1, None), (0, None), (1, FUTURE), (3 * 365, FUTURE)],
)
def test_the_day_is_taken_as_claimed_and_flagged_when_it_cannot_be_right(collect, days, flag):
    """Whatever the phone's clock did: ODK's forms say nothing that it could be corrected by."""
    today = NOW.astimezone(dt.timezone(dt.timedelta(hours=6))).date()
    claimed = today + dt.timedelta(days=days)
    ends = f"{claimed.isoformat()}T23:59:59.000+06:00"
    answer = collect.send(collect.fill(held_on=claimed.isoformat(), recorded_at=ends))
    assert answer.status_code == 201
    event = Event.objects.get()
    assert event.held_on == claimed
    assert {*event.flags} & {OLD, FUTURE} == ({flag} if flag else set())
    assert (event.standing == Standing.QUESTIONED) == (flag == FUTURE)


@pytest.mark.parametrize("hour", [17, 18])
def test_around_midnight_in_dhaka_today_is_not_taken_for_tomorrow(collect, hour):
    """17:59 UTC is 23:59 in Dhaka, 18:01 is 00:01 of the day after."""
    at = dt.datetime(2024, 6, 1, hour, 59 if hour == 17 else 1, tzinfo=dt.UTC)
    day = "2024-06-01" if hour == 17 else "2024-06-02"
    assert collect.send(collect.fill(held_on=day), at=at).status_code == 201
    assert FUTURE not in Event.objects.get().flags


# --- Quarantine --------------------------------------------------------------------------------


def test_the_office_sees_what_waits_field_by_field(collect, admin):
    collect.send(collect.fill(women="many", venue="Courtyard of Salma"))
    kept = Quarantined.objects.get()
    answer = admin.get(f"/admin/quarantine/inspect/{kept.pk}/")
    sent = {line.label: (line.sent, line.reasons) for line in answer.context["lines"]}
    assert sent["Venue"] == ("Courtyard of Salma", [])
    assert sent["Women"] == ("many", ["This is not a whole number."])
    page = answer.content.decode()
    assert "ODK Collect" in page
    assert "&lt;women&gt;" in page


def test_a_form_of_somebody_else_is_shown_as_far_as_it_can_be_read(collect, admin):
    collect.send(filled({"village": "Char Fasson", "women": "12"}, form="household"))
    kept = Quarantined.objects.get()
    answer = admin.get(f"/admin/quarantine/inspect/{kept.pk}/")
    sent = {line.label: (line.sent, line.reasons) for line in answer.context["lines"]}
    assert sent["village"] == ("Char Fasson", [])
    assert sent["Women"] == ("12", [])
    assert sent["form"][0] == "household"
    assert "not one of ours" in sent["form"][1][0]
    # In the list it goes by the name of its form.
    assert "household" in admin.get("/admin/quarantine/").content.decode()


def test_what_the_office_takes_is_then_held_for_the_phone(collect, admin, form, new_event):
    own_id = new_id()
    xml = collect.fill(own_id=own_id, women="many")
    assert collect.send(xml).status_code == 409
    kept = Quarantined.objects.get()
    taken = form(new_event(women=30), kind="ipt-show")
    answer = admin.post(f"/admin/quarantine/take/{kept.pk}/new/", taken)
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get()
    assert (f"uuid:{event.client_uuid}", event.women) == (own_id, 30)
    assert collect.send(xml).status_code == 202
    # What is edited on the phone after that edits what the office took.
    assert collect.send(collect.fill(replaces=own_id, women=31)).status_code == 201
    assert Event.objects.get().women == 31


def test_what_the_office_sets_aside_stays_so_and_the_phone_reads_why(collect, admin):
    xml = collect.fill(women="many")
    collect.send(xml)
    kept = Quarantined.objects.get()
    admin.post(f"/admin/quarantine/away/{kept.pk}/", {"reason": "It was a rehearsal"})
    answer = collect.send(xml)
    assert answer.status_code == 409
    assert "It was a rehearsal" in answer.content.decode()


def test_a_form_that_is_in_order_when_it_comes_again_closes_what_waited(collect):
    Assignment.objects.get(user=collect.person).districts.set(["BD3093"])
    xml = collect.fill()
    assert collect.send(xml).status_code == 409
    Assignment.objects.get(user=collect.person).districts.set(["BD4047"])
    assert collect.send(xml).status_code == 201
    assert not Quarantined.objects.waiting().exists()


def test_one_id_through_two_doors_with_one_meaning_is_one_event(collect, union):
    """Both doors hand the same content to the one intake."""
    own_id = uuid.uuid4()
    phone = Phone(collect.person, union.code)
    record = phone.record(id=str(own_id))
    del record["recorded_at"]
    phone.send(record)
    assert collect.send(collect.fill(own_id=f"uuid:{own_id}")).status_code == 202
    assert Event.objects.count() == 1


def test_the_field_app_of_a_person_sees_what_their_odk_sent(collect):
    own_id = new_id()
    collect.send(collect.fill(own_id=own_id))
    (held,) = held_of(collect.person, since=None)
    assert (f"uuid:{held.id}", held.state) == (own_id, "counted")
