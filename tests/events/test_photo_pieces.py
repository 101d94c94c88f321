"""Photos over the field API: piece by piece, resumable, each taken once, none of anybody else's."""

import errno
import io
import json
import os
import uuid

import pytest
from django.test import Client

from events.models import Event, EventPhoto, Quarantined
from events.photos import pieces as photo_pieces
from events.photos.files import folder
from events.photos.named import photos_missing
from events.photos.pieces import MOST_PIECE_BYTES
from events.photos.taking import MOST_PHOTO_BYTES
from foundation.pictures import CannotLook
from tests.events.camera import address, digest, photo, photos_told, send_photo, send_piece
from tests.events.phone import SESSION, Phone, field_worker
from tests.foundation.test_hostile_pictures import NO_PICTURES

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def data() -> bytes:
    return photo()


@pytest.fixture
def record(phone, data) -> dict:
    """A show whose numbers are here, and whose one photo is not."""
    record = phone.record(photos=[digest(data)])
    assert phone.send(record).status_code == 201
    return record


def files() -> list[str]:
    return [str(path.relative_to(folder())) for path in folder().rglob("*") if path.is_file()]


def test_numbers_first_photos_later_in_pieces(phone, record, data):
    assert phone.held()[record["id"]]["photos_missing"] == 1
    assert photos_told(phone, record) == [("missing", 0)]
    first = send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    assert first.status_code == 202
    assert first.json() == {"sha256": digest(data), "state": "partial", "offset": 1000}
    assert photos_told(phone, record) == [("partial", 1000)]
    last = send_piece(phone, record, digest(data), data[1000:], 1000, len(data))
    assert last.status_code == 201
    assert last.json() == {"sha256": digest(data), "state": "held", "offset": len(data)}
    assert photos_told(phone, record) == [("held", len(data))]
    assert phone.held()[record["id"]]["photos_missing"] == 0
    assert photos_missing(uuid.UUID(record["id"])) == []
    kept = EventPhoto.objects.get()
    assert (kept.person, kept.door, kept.bytes) == (phone.person, "field-app", len(data))
    assert files() == [kept.file]


def test_the_answer_to_an_event_says_how_many_photos_are_to_come(phone):
    record = phone.record(photos=[digest(b"a"), digest(b"b")])
    assert phone.send(record).json()["photos_missing"] == 2
    waiting = phone.record(women=-1, photos=[digest(b"c")])
    assert phone.send(waiting).json()["photos_missing"] == 1
    assert phone.send(phone.record()).json()["photos_missing"] == 0


def test_the_same_photo_again_is_here_already(phone, record, data):
    send_photo(phone, record, data)
    for offset in (0, 500):
        again = send_piece(phone, record, digest(data), data[offset:], offset, len(data))
        assert (again.status_code, again.json()["state"]) == (202, "held")
    assert EventPhoto.objects.count() == 1


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_a_wrong_offset_changes_nothing_and_names_the_right_one(phone, record, data, offset):
    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    answer = send_piece(phone, record, digest(data), data[offset:2000], offset, len(data))
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["offset"]) == ("wrong-offset", 1000)
    assert photos_told(phone, record) == [("partial", 1000)]
    rest = send_piece(phone, record, digest(data), data[1000:], 1000, len(data))
    assert rest.status_code == 201


def test_another_file_under_the_name_is_thrown_away(phone, record, data):
    send_piece(phone, record, digest(data), b"x" * 1000, 0, len(data))
    answer = send_piece(phone, record, digest(data), data[1000:], 1000, len(data))
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["offset"]) == ("wrong-digest", 0)
    assert photos_told(phone, record) == [("missing", 0)]
    assert files() == []
    assert send_photo(phone, record, data).status_code == 201


def test_a_length_that_was_said_wrong_does_not_block_the_photo(phone, record, data):
    send_piece(phone, record, digest(data), data, 0, len(data) * 2)
    answer = send_piece(phone, record, digest(data), b"", len(data), len(data))
    assert (answer.status_code, answer.json()["offset"]) == (409, 0)
    assert send_photo(phone, record, data).status_code == 201


