"""The photos of filled forms: split, late, unnamed, no picture, or sent again; none is lost."""

import uuid

import pytest

from events.held import held_of
from events.models import Attachment, Event, EventPhoto, Quarantined
from events.photos.files import read_file
from events.photos.named import photos_missing, photos_of, photos_of_kept
from tests.events.camera import digest, photo, telling_jpeg, tells
from tests.events.collect import Collect
from tests.events.phone import field_worker

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (photo(seed) for seed in (1, 2, 3))
BOTH = {"photo_1": "one.jpg", "photo_2": "two.jpg"}


@pytest.fixture
def collect(union) -> Collect:
    return Collect(field_worker("rahima"), union.code)


def here() -> set[str]:
    """Give the digests of what the only event shows."""
    return {one.sha256 for one in photos_of(Event.objects.get()).here}


def missing() -> list[str]:
    return photos_missing(Event.objects.get().client_uuid)


def test_form_and_photos_at_once(collect):
    answer = collect.send(collect.fill(**BOTH), {"one.jpg": FIRST, "two.jpg": SECOND})
    assert answer.status_code == 201
    assert here() == {digest(FIRST), digest(SECOND)}
    assert missing() == []


def test_a_split_form_is_one_event_with_all_of_its_photos(collect):
    xml = collect.fill(photo_3="three.jpg", **BOTH)
    sent = [
        collect.send(xml, {"one.jpg": FIRST}, incomplete=True),
        collect.send(xml, {"two.jpg": SECOND}, incomplete=True),
        collect.send(xml, {"three.jpg": THIRD}),
    ]
    assert [answer.status_code for answer in sent] == [201, 202, 202]
    assert Event.objects.count() == 1
    assert here() == {digest(FIRST), digest(SECOND), digest(THIRD)}
    assert missing() == []


def test_the_last_of_three_is_lost_and_that_is_known_and_mended(collect):
    """kobocat #432: the phone said that all had been sent, and one photo was not there."""
    xml = collect.fill(**BOTH)
    collect.send(xml, {"one.jpg": FIRST}, incomplete=True)
    assert missing() == ["two.jpg"]
    assert photos_of(Event.objects.get()).missing == ("two.jpg",)
    (held,) = held_of(collect.person, since=None)
    assert held.photos_missing == 1
    assert collect.send(xml, {"one.jpg": FIRST, "two.jpg": SECOND}).status_code == 202
    assert missing() == []
    assert EventPhoto.objects.count() == 2


@pytest.mark.parametrize("says", [True, False])
def test_whether_more_is_to_come_is_not_asked_of_the_phone(collect, says):
    collect.send(collect.fill(**BOTH), {"one.jpg": FIRST}, incomplete=says)
    assert missing() == ["two.jpg"]
    both = {"one.jpg": FIRST, "two.jpg": SECOND}
    collect.send(collect.fill(own_id=uuid.uuid4().urn.removeprefix("urn:"), **BOTH), both)
    assert [photos_missing(one.client_uuid) for one in Event.objects.order_by("pk")] == [
        ["two.jpg"],
        [],
    ]


def test_what_the_form_does_not_name_is_left_out_and_the_form_is_taken(collect):
    answer = collect.send(collect.fill(), {"one.jpg": FIRST, "audit.csv": b"event,node"})
    assert answer.status_code == 201
    assert not EventPhoto.objects.exists()


def test_photos_sent_again_are_kept_once(collect):
    xml, files = collect.fill(**BOTH), {"one.jpg": FIRST, "two.jpg": SECOND}
    for _ in range(3):
        collect.send(xml, files)
    assert (EventPhoto.objects.count(), Attachment.objects.count()) == (2, 2)


def test_the_same_picture_under_two_names_is_no_missing_photo(collect):
    collect.send(collect.fill(**BOTH), {"one.jpg": FIRST, "two.jpg": FIRST})
    assert missing() == []
    assert here() == {digest(FIRST)}


