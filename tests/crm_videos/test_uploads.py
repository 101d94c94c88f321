"""Recordings sent by tus 1.0.0: whole to the byte however they are cut, and by nobody else."""

import base64
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_videos.erasing.own_rows import OWN
from crm_videos.erasing.traces import Traces
from crm_videos.models import PrivateFile, Recording, Testimony, Upload
from crm_videos.private.erasing import erase
from crm_videos.private.frames import FRAME, STORED_FRAME
from crm_videos.private.reading import open_range
from crm_videos.recordings import settling
from crm_videos.recordings.arriving import AnotherOffset, Gone, offset_of, receive
from crm_videos.recordings.looking import CannotLook, Refused
from crm_videos.recordings.taking import take_words
from crm_videos.recordings.uploading import (
    NoRoom,
    TooMuch,
    begin_upload,
    refuse,
    refuse_without_consent,
    sweep_uploads,
)
from crm_videos.recordings.why_refused import Why
from crm_videos.words import Arrival
from foundation.durable_files import MEGABYTE
from tests.crm_videos.agreed import agree, take_back
from tests.crm_videos.conftest import ELSEWHERE, browser_of, colleague
from tests.crm_videos.recordings_made import film
from tests.crm_videos.test_taking import Seen
from tests.crm_videos.tus_phone import BEGIN, TUS, announce, patch

pytestmark = pytest.mark.django_db
# Requests ask the clock, so rules are asked with its time as well.
NOW = timezone.now()
LONG = bytes(i % 251 for i in range(3 * FRAME + 1234))


@pytest.fixture
def agreed(testimony, recorder) -> Testimony:
    agree(testimony, recorder, now=NOW)
    return testimony


@pytest.fixture
def sender(db) -> User:
    return colleague("sender", "add_recording")


@pytest.fixture
def phone(sender) -> Client:
    return browser_of(sender)


@pytest.fixture
def begin(agreed, sender):
    def begin_one(length: int = len(LONG), **said) -> Upload:
        given = {
            "chapter": "experience", "medium": "video", "content_type": "video/mp4",
            "fingerprint": "ab12", "by": sender, "now": NOW, "length": length,
        }  # fmt: skip
        return begin_upload(agreed, **{**given, **said})

    return begin_one


@pytest.fixture
def seen(monkeypatch) -> list:
    """Let the check see a film; what it read stands in the list."""
    read: list = []

    def look(file: PrivateFile) -> Seen:
        read.append(b"".join(open_range(file, 0, file.size)))
        return Seen()

    monkeypatch.setattr(settling, "look_at", look)
    return read


def fresh(upload: Upload) -> Upload:
    return Upload.objects.get(pk=upload.pk)


def on_disk(folder) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


# --- The bytes -----------------------------------------------------------------------