@pytest.mark.parametrize("name", ["nothing", "svg", "html behind a mark", "a bomb in one row"])
def test_what_is_no_picture_is_taken_and_told_to_be_none(phone, name):
    data = NO_PICTURES[name]
    record = phone.record(photos=[digest(data)])
    phone.send(record)
    answer = send_photo(phone, record, data)
    told = {"sha256": digest(data), "state": "unreadable", "offset": len(data)}
    assert (answer.status_code, answer.json()) == (201, told)
    assert phone.held()[record["id"]]["photos_missing"] == 0


def test_photos_of_what_waits_for_a_person_come_too(phone, data, admin):
    record = phone.record(women=-1, photos=[digest(data)])
    assert phone.send(record).status_code == 409
    assert send_photo(phone, record, data).status_code == 201
    assert photos_told(phone, record) == [("held", len(data))]
    assert phone.held()[record["id"]]["photos_missing"] == 0


def test_more_photos_than_an_event_may_have_wait_with_it(phone, data):
    # It is refused as an event for that, and kept: so are its photos.
    named = [digest(data), *(digest(bytes([n])) for n in range(6)), "no digest", 7]
    record = phone.record(photos=named)
    assert phone.send(record).status_code == 409
    assert phone.held()[record["id"]]["photos_missing"] == 7
    assert send_photo(phone, record, data).status_code == 201


# --- Who, and what is refused ------------------------------------------------------


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_stranger_hears_nothing_of_the_photos(phone, record, data, client):
    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    stranger = Phone(field_worker("karim"), phone.place)
    assert stranger.browser.get(address(record)).status_code == 404
    answer = send_piece(stranger, record, digest(data), data[1000:], 1000, len(data))
    assert code(answer) == (404, "no-such-photo")
    nobody = client.put(address(record, digest(data)), b"x", content_type="image/jpeg")
    for answer in (client.get(address(record)), nobody):
        assert code(answer) == (401, "not-signed-in")
    assert photos_told(phone, record) == [("partial", 1000)]


def test_who_names_the_id_of_another_learns_and_spoils_nothing(phone, record, data):
    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    stranger = Phone(field_worker("karim"), phone.place)
    mine = photo(9)
    answer = stranger.send({**record, "photos": [digest(data), digest(mine)]})
    assert answer.status_code == 409
    assert {(one, offset) for one, offset in photos_told(stranger, record)} == {("missing", 0)}
    send_piece(stranger, record, digest(data), b"x" * 1000, 0, len(data))
    assert send_photo(stranger, record, mine).status_code == 201
    rest = send_piece(phone, record, digest(data), data[1000:], 1000, len(data))
    assert rest.status_code == 201
    assert photos_told(phone, record) == [("held", len(data))]


@pytest.mark.parametrize("sha256", [digest(b"another"), "x" * 64, "..%2F..%2Fetc", "A" * 64])
def test_a_photo_that_nothing_names_is_not_taken(phone, record, sha256):
    assert send_piece(phone, record, sha256, b"x", 0, 2).status_code == 404
    assert files() == []


@pytest.mark.parametrize(
    "own_id", ["4f9c1c1e-52c2-4c1b-9a55-6a1c7d6f0b11", "ids", "%00", str(uuid.UUID(int=0))]
)
def test_a_submission_that_is_not_here_has_no_photos(phone, own_id):
    answer = phone.browser.get(address({"id": own_id}))
    assert answer.status_code == 404


