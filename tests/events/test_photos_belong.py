"""Which photos belong to an event or to what waits; one row, one file, whatever happens between."""

import errno
import os
import uuid
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from events.judging import Sender
from events.models import Door, Event, EventPhoto, Quarantined
from events.photos import taking as photos
from events.photos.files import UNREADABLE, folder, keep_file
from events.photos.named import photos_of, photos_of_kept
from events.photos.sweep import KEPT_FOR, sweep_photos
from events.photos.taking import MOST_PHOTO_BYTES, PhotoRefused, receive_photo
from tests.events.camera import digest, photo, send_photo, send_piece
from tests.events.phone import NOW
from tests.events.test_quarantine_in_the_admin import filled_in, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def odk(phone) -> Sender:
    return Sender(door=Door.OPENROSA, person=phone.person, device="collect:1")


def files() -> list[str]:
    return sorted(str(one.relative_to(folder())) for one in folder().rglob("*") if one.is_file())


def here(event: Event) -> list[str]:
    return [one.sha256 for one in photos_of(event).here]


def test_once_however_often_it_comes(odk):
    own_id = uuid.uuid4()
    first = receive_photo(photo(), submission=own_id, sender=odk, now=NOW)
    again = receive_photo(photo(), submission=own_id, sender=odk, now=NOW + timedelta(days=1))
    assert first == again
    assert again.received_at == NOW
    assert files() == [first.file]


def test_two_that_are_looked_at_at_once_are_one(odk, monkeypatch):
    own_id = uuid.uuid4()
    look = photos.read_picture

    def quicker(data: bytes, *wanted):
        monkeypatch.setattr(photos, "read_picture", look)
        receive_photo(data, submission=own_id, sender=odk, now=NOW)
        return look(data, *wanted)

    monkeypatch.setattr(photos, "read_picture", quicker)
    kept = receive_photo(photo(), submission=own_id, sender=odk, now=NOW)
    assert EventPhoto.objects.get() == kept
    assert files() == [kept.file]


def test_too_large_is_refused_with_a_word(odk):
    with pytest.raises(PhotoRefused) as refused:
        receive_photo(b"x" * (MOST_PHOTO_BYTES + 1), submission=uuid.uuid4(), sender=odk, now=NOW)
    assert (refused.value.code, "10 megabytes" in refused.value.message) == ("too-large", True)
    assert files() == []


def test_files_are_for_the_server_alone_and_under_no_address(odk, settings):
    settings.EVENT_PHOTOS_ROOT.mkdir()
    kept = receive_photo(photo(), submission=uuid.uuid4(), sender=odk, now=NOW)
    path = folder() / kept.file
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert kept.sha256 not in kept.file
    from portal.settings import base

    assert not base.EVENT_PHOTOS_ROOT.is_relative_to(base.MEDIA_ROOT)
    assert not base.EVENT_PHOTOS_ROOT.is_relative_to(base.STATIC_ROOT)
    assert not storages["default"].exists(kept.file)


def test_what_is_no_picture_is_kept_to_the_byte(odk):
    kept = receive_photo(b"<svg/>", submission=uuid.uuid4(), sender=odk, now=NOW)
    assert (kept.state, kept.width, kept.difference_hash) == ("unreadable", None, "")
    assert (folder() / kept.file).read_bytes() == b"<svg/>"


# --- Between the file and the commit -----------------------------------------------


def test_a_kill_between_file_and_commit_leaves_nothing_to_see(phone, odk, monkeypatch):
    record = phone.record()
    phone.send(record)
    event = Event.objects.get()

    def killed(_photo: EventPhoto) -> EventPhoto:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(photos, "_keep_row", killed)
        with pytest.raises(KeyboardInterrupt):
            receive_photo(photo(), submission=event.client_uuid, sender=odk, now=NOW)
    (orphan,) = files()
    assert here(event) == []
    kept = receive_photo(photo(), submission=event.client_uuid, sender=odk, now=NOW)
    assert sorted([orphan, kept.file]) == files()
    age(orphan, kept.file)
    swept = sweep_photos(NOW)
    assert (swept.without_row, swept.pieces) == (1, 0)
    assert files() == [kept.file]


def age(*names: str, by: timedelta = KEPT_FOR + timedelta(hours=1)) -> None:
    then = (NOW - by).timestamp()
    for name in names:
        os.utime(folder() / name, (then, then))


def test_a_young_file_without_a_row_is_left_alone(odk):
    name = keep_file(UNREADABLE, b"just being written")
    age(name, by=KEPT_FOR - timedelta(hours=1))
    assert sweep_photos(NOW).without_row == 0
    assert files() == [name]