def test_a_film_arrives_in_pieces_is_looked_at_and_taken(phone, agreed, seen, private_folder):
    begun = announce(phone, agreed, len(LONG))
    assert begun.status_code == 201
    address, at = begun["Location"], 0
    for size in (1, 100, FRAME, 2 * FRAME, len(LONG)):
        answer = patch(phone, address, LONG[at : at + size], at)
        at = min(at + size, len(LONG))
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(at))
        head = phone.head(address, headers=TUS)
        assert (head["Upload-Offset"], head["Upload-Length"]) == (str(at), str(len(LONG)))
        assert head["Cache-Control"] == "no-store"
    assert phone.get(f"{address}state/").json()["state"] == "looking"
    assert settling.settle_what_arrived(timezone.now()) == 1
    assert seen == [LONG]
    told = phone.get(f"{address}state/").json()
    recording = Recording.objects.get()
    assert told == {
        "state": "taken", "offset": len(LONG), "length": len(LONG), "words": "",
        "recording": str(recording.pk),
    }  # fmt: skip
    file = recording.file
    assert b"".join(open_range(file, 0, file.size)) == LONG
    assert file.seal.open()["sha256"] == hashlib.sha256(LONG).hexdigest()
    # Of the upload nothing is left that opens anything, and of the name nothing at all.
    upload = Upload.objects.get()
    assert (upload.seal, upload.fingerprint) == (None, "")
    assert "Canary" not in str([*Upload.objects.values_list(), *PrivateFile.objects.values_list()])
    # Asked again by a phone that did not hear the last answer.
    assert receive(upload, len(LONG), [], now=NOW) == len(LONG)
    with pytest.raises(AnotherOffset):
        receive(upload, 0, [LONG], now=NOW)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sent", "cut", "killed", "torn", "repeated"]),
        st.integers(0, 2 * FRAME) | st.sampled_from([1, FRAME - 1, FRAME, FRAME + 1]),
    ),
    max_size=8,
)


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, length=st.sampled_from([1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, len(LONG)]))
def test_any_sequence_of_pieces_cuts_kills_and_repeats_gives_the_same_bytes(
    begin, private_folder, steps, length
):
    data, upload = LONG[:length], begin(length)
    path = private_folder / upload.name
    acknowledged = 0
    for how, size in [*steps, ("sent", length)]:
        at = offset_of(fresh(upload), now=NOW)
        assert at >= acknowledged
        if how == "repeated" and at:
            with pytest.raises(AnotherOffset):
                receive(fresh(upload), at - 1, [data[at - 1 : at + size]], now=NOW)
        piece = data[at : at + size]
        if how in {"sent", "cut", "repeated"}:
            acknowledged = receive(fresh(upload), at, [piece[:100], piece[100:]], now=NOW)
            assert acknowledged == at + len(piece)
            continue

        def dies(piece=piece):
            yield piece
            raise Killed

        if fresh(upload).state == Arrival.ARRIVING:
            with pytest.raises(Killed):
                receive(fresh(upload), at, dies(), now=NOW)
            if how == "torn" and path.stat().st_size < STORED_FRAME:
                with path.open("ab") as stored:
                    stored.write(b"half a frame")
    at = offset_of(fresh(upload), now=NOW)
    receive(fresh(upload), at, [data[at:]], now=NOW)
    assert fresh(upload).state == Arrival.LOOKING
    file = settling._private_file(fresh(upload), NOW)
    assert b"".join(open_range(file, 0, file.size)) == data


def test_killed_between_the_last_frame_and_the_row_it_is_whole_when_somebody_asks(begin):
    upload = begin()

    def dies():
        yield LONG
        raise Killed

    with pytest.raises(Killed):
        receive(upload, 0, dies(), now=NOW)
    assert fresh(upload).state == Arrival.ARRIVING
    assert offset_of(fresh(upload), now=NOW) == len(LONG)
    assert fresh(upload).state == Arrival.LOOKING