def test_a_piece_needs_the_token(phone, record, data):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(phone.person)
    said = {"Upload-Offset": "0", "Upload-Length": str(len(data))}
    where = address(record, digest(data))
    answer = browser.put(where, data, content_type="image/jpeg", headers=said)
    assert code(answer) == (403, "csrf")
    token = browser.get(SESSION).json()["csrf_token"]
    said["X-CSRFToken"] = token
    answer = browser.put(where, data, content_type="image/jpeg", headers=said)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "said",
    [{}, {"Upload-Offset": "0"}, {"Upload-Length": "9"},
     {"Upload-Offset": "-1", "Upload-Length": "9"}, {"Upload-Offset": "১", "Upload-Length": "9"},
     {"Upload-Offset": "9" * 30, "Upload-Length": "9"}],
)  # fmt: skip
def test_a_piece_says_where_it_belongs(phone, record, data, said):
    headers = {name: value.encode().decode("latin-1") for name, value in said.items()}
    answer = phone.browser.put(
        address(record, digest(data)), b"x", content_type="image/jpeg", headers=headers
    )
    assert code(answer) == (400, "no-offset")


def test_a_piece_longer_than_what_is_missing_is_not_taken(phone, record, data):
    answer = send_piece(phone, record, digest(data), data, 0, len(data) - 1)
    assert code(answer) == (400, "beyond-the-end")


def test_what_is_too_large_is_refused_before_it_is_read(phone, record, data):
    whole = send_piece(phone, record, digest(data), b"x", 0, MOST_PHOTO_BYTES + 1)
    assert code(whole) == (413, "too-large")
    piece = b"x" * (MOST_PIECE_BYTES + 1)
    answer = send_piece(phone, record, digest(data), piece, 0, MOST_PHOTO_BYTES)
    assert code(answer) == (413, "too-large")
    most = send_piece(phone, record, digest(data), piece[1:], 0, MOST_PHOTO_BYTES)
    assert (most.status_code, most.json()["offset"]) == (202, MOST_PIECE_BYTES)


def test_a_piece_cut_on_its_way_is_not_taken(phone, record, data):
    answer = phone.browser.generic(
        "PUT", address(record, digest(data)), b"",
        headers={"Upload-Offset": "0", "Upload-Length": str(len(data))},
        CONTENT_LENGTH="1000", **{"wsgi.input": io.BytesIO(data[:500])},
    )  # fmt: skip
    assert code(answer) == (400, "cut")
    assert photos_told(phone, record) == [("missing", 0)]


# --- A disk that is full, a machine that is busy -----------------------------------


def full(*_args) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("last", [False, True])
def test_a_full_disk_loses_nothing(phone, record, data, monkeypatch, last):
    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    part = data[1000:] if last else data[1000:2000]
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert code(send_piece(phone, record, digest(data), part, 1000, len(data))) == (
            507,
            "disk-full",
        )
    assert photos_told(phone, record) == [("partial", 1000)]
    assert len(files()) == 1
    assert send_piece(phone, record, digest(data), data[1000:], 1000, len(data)).status_code == 201


def test_photos_leave_room_for_the_numbers(phone, record, data, settings):
    settings.EVENT_PHOTOS_LEAVE_FREE_MB = 10**9
    assert code(send_piece(phone, record, digest(data), data, 0, len(data))) == (507, "disk-full")
    assert phone.send(phone.record()).status_code == 201
    assert EventPhoto.objects.count() == 0


def test_a_busy_machine_keeps_the_pieces_for_later(phone, record, data, monkeypatch):
    def busy(*_asked) -> None:
        raise CannotLook

    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    with monkeypatch.context() as patch:
        patch.setattr("events.photos.taking.read_picture", busy)
        answer = send_piece(phone, record, digest(data), data[1000:], 1000, len(data))
    assert code(answer) == (503, "busy")
    assert photos_told(phone, record) == [("partial", 1000)]
    assert send_piece(phone, record, digest(data), data[1000:], 1000, len(data)).status_code == 201


def test_a_server_killed_before_its_answer_has_a_piece_to_acknowledge(
    phone, record, data, monkeypatch
):
    # As after a kill between the last piece and the commit: what is here is a part.
    def killed(*_args, **_more) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(photo_pieces, "receive_photo", killed)
        with pytest.raises(KeyboardInterrupt):
            send_photo(phone, record, data, piece=1000)
    ((state, offset),) = photos_told(phone, record)
    assert (state, 0 < offset < len(data)) == ("partial", True)
    rest = send_piece(phone, record, digest(data), data[offset:], offset, len(data))
    assert rest.status_code == 201


