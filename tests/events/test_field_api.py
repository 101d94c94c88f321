"""The field API at its edge: who may send, what it answers, and what it never tells."""

import io
import json
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from events.api_schemas import SENT, EventIn
from events.content import MOST_BYTES
from events.details import DETAILS
from events.event_parts import READERS, ROWS
from events.models import Event, Quarantined, Submission
from events.recording import save_event
from tests.events.phone import EVENTS, HELD, NOW, SESSION, Phone, field_worker

pytestmark = pytest.mark.django_db


def code_of(answer) -> str:
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()["code"]


def post(browser: Client, body: bytes, **headers):
    return browser.post(EVENTS, body, content_type="application/json", **headers)


def test_a_stranger_gets_401_in_json_and_no_page_to_sign_in(client, phone):
    for answer in (post(client, json.dumps(phone.record()).encode()), client.get(HELD)):
        assert (answer.status_code, code_of(answer)) == (401, "not-signed-in")
    assert not Submission.objects.exists()


def test_who_may_not_log_events_is_told_so(union):
    User.objects.create_user("reader")
    reader = Phone(User.objects.get(username="reader"), union.code)
    answer = reader.send(reader.record())
    assert (answer.status_code, code_of(answer)) == (403, "not-permitted")


def test_a_send_needs_the_token_that_session_gives(phone):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(phone.person)
    body = json.dumps(phone.record()).encode()
    answer = post(browser, body)
    assert (answer.status_code, code_of(answer)) == (403, "csrf")
    token = browser.get(SESSION).json()["csrf_token"]
    assert post(browser, body, headers={"X-CSRFToken": token}).status_code == 201


def test_a_stranger_without_a_token_hears_first_that_nobody_is_signed_in(db):
    assert post(Client(enforce_csrf_checks=True), b"{}").status_code == 401


def test_session_tells_who_is_signed_in_and_the_time(client, phone):
    nobody = client.get(SESSION).json()
    assert (nobody["signed_in"], nobody["person"], nobody["may_log"]) == (False, "", False)
    told = phone.browser.get(SESSION).json()
    assert (told["signed_in"], told["person"], told["may_log"]) == (True, "rahima", True)
    assert told["csrf_token"]
    assert told["server_time"].endswith("Z")


def test_too_large_is_refused_before_it_is_read(phone):
    class Unread:
        def read(self, *_):
            raise AssertionError

        readline = read

    answer = phone.browser.generic(
        "POST", EVENTS, b"", content_type="application/json",
        CONTENT_LENGTH=str(MOST_BYTES + 1), **{"wsgi.input": Unread()},
    )  # fmt: skip
    assert (answer.status_code, code_of(answer)) == (413, "too-large")
    assert not Quarantined.objects.exists()


def test_the_largest_that_is_read_is_kept(phone):
    record = phone.record(note="")
    room = MOST_BYTES - len(json.dumps(record))
    body = json.dumps({**record, "note": "x" * room}).encode()
    assert phone.send(body).status_code == 409
    assert bytes(Quarantined.objects.get().body) == body


@pytest.mark.parametrize("length", ["", "many", "-1"])
def test_without_a_length_nothing_is_taken(phone, length):
    answer = phone.browser.generic("POST", EVENTS, b"{}", CONTENT_LENGTH=length)
    assert (answer.status_code, code_of(answer)) == (411, "no-length")


def test_a_body_cut_on_its_way_is_not_taken(phone):
    body = json.dumps(phone.record()).encode()
    answer = phone.browser.generic(
        "POST",
        EVENTS,
        b"",
        CONTENT_LENGTH=str(len(body) + 1),
        **{"wsgi.input": io.BytesIO(body)},
    )
    assert (answer.status_code, code_of(answer)) == (400, "cut")
    assert not Submission.objects.exists()


def test_no_answer_is_kept_by_a_cache_in_between(phone):
    assert "no-store" in phone.browser.get(SESSION)["Cache-Control"]
    assert "no-store" in phone.send(phone.record())["Cache-Control"]


# --- What the server holds ---------------------------------------------------------