@pytest.mark.parametrize("size", [10, FRAME, FRAME + 10, len(LONG)])
def test_of_two_who_send_at_once_one_goes_on_and_the_other_is_told(begin, size):
    upload, lost = begin(), []

    def send(name: str, *pieces: bytes, then: Callable[[], None] = lambda: None) -> None:
        def as_they_come() -> Iterator[bytes]:
            yield from pieces[:1]
            then()
            yield from pieces[1:]

        try:
            receive(fresh(upload), 0, as_they_come(), now=NOW)
        except AnotherOffset:
            lost.append(name)

    # Not even the same bytes: what one was told is there must not become the other's.
    files = {"slow": LONG, "quick": LONG[::-1]}
    slow, quick = files["slow"], files["quick"]
    send(
        "slow", slow[: size // 2], slow[size // 2 : size], then=lambda: send("quick", quick[:size])
    )
    assert len(lost) == 1
    (won,) = files.keys() - lost
    at = offset_of(fresh(upload), now=NOW)
    assert at == size
    receive(fresh(upload), at, [files[won][at:]], now=NOW)
    file = settling._private_file(fresh(upload), NOW)
    assert b"".join(open_range(file, 0, file.size)) == files[won]


def test_what_is_told_was_put_on_the_disk_first(begin, monkeypatch):
    upload, order, fsync = begin(), [], os.fsync
    monkeypatch.setattr("os.fsync", lambda fd: (order.append(fresh(upload).offset), fsync(fd))[1])
    receive(upload, 0, [LONG[: FRAME + 5]], now=NOW)
    assert (order[0], fresh(upload).offset) == (0, FRAME + 5)
    order.clear()
    offset_of(fresh(upload), now=NOW)
    assert order


def test_no_plain_byte_lies_on_the_disk_or_in_a_row(begin, private_folder):
    upload = begin(4 * FRAME)
    receive(upload, 0, [b"canary" * (FRAME // 4)], now=NOW)
    row = Upload.objects.values_list().get()
    assert b"canary" not in on_disk(private_folder)
    assert "canary" not in str(row)
    assert base64.b64encode(b"canary" * 4).decode() not in str(row)


def test_a_disk_that_fills_up_keeps_what_came_and_goes_on_later(begin, settings):
    upload = begin()

    def until_full():
        yield LONG[: FRAME + 10]
        settings.PRIVATE_FILES_LEAVE_FREE_MB = 10**9
        yield LONG[FRAME + 10 :]

    with pytest.raises(OSError, match="space"):
        receive(upload, 0, until_full(), now=NOW)
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0
    at = offset_of(fresh(upload), now=NOW)
    assert at == 2 * FRAME - 1
    assert receive(fresh(upload), at, [LONG[at:]], now=NOW) == len(LONG)


# --- The protocol --------------------------------------------------------------------


def test_options_say_what_is_understood(phone):
    answer = phone.options(BEGIN)
    assert answer.status_code == 204
    assert (answer["Tus-Version"], answer["Tus-Extension"], answer["Tus-Max-Size"]) == (
        "1.0.0", "creation,expiration,termination", str(4096 * MEGABYTE),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"chapter": "gossip"}, 400),
        ({"medium": "text"}, 400),
        ({"testimony": "K7R2PM"}, 400),
        ({"fingerprint": "<b>"}, 400),
        ({"filetype": "text/html"}, 415),
        ({"length": 0}, 400),
        ({"length": 4096 * MEGABYTE + 1}, 413),
        ({"length": "many"}, 400),
        ({"testimony": "0a9b9a0e-6a2c-4a35-9d0f-0f4e0b7d3f01"}, 404),
    ],
    ids=str,
)
def test_what_cannot_be_begun_is_said_in_words(phone, agreed, said, status):
    answer = announce(phone, agreed, **{"length": len(LONG), **said})
    assert (answer.status_code, bool(answer.json()["words"])) == (status, True)
    assert not Upload.objects.exists()


def test_a_metadata_header_that_is_no_base64_is_said(phone):
    headers = {**TUS, "Upload-Length": "5", "Upload-Metadata": "testimony ???"}
    assert phone.post(BEGIN, content_type="text/plain", headers=headers).status_code == 400


def test_bytes_that_do_not_fit_are_refused_and_change_nothing(phone, agreed):
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG[:10], 0)
    assert patch(phone, address, LONG[:10], 5).status_code == 409
    assert patch(phone, address, LONG, 10).status_code == 413
    assert patch(phone, address, LONG[10:20], 10, **{"Tus-Resumable": "0.2.2"}).status_code == 412
    assert patch(phone, address, b"x", 10, **{"Upload-Checksum": "sha1 eA=="}).status_code == 400
    assert phone.patch(
        address, b"x", "application/json", headers={**TUS, "Upload-Offset": "10"}
    ).status_code == 415  # fmt: skip
    assert patch(phone, address, b"x", "ten").status_code == 400
    older = phone.head(address)
    assert (older.status_code, older["Tus-Version"]) == (412, "1.0.0")
    assert phone.head(address, headers=TUS)["Upload-Offset"] == "10"


def test_a_proxy_that_knows_only_post_gets_the_bytes_through(phone, agreed):
    address = announce(phone, agreed, len(LONG))["Location"]
    headers = {**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = phone.post(address, LONG, "application/offset+octet-stream", headers=headers)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(len(LONG)))


def test_given_up_nothing_is_left(
    phone, agreed, private_folder, django_capture_on_commit_callbacks
):
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG[: 2 * FRAME], 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert phone.delete(address, headers=TUS).status_code == 204
    assert phone.head(address, headers=TUS).status_code == 404
    assert on_disk(private_folder) == b""
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG, 0)
    assert phone.delete(address, headers=TUS).status_code == 403