def test_a_server_killed_after_it_kept_the_photo_leaves_no_pieces_once_it_is_sent_again(
    phone, record, data, monkeypatch
):
    keep = photo_pieces.receive_photo

    def keep_and_be_killed(*said, **more) -> None:
        keep(*said, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(photo_pieces, "receive_photo", keep_and_be_killed)
        with pytest.raises(KeyboardInterrupt):
            send_photo(phone, record, data, piece=1000)
    assert len(files()) == 2
    again = send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    assert (again.status_code, again.json()["state"]) == (202, "held")
    assert files() == [EventPhoto.objects.get().file]


# --- Edits -------------------------------------------------------------------------


def test_an_edit_names_its_photos_in_full_and_none_is_sent_twice(phone, record, data):
    send_photo(phone, record, data)
    told = phone.held()[record["id"]]
    more = photo(2)
    edit = phone.edit(record, told, women=50, photos=[digest(data), digest(more)])
    answer = phone.send(edit)
    assert (answer.status_code, answer.json()["photos_missing"]) == (201, 1)
    states = {
        one["sha256"]: one["state"] for one in phone.browser.get(address(edit)).json()["photos"]
    }
    assert states == {digest(data): "held", digest(more): "missing"}
    assert send_photo(phone, edit, more).status_code == 201
    assert phone.held()[edit["id"]]["photos_missing"] == 0
    assert EventPhoto.objects.count() == 2


def test_an_edit_that_waits_knows_the_photos_of_its_event(phone, record, data):
    send_photo(phone, record, data)
    told = phone.held()[record["id"]]
    phone.send(phone.edit(record, told, women=50))
    stale = phone.edit(record, told, women=60)
    answer = phone.send(stale)
    assert (answer.status_code, answer.json()["photos_missing"]) == (409, 0)


def test_the_same_photo_on_another_event_is_sent_again(phone, record, data):
    # Two events with one photo are a sign that a person looks for.
    send_photo(phone, record, data)
    other = phone.record(photos=[digest(data)])
    assert phone.send(other).json()["photos_missing"] == 1
    assert send_photo(phone, other, data).status_code == 201
    assert EventPhoto.objects.count() == 2


def test_a_photo_that_came_is_told_to_a_phone_that_asks_what_changed(phone, record, data):
    later = phone.now.replace(day=2).isoformat()
    assert phone.held(since=later) == {}
    send_photo(phone, record, data)
    assert phone.held(since=later)[record["id"]]["photos_missing"] == 0


# --- The description ---------------------------------------------------------------


def test_the_description_tells_a_stranger_how_to_send_a_photo(client, db):
    document = client.get("/field/api/openapi.json").json()
    where = "/field/api/events/{submission}/photos"
    piece = document["paths"][where + "/{sha256}"]["put"]
    headers = {one["name"] for one in piece["parameters"] if one["in"] == "header"}
    assert headers == {"Upload-Offset", "Upload-Length"}
    body = piece["requestBody"]["content"]["application/octet-stream"]["schema"]
    assert body["maxLength"] == MOST_PIECE_BYTES
    assert set(piece["responses"]) == {
        *("201", "202", "400", "401", "403", "404", "409", "411", "413", "422", "503", "507")
    }
    for answer in piece["responses"].values():
        assert answer["description"]
        assert answer["content"]["application/json"]["example"]
    assert set(document["paths"][where]["get"]["responses"]) == {"200", "401", "403", "404"}


def test_no_event_is_harmed_by_a_photo(phone, record, data):
    before = json.dumps([*Event.objects.values("version", "updated_at")], default=str)
    send_photo(phone, record, data)
    after = json.dumps([*Event.objects.values("version", "updated_at")], default=str)
    assert (before, Quarantined.objects.count()) == (after, 0)