def test_pieces_that_were_given_up_are_swept_after_sixty_days(phone):
    data, young = photo(1), photo(2)
    record = phone.record(photos=[digest(data), digest(young)])
    phone.send(record)
    send_piece(phone, record, digest(data), data[:1000], 0, len(data))
    (old,) = files()
    age(old)
    send_piece(phone, record, digest(young), young[:1000], 0, len(young))
    age(next(name for name in files() if name != old), by=timedelta(days=59))
    assert sweep_photos(NOW).pieces == 1
    assert len(files()) == 1
    assert send_photo(phone, record, data).status_code == 201


def test_the_sweep_runs_by_itself(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "events.tasks.sweep_photos" in tasks
    from events.tasks import sweep_photos as task

    task()


def test_a_disk_that_breaks_otherwise_is_no_refusal(odk, monkeypatch):
    def broken(*_args) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(OSError, match="broken"):
        receive_photo(photo(), submission=uuid.uuid4(), sender=odk, now=NOW)
    assert EventPhoto.objects.count() == 0


# --- To which event ----------------------------------------------------------------


def test_an_edit_without_a_photo_takes_it_off_the_event(phone):
    one, two = photo(1), photo(2)
    record = phone.record(photos=[digest(one), digest(two)])
    told = phone.send(record).json()
    for each in (one, two):
        send_photo(phone, record, each)
    event = Event.objects.get()
    assert set(here(event)) == {digest(one), digest(two)}
    phone.send(phone.edit(record, told, photos=[digest(two)]))
    assert here(event) == [digest(two)]


def test_photos_still_to_come_are_known(phone):
    phone.send(phone.record(photos=[digest(b"later")]))
    assert photos_of(Event.objects.get()).missing == (digest(b"later"),)


def test_photos_of_odk_are_joined_by_the_id_and_the_person(phone, odk):
    from events.content import content_of
    from events.intake import receive_content

    own_id = uuid.uuid4()
    early = receive_photo(photo(1), submission=own_id, sender=odk, now=NOW)
    content = content_of(own_id, {**phone.record(), "id": str(own_id)})
    receive_content(content, body=b"<xml/>", sender=odk, now=NOW)
    late = receive_photo(photo(2), submission=own_id, sender=odk, now=NOW)
    nobody = Sender(door=Door.OPENROSA, person=None)
    receive_photo(photo(3), submission=own_id, sender=nobody, now=NOW)
    assert set(photos_of(Event.objects.get()).here) == {early, late}


def test_photos_that_came_before_the_decision_are_the_events(phone, admin):
    data = photo()
    record = phone.record(women=-1, photos=[digest(data)])
    phone.send(record)
    send_photo(phone, record, data)
    kept = Quarantined.objects.get()
    assert [one.sha256 for one in photos_of_kept(kept).here] == [digest(data)]
    admin.post(page(kept, "new"), filled_in(admin.get(page(kept, "new")), women="1"))
    assert here(Event.objects.get()) == [digest(data)]


@pytest.mark.parametrize("way", ["new", "edit"])
def test_of_a_conflict_each_side_keeps_its_own(phone, admin, way):
    mine, other = photo(1), photo(2)
    record = phone.record(photos=[digest(mine)])
    phone.send(record)
    send_photo(phone, record, mine)
    changed = {**record, "women": 43, "photos": [digest(other)]}
    assert phone.send(changed).status_code == 409
    send_photo(phone, record, other)
    kept, event = Quarantined.objects.get(), Event.objects.get()
    assert here(event) == [digest(mine)]
    assert [one.sha256 for one in photos_of_kept(kept).here] == [digest(other)]
    admin.post(page(kept, way), filled_in(admin.get(page(kept, way))))
    kept.refresh_from_db()
    assert here(kept.event) == [digest(other)]
    if way == "new":
        assert here(event) == [digest(mine)]


def test_what_cannot_be_read_at_all_has_no_photos(phone):
    phone.send("ডুমুরিয়ায় নাটক".encode())
    assert photos_of_kept(Quarantined.objects.get()).here == ()


def test_an_event_of_the_office_has_none(new_event):
    from events.recording import save_event

    event = new_event()
    save_event(event, by=None, now=NOW)
    assert photos_of(event).here == ()


def test_all_that_a_phone_holds_is_told_in_a_few_questions(phone, django_assert_max_num_queries):
    for seed in range(4):
        data = photo(seed)
        record = phone.record(photos=[digest(data), digest(bytes([seed]))])
        phone.send(record)
        send_photo(phone, record, data)
    with django_assert_max_num_queries(14):
        told = phone.held()
    assert [one["photos_missing"] for one in told.values()] == [1, 1, 1, 1]