def test_an_upload_that_was_begun_is_found_again_by_its_fingerprint(phone, agreed):
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG[:70_000], 0)
    (told,) = phone.get(f"{BEGIN}open/?testimony={agreed.pk}").json()["uploads"]
    assert told == {
        "id": address.split("/")[-2], "chapter": "experience", "medium": "video",
        "length": len(LONG), "offset": 70_000, "fingerprint": "ab12",
    }  # fmt: skip
    assert phone.get(f"{BEGIN}open/?testimony=x").status_code == 400


# --- Who -----------------------------------------------------------------------------


def test_nobody_else_begins_or_knows_of_an_upload(phone, agreed, client):
    address = announce(phone, agreed, len(LONG))["Location"]
    strangers = {
        401: client,
        403: browser_of(colleague("reader", "view_testimony")),
        404: browser_of(colleague("far", "add_recording", district=ELSEWHERE)),
    }
    for status, stranger in strangers.items():
        assert announce(stranger, agreed, len(LONG)).status_code == status
        assert stranger.head(address, headers=TUS).status_code == status
        assert patch(stranger, address, b"x", 0).status_code == status
        assert stranger.delete(address, headers=TUS).status_code == status
        assert stranger.get(f"{address}state/").status_code == status
    # Not even whoever may bring recordings of the same district.
    other = browser_of(colleague("other", "add_recording"))
    assert other.head(address, headers=TUS).status_code == 404
    assert other.get(f"{BEGIN}open/?testimony={agreed.pk}").json() == {"uploads": []}
    assert patch(phone, address, LONG, 0).status_code == 204


def test_a_page_from_elsewhere_sends_nothing_and_a_form_is_not_read(sender, agreed):
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(sender)
    assert announce(forger, agreed, len(LONG)).status_code == 403
    form = forger.post(BEGIN, {"file": io.BytesIO(b"film")}, headers=TUS)
    assert form.status_code == 415
    assert not Upload.objects.exists()


# --- Consent -------------------------------------------------------------------------


def test_without_consent_nothing_is_begun(phone, testimony):
    answer = announce(phone, testimony, len(LONG))
    assert (answer.status_code, "Ask the person" in answer.json()["words"]) == (403, True)
    assert not Upload.objects.exists()


def test_who_agreed_to_writing_only_is_neither_filmed_nor_recorded(phone, testimony, recorder):
    agree(testimony, recorder, now=NOW, level="text-only")
    for medium in ("video", "audio"):
        answer = announce(phone, testimony, len(LONG), medium=medium)
        assert (answer.status_code, "writing only" in answer.json()["words"]) == (403, True)
    words = take_words(testimony, chapter="message", text="Ask first.", by=recorder, now=NOW)
    assert words.medium == "text"


@pytest.mark.parametrize("cleared", [True, False])
def test_taken_back_while_it_comes_the_bytes_go(
    phone, agreed, recorder, private_folder, django_capture_on_commit_callbacks, cleared
):
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG[: 2 * FRAME], 0)
    # Even where the process died before it cleared anything.
    with django_capture_on_commit_callbacks(execute=cleared):
        take_back(agreed, recorder, now=timezone.now())
    assert (on_disk(private_folder) == b"") == cleared
    with django_capture_on_commit_callbacks(execute=True):
        answer = patch(phone, address, LONG[2 * FRAME :], 2 * FRAME)
    assert (answer.status_code, "No consent" in answer.json()["words"]) == (403, True)
    assert on_disk(private_folder) == b""
    upload = Upload.objects.get()
    assert (upload.state, upload.seal, upload.fingerprint) == ("refused", None, "")
    assert phone.head(address, headers=TUS).status_code == 410
    assert "No consent" in phone.get(f"{address}state/").json()["words"]


def test_asked_anew_and_agreeing_to_writing_only_the_film_that_comes_goes(
    phone, agreed, recorder, private_folder, django_capture_on_commit_callbacks
):
    address = announce(phone, agreed, len(LONG))["Location"]
    patch(phone, address, LONG[: 2 * FRAME], 0)
    take_back(agreed, recorder, now=timezone.now())
    agree(agreed, recorder, now=timezone.now(), level="text-only")
    with django_capture_on_commit_callbacks(execute=True):
        answer = patch(phone, address, LONG[2 * FRAME :], 2 * FRAME)
    assert (answer.status_code, "writing only" in answer.json()["words"]) == (403, True)
    assert on_disk(private_folder) == b""
    assert "writing only" in Upload.objects.get().words