def test_the_phone_can_tell_what_the_server_holds(phone):
    counted, odd, aside, bad = (
        phone.record(),
        phone.record(held_on="2036-01-01"),
        phone.record(),
        phone.record(women=-1),
    )
    for record in (counted, odd, aside, bad):
        phone.send(record)
    event = Event.objects.get(client_uuid=aside["id"])
    event.standing, event.set_aside_reason = "set-aside", "logged twice"
    save_event(event, by=None, now=NOW)
    held = phone.held()
    states = [held[record["id"]]["state"] for record in (counted, odd, aside, bad)]
    assert states == ["counted", "questioned", "set-aside", "quarantined"]
    assert held[odd["id"]]["reasons"] == {
        "held_on": ["The day had not come yet when it was received."]
    }
    assert held[bad["id"]]["reasons"] == {"women": ["This is below zero."]}


def test_reasons_are_said_in_the_readers_language(phone):
    record = phone.record(women=-1)
    said = phone.send(record).json()["reasons"]["women"]
    phone.browser.cookies["django_language"] = "bn"
    in_bangla = phone.held()[record["id"]]["reasons"]["women"]
    with translation.override("bn"):
        assert in_bangla == [translation.gettext(said[0])]


def test_a_conflict_is_told_beside_what_counts(phone):
    record = phone.record()
    phone.send(record)
    phone.send({**record, "women": 1})
    held = phone.held()
    assert (held[record["id"]]["state"], held[record["id"]]["conflict"]) == ("counted", True)


def test_since_tells_only_what_changed(phone):
    first, second = phone.record(), phone.record()
    phone.send(first)
    later = NOW + timedelta(hours=1)
    phone.send(second, at=later)
    assert set(phone.held(since=later.isoformat())) == {second["id"]}
    event = Event.objects.get(client_uuid=first["id"])
    event.standing, event.question = "questioned", "Really?"
    save_event(event, by=None, now=later + timedelta(hours=1))
    assert phone.held(since=later.isoformat())[first["id"]]["state"] == "questioned"


def test_since_must_be_a_moment_with_its_zone(phone):
    assert phone.browser.get(HELD, {"since": "yesterday"}).status_code == 422
    assert phone.browser.get(HELD, {"since": "2026-01-01T00:00:00"}).status_code == 422


def test_nobody_learns_of_the_events_of_others(phone):
    phone.send(phone.record(venue="Canary hall"))
    phone.send(phone.record(women=-1, venue="Canary hall"))
    stranger = Phone(field_worker("karim"), phone.place)
    assert stranger.held() == {}


def test_a_conflict_tells_a_stranger_nothing_of_the_event(phone):
    record = phone.record(venue="Canary hall")
    phone.send(record)
    stranger = Phone(field_worker("karim"), phone.place)
    answer = stranger.send({**record, "venue": "elsewhere"})
    assert answer.status_code == 409
    assert (answer.json()["event"], answer.json()["version"]) == (None, None)
    assert b"Canary" not in answer.content
    assert stranger.held()[record["id"]]["state"] == "quarantined"


# --- The description ---------------------------------------------------------------


def test_the_description_has_an_example_and_every_answer(client, db):
    document = client.get("/field/api/openapi.json").json()
    send = document["paths"]["/field/api/events"]["post"]
    assert set(send["responses"]) == {"201", "202", "400", "401", "403", "409", "411", "413"}
    for answer in send["responses"].values():
        assert answer["description"]
        assert answer["content"]["application/json"]["example"]
    choices = {"/field/api/choices", "/field/api/places/{district}"}
    photos = {EVENTS + "/{submission}/photos", EVENTS + "/{submission}/photos/{sha256}"}
    assert set(document["paths"]) == {EVENTS, HELD, SESSION, *choices, *photos}


def test_the_example_of_the_description_is_taken(phone):
    answer = phone.send({**SENT, "id": str(uuid.uuid4())})
    assert answer.status_code == 201, answer.json()


def test_the_description_names_every_field_that_is_read():
    # A file by its name is what OpenRosa's forms have; the phone names photos by their digests.
    described = {*EventIn.model_fields, "attachments"}
    read_apart = {"id", "replaces", "recorded_at", "client_now", DETAILS}
    assert described == {*READERS, *ROWS, *read_apart}


def test_no_page_loads_scripts_from_elsewhere(client, db):
    assert client.get("/field/api/docs", follow=True).status_code == 404
