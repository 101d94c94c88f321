"""What cannot be an event is kept to the byte, once, with person, time and reasons."""

import json
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.models import Place
from events.models import Event, Quarantined, Submission
from tests.events.phone import NOW, Phone, field_worker

BAD = {
    "kind": ["dance", 7, None, "ipt-show\u0000", []],
    "place": ["BD999", "BD40", {}, None, "\ud800", "খুলনা"],
    "held_on": ["tomorrow", "2024-13-01", "20240510", 5, None, "2024-W20-1"],
    "starts_at": ["half past three", "25:00", 15],
    "level": ["union", "galaxy"],
    "women": [-1, 3.5, "34", True, 100_001, 10**30, [1], "৩৪"],
    "first_timers": [-1, 100_001, "many"],
    "headcount": ["guessed", "not-counted", 1],
    "venue": ["x" * 201, 5, "a\u0000b", "\udc00"],
    "note": ["x" * 5001],
    "campaign": ["none such"],
    "position": [
        [22.8, 89.5],
        {"latitude": 91, "longitude": 89.5},
        {"latitude": 22.8},
        {"latitude": "22.8", "longitude": 89.5},
        {"latitude": 22.8, "longitude": 89.5, "accuracy_m": -1},
        {"latitude": 22.8, "longitude": 89.5, "altitude": 4},
    ],
    "photos": ["a" * 64, ["short"], [7], ["a" * 64] * 6],
    "replaces": ["that one", {"id": "x", "version": "y"}, {"id": str(uuid.uuid4())}],
    "wommen": [3],
    "standing": ["counted"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in BAD.items() for value in values]
)
def test_what_cannot_be_an_event_is_kept_with_its_reason_by_field(phone, field, value):
    record = phone.record(**{field: value})
    body = json.dumps(record).encode()
    first, again = phone.send(body), phone.send(body)
    for answer in (first, again):
        assert answer.status_code == 409, answer.content
        assert (answer.json()["id"], answer.json()["state"]) == (record["id"], "quarantined")
        assert list(answer.json()["reasons"]) == [field]
    kept = Quarantined.objects.get()
    assert bytes(kept.body) == body
    assert (kept.person, kept.received_at, kept.cause) == (phone.person, NOW, "no-event")
    assert {*kept.reasons} == {"en", "bn"}
    assert not Event.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_every_reason_is_said_at_once(phone):
    answer = phone.send(phone.record(women=-1, kind="dance", held_on="x", place=None))
    assert set(answer.json()["reasons"]) == {"women", "kind", "held_on", "place"}


@pytest.mark.django_db
def test_more_first_timers_than_people_are_no_event(phone):
    whole = {"women": 3, "men": 2, "girls": 0, "boys": 0}
    answer = phone.send(phone.record(**whole, first_timers=6))
    assert answer.json()["reasons"] == {"first_timers": ["These are more people than came."]}


@pytest.mark.django_db
def test_sent_again_later_it_is_still_one_row(phone):
    record = phone.record(women=-1)
    for hour in range(3):
        assert (
            phone.send({**record, "client_now": f"2024-06-01T1{hour}:00:00+06:00"}).status_code
            == 409
        )
    assert Quarantined.objects.count() == 1


@pytest.mark.django_db
def test_put_right_on_the_phone_it_is_taken(phone, ledger):
    record = phone.record(women=-1)
    phone.send(record)
    assert phone.send({**record, "women": 1}).status_code == 201
    assert ledger()["A2 w adult"] == 1
    assert phone.held()[record["id"]]["state"] == "counted"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"IPT show in Dumuria, 34 women", True),
        ("ডুমুরিয়ায় নাটক, ৩৪ জন নারী".encode(), True),
        (b'{"women": 34}', True),
        (b'{"id": "x"', True),
        (b"", False),
        (b" \n", False),
        (b"\xff\xfe\x00", False),
    ],
)
def test_without_an_id_it_is_400_and_text_is_kept_even_so(phone, body, kept):
    for _ in range(2):
        answer = phone.send(body)
        assert answer.status_code == 400
        assert answer.json()["message"]
    assert [bytes(row.body) for row in Quarantined.objects.all()] == [body] * kept


@pytest.mark.django_db
def test_no_row_of_the_memory_can_be_deleted(phone):
    phone.send(phone.record())
    phone.send(phone.record(women=-1))
    for model in (Submission, Quarantined):
        with pytest.raises(TypeError, match="never deleted"):
            model.objects.get().delete()
        with pytest.raises(TypeError, match="never deleted"):
            model.objects.all().delete()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
fields = st.sampled_from([*BAD, "men", "id", "recorded_at", "client_now", "message"]) | st.text()


class AnyBytes(TestCase):
    @settings(max_examples=75)
    @given(over=st.dictionaries(fields, anything, max_size=3))
    def test_any_json_at_all_is_taken_or_kept_and_breaks_nothing(self, over):
        phone = Phone(
            field_worker("rahima"), Place.objects.filter(level="union").order_by("code")[0].code
        )
        body = json.dumps({**phone.record(), **over}).encode()
        answer = phone.send(body)
        assert answer.status_code in {201, 400, 409}, answer.content
        if answer.status_code == 201:
            assert Submission.objects.get().event == Event.objects.get()
        else:
            assert bytes(Quarantined.objects.get().body) == body
        assert phone.send(body).status_code == {201: 202}.get(
            answer.status_code, answer.status_code
        )
        phone.held()