def test_taken_back_and_given_anew_what_is_under_way_goes_on(begin, agreed, recorder):
    upload = begin()
    take_back(agreed, recorder, now=NOW)
    agree(agreed, recorder, now=NOW)
    assert refuse_without_consent(agreed, now=NOW) == 0
    assert receive(fresh(upload), 0, [LONG], now=NOW) == len(LONG)


def test_an_erased_person_has_nothing_under_way_and_no_trace_of_it(
    begin, agreed, seen, private_folder, django_capture_on_commit_callbacks
):
    taken, left = whole(begin), begin()
    settling.settle_what_arrived(NOW)
    receive(left, 0, [LONG[: 2 * FRAME]], now=NOW)
    traces = Traces(agreed.pk, NOW)
    with django_capture_on_commit_callbacks(execute=True):
        counts = {eraser.name: eraser.clear(traces) for eraser in OWN}
    assert (counts["uploads"], Upload.objects.count()) == (2, 0)
    assert on_disk(private_folder) == b""
    assert PrivateFile.objects.get(pk=taken.pk).seal is None


def test_refused_in_the_midst_of_a_piece_it_is_gone(begin):
    upload = begin()

    def while_it_is_refused():
        yield LONG[: FRAME + 1]
        refuse(upload, "Taken back.", now=NOW)
        yield LONG[FRAME + 1 :]

    with pytest.raises(Gone):
        receive(upload, 0, while_it_is_refused(), now=NOW)


# --- Looking -------------------------------------------------------------------------


def whole(begin) -> Upload:
    upload = begin()
    receive(upload, 0, [LONG], now=NOW)
    return fresh(upload)


def test_the_real_check_takes_a_film_and_refuses_what_is_none(begin):
    made = {"taken": film(), "refused": b"no film" * 1000}
    uploads = {state: begin(len(data)) for state, data in made.items()}
    for state, data in made.items():
        receive(uploads[state], 0, [data], now=NOW)
    assert settling.settle_what_arrived(NOW) == 2
    assert {state: fresh(one).state for state, one in uploads.items()} == {one: one for one in made}
    assert fresh(uploads["refused"]).words
    recording = Recording.objects.get()
    assert (recording.medium, fresh(uploads["taken"]).recording) == ("video", recording)
    assert recording.duration_ms
    assert recording.width


def test_what_the_check_refuses_is_erased_and_the_sentence_stays(
    begin, monkeypatch, private_folder, django_capture_on_commit_callbacks
):
    upload = whole(begin)

    def look(_file):
        raise Refused(Why.ASKS_TOO_MUCH, "This is a playlist.")

    monkeypatch.setattr(settling, "look_at", look)
    with django_capture_on_commit_callbacks(execute=True):
        settling.settle_what_arrived(NOW)
    assert (fresh(upload).state, fresh(upload).words) == ("refused", "This is a playlist.")
    assert on_disk(private_folder) == b""
    assert not PrivateFile.objects.exists()


def test_what_cannot_be_looked_at_now_waits_and_a_killed_worker_is_followed_by_another(
    begin, monkeypatch, seen
):
    upload = whole(begin)
    look = settling.look_at

    def busy(_file):
        raise CannotLook

    def killed(_file):
        raise Killed

    monkeypatch.setattr(settling, "look_at", busy)
    assert settling.settle_what_arrived(NOW) == 1
    assert settling.settle_what_arrived(NOW) == 0
    later = NOW + timedelta(minutes=2)
    monkeypatch.setattr(settling, "look_at", killed)
    with pytest.raises(Killed):
        settling.settle_what_arrived(later)
    monkeypatch.setattr(settling, "look_at", look)
    assert settling.settle_what_arrived(later) == 0
    assert settling.settle_what_arrived(later + settling.LEASE) == 1
    assert (fresh(upload).state, Recording.objects.count()) == ("taken", 1)


def test_two_workers_take_it_once(begin, monkeypatch, seen):
    whole(begin)
    look = settling.look_at

    def while_another_looks(file):
        monkeypatch.setattr(settling, "look_at", look)
        assert settling.settle_what_arrived(NOW) == 0
        Upload.objects.update(lease_until=NOW)
        assert settling.settle_what_arrived(NOW) == 1
        return Seen()

    monkeypatch.setattr(settling, "look_at", while_another_looks)
    settling.settle_what_arrived(NOW)
    assert (Recording.objects.count(), PrivateFile.objects.count()) == (1, 1)