def test_another_picture_under_the_same_name_is_kept_beside_it(collect):
    xml = collect.fill(photo_1="one.jpg")
    collect.send(xml, {"one.jpg": FIRST})
    assert collect.send(xml, {"one.jpg": SECOND}).status_code == 202
    assert here() == {digest(FIRST), digest(SECOND)}


def test_what_is_no_picture_is_kept_and_does_not_come_again_for_ever(collect):
    answer = collect.send(collect.fill(photo_1="one.jpg"), {"one.jpg": b"no picture at all"})
    assert answer.status_code == 201
    (kept,) = photos_of(Event.objects.get()).here
    assert read_file(kept.file) == b"no picture at all"
    assert missing() == []


def test_names_in_bangla_are_names(collect):
    collect.send(collect.fill(photo_1="ছবি ১.jpg"), {"ছবি ১.jpg": FIRST})
    assert here() == {digest(FIRST)}


@pytest.mark.parametrize(
    "name", ["../../one.jpg", "a/b.jpg", "a\\b.jpg", "x" * 201, "a\u202eb.jpg"]
)
def test_a_name_that_is_no_file_waits_for_a_person(collect, name):
    answer = collect.send(collect.fill(photo_1=name), {"one.jpg": FIRST})
    assert answer.status_code == 409
    assert [*Quarantined.objects.get().reasons["en"]] == ["attachments"]


def test_a_photo_tells_nothing_of_where_it_was_taken(collect, photo_folder):
    data = telling_jpeg()
    assert tells(data)
    collect.send(collect.fill(photo_1="one.jpg"), {"one.jpg": data})
    stored = [path.read_bytes() for path in photo_folder.rglob("*") if path.is_file()]
    assert stored
    assert not [held for held in stored if tells(held)]
    (kept,) = EventPhoto.objects.all()
    assert kept.width


def test_without_room_for_photos_the_event_counts_and_the_phone_tries_again(collect, monkeypatch):
    from events.photos import taking as photos

    def full(*_):
        raise OSError(28, "No space left on device")

    xml, files = collect.fill(photo_1="one.jpg"), {"one.jpg": FIRST}
    with monkeypatch.context() as patch:
        patch.setattr(photos, "keep_file", full)
        assert collect.send(xml, files).status_code == 503
    assert Event.objects.get().women == 34
    assert missing() == ["one.jpg"]
    assert collect.send(xml, files).status_code == 202
    assert missing() == []


def test_photos_of_what_waits_are_with_it_and_then_with_the_event(collect, admin, form, new_event):
    xml = collect.fill(women="many", photo_1="one.jpg")
    assert collect.send(xml, {"one.jpg": FIRST}).status_code == 409
    kept = Quarantined.objects.get()
    assert [one.sha256 for one in photos_of_kept(kept).here] == [digest(FIRST)]
    admin.post(f"/admin/quarantine/take/{kept.pk}/new/", form(new_event(women=30)))
    assert here() == {digest(FIRST)}


def test_an_edit_brings_its_photos_along(collect):
    first, second = (f"uuid:{uuid.uuid4()}" for _ in range(2))
    collect.send(collect.fill(own_id=first, photo_1="one.jpg"), {"one.jpg": FIRST})
    edit = collect.fill(own_id=second, replaces=first, photo_1="one.jpg", photo_2="two.jpg")
    assert collect.send(edit, {"one.jpg": FIRST, "two.jpg": SECOND}).status_code == 201
    assert here() == {digest(FIRST), digest(SECOND)}
    assert photos_of(Event.objects.get()).missing == ()


def test_six_photos_are_more_than_an_event_has(collect):
    xml = collect.fill(photo_1="1.jpg").replace(
        b"</photo_1>",
        b"</photo_1>" + b"".join(b"<photo_2>%d.jpg</photo_2>" % n for n in range(2, 7)),
    )
    assert collect.send(xml).status_code == 409