def test_taken_back_while_it_is_looked_at_it_is_not_taken(
    begin, agreed, recorder, monkeypatch, private_folder, django_capture_on_commit_callbacks
):
    upload = whole(begin)

    def look(_file):
        take_back(agreed, recorder, now=NOW)
        return Seen()

    monkeypatch.setattr(settling, "look_at", look)
    with django_capture_on_commit_callbacks(execute=True):
        settling.settle_what_arrived(NOW)
    assert fresh(upload).state == Arrival.REFUSED
    assert not Recording.objects.exists()
    assert not PrivateFile.objects.exists()
    assert on_disk(private_folder) == b""


def test_what_was_damaged_on_the_server_is_refused(begin, private_folder, seen):
    upload = whole(begin)
    path = private_folder / upload.name
    stored = bytearray(path.read_bytes())
    stored[STORED_FRAME + 3] ^= 1
    path.write_bytes(stored)
    settling.settle_what_arrived(NOW)
    assert (fresh(upload).state, "damaged" in fresh(upload).words) == ("refused", True)


def test_the_tasks_run_by_themselves(settings):
    from crm_videos.tasks import settle_uploads

    assert settle_uploads.name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    settle_uploads()


# --- Limits and ends -----------------------------------------------------------------


@pytest.mark.parametrize("of", ["UPLOADS_GB_OF_A_PERSON", "UPLOADS_GB_OF_A_TESTIMONY"])
def test_not_more_is_under_way_than_may_be(begin, settings, of):
    setattr(settings, of, 1)
    begin(600 * MEGABYTE)
    with pytest.raises(TooMuch):
        begin(600 * MEGABYTE)
    begin(100 * MEGABYTE)


def test_a_disk_without_room_for_all_that_is_announced_takes_no_more(
    begin, settings, monkeypatch, phone, agreed
):
    free = SimpleNamespace(free=1000 * MEGABYTE)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: free)
    begin(900 * MEGABYTE)
    with pytest.raises(NoRoom):
        begin(200 * MEGABYTE)
    answer = announce(phone, agreed, length=200 * MEGABYTE)
    assert (answer.status_code, bool(answer.json()["words"])) == (507, True)


def test_what_nobody_goes_on_with_goes_and_what_waits_for_us_stays(
    begin, settings, private_folder, django_capture_on_commit_callbacks
):
    left, waiting = begin(), whole(begin)
    receive(left, 0, [LONG[: FRAME + 5]], now=NOW)
    days = timedelta(days=settings.UPLOADS_KEPT_DAYS)
    assert sweep_uploads(NOW + days) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(NOW + days + timedelta(minutes=1)) == 1
    assert list(Upload.objects.all()) == [waiting]
    assert [one.name for one in private_folder.rglob("*") if one.is_file()] == [
        waiting.name.split("/")[-1]
    ]


def test_the_page_of_the_testimony_lists_it_and_leads_to_its_reason(begin, agreed, seen):
    whole(begin)
    settling.settle_what_arrived(NOW)
    take_words(agreed, chapter="message", text="Canary told", by=agreed.recorded_by, now=NOW)
    file = Recording.objects.exclude(file=None).get().file
    address = f'href="/admin/private/{file.pk}/"'
    for name, *more, leads in (("sees", False), ("opens", "view_privatefile", True)):
        office = browser_of(colleague(name, "view_consent", "view_testimony", *more))
        page = office.get(f"/admin/consents/{agreed.pk}/").content.decode()
        assert "1:01" in page
        assert "Canary" not in page
        assert (address in page) == leads
    erase(file, now=NOW)
    assert address not in office.get(f"/admin/consents/{agreed.pk}/").content.decode()


def test_a_recording_outlives_the_row_of_its_upload(
    begin, seen, django_capture_on_commit_callbacks
):
    whole(begin)
    settling.settle_what_arrived(NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(NOW + timedelta(days=30)) == 1
    file = Recording.objects.get().file
    assert not Upload.objects.exists()
    assert b"".join(open_range(file, 0, file.size)) == LONG
