"""Staff see the photos of the events that they see; nobody else gets one byte."""

import pytest
from django.test import Client
from django.utils import translation

from events.models import Event, EventPhoto, Quarantined
from events.photos.files import folder, read_file
from tests.events.camera import digest, photo, send_photo
from tests.events.phone import Phone
from tests.events.phone import field_worker as phone_owner
from tests.events.test_own_districts import (
    OTHER,
    OWN,
    browser_of,
    communications,
    person,
    union_of,
    who,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photographed() -> dict[str, str]:
    """Give of each district the address of an event's photo."""
    addresses = {}
    for seed, district in enumerate((OWN, OTHER)):
        phone = Phone(phone_owner(f"phone {district}", district=district), union_of(district).pk)
        data = photo(seed)
        record = phone.record(photos=[digest(data)])
        assert phone.send(record).status_code == 201
        assert send_photo(phone, record, data).status_code == 201
        event = Event.objects.get(client_uuid=record["id"])
        shown = EventPhoto.objects.get(submission=record["id"])
        addresses[district] = f"/admin/events/photo/{event.pk}/{shown.pk}/"
    return addresses


def is_photo(answer) -> bool:
    return answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"


@who
def test_a_photo_is_shown_only_in_own_districts(photographed, who, sees):
    browser = browser_of(who())
    answers = {district: browser.get(url) for district, url in photographed.items()}
    assert {district for district, answer in answers.items() if is_photo(answer)} == sees
    for district, answer in answers.items():
        if district not in sees:
            # People who were sent away at the door of the admin are told no more.
            assert answer.status_code in {302, 404}
            assert b"\xff\xd8" not in answer.content


def test_who_sees_events_but_not_this_one_hears_404(photographed):
    browser = browser_of(person("neighbour"))
    assert [browser.get(url).status_code for url in photographed.values()] == [404, 404]


def test_a_photo_is_asked_for_by_its_own_event(photographed):
    own, other = (url.rstrip("/").split("/")[-2:] for url in photographed.values())
    browser = browser_of(communications())
    assert browser.get(f"/admin/events/photo/{own[0]}/{other[1]}/").status_code == 404
    assert browser.get(f"/admin/events/photo/{own[0]}/{own[1]}/").status_code == 200


def test_what_is_sent_is_a_jpeg_for_this_reader_alone(photographed, admin):
    answer = admin.get(photographed[OWN])
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    kept = EventPhoto.objects.get(pk=photographed[OWN].rstrip("/").split("/")[-1])
    assert answer.content == read_file(kept.file)
    assert admin.post(photographed[OWN]).status_code == 405


def test_a_file_that_is_gone_is_no_error(photographed, admin):
    for path in folder().rglob("*"):
        if path.is_file():
            path.unlink()
    assert admin.get(photographed[OWN]).status_code == 404


@pytest.mark.parametrize("way", ["inspect", "edit"])
def test_the_pages_of_an_event_show_its_photos(photographed, admin, way):
    pk = photographed[OWN].split("/")[-3]
    shown = admin.get(f"/admin/events/{way}/{pk}/").content.decode()
    assert f'<img src="{photographed[OWN]}"' in shown
    assert f'alt="Photo 1 of {Event.objects.get(pk=pk)}"' in shown
    assert photographed[OTHER] not in shown


def test_the_form_can_be_saved_beside_the_photos(photographed, admin, form):
    event = Event.objects.get(pk=photographed[OWN].split("/")[-3])
    assert admin.post(f"/admin/events/edit/{event.pk}/", form(event, women=11)).status_code == 302
    # What the office corrects is no other event: its photos stay.
    assert is_photo(admin.get(photographed[OWN]))


def test_a_page_says_what_is_still_to_come(phone, admin):
    record = phone.record(photos=[digest(b"a"), digest(b"b")])
    phone.send(record)
    address = f"/admin/events/inspect/{Event.objects.get().pk}/"
    assert "2 photos are still on the phone." in admin.get(address).content.decode()
    with translation.override("bn"):
        from events.photos.frames import frames_of

        assert "২" in frames_of(Event.objects.get()).render_html()


def test_an_event_without_photos_has_no_empty_frame(phone, admin):
    phone.send(phone.record())
    pk = Event.objects.get().pk
    assert "event-photos" not in admin.get(f"/admin/events/inspect/{pk}/").content.decode()
    assert "event-photos" not in admin.get(f"/admin/events/edit/{pk}/").content.decode()
    assert "event-photos" not in admin.get("/admin/events/new/").content.decode()


# --- In quarantine -----------------------------------------------------------------


@pytest.fixture
def waiting(phone) -> str:
    data = photo(5)
    record = phone.record(women=-1, photos=[digest(data), digest(b"later")])
    phone.send(record)
    send_photo(phone, record, data)
    return f"/admin/quarantine/photo/{Quarantined.objects.get().pk}/{EventPhoto.objects.get().pk}/"


@pytest.mark.parametrize("way", ["inspect", "take"])
def test_what_waits_is_decided_with_its_photos_in_sight(waiting, admin, way):
    pk = Quarantined.objects.get().pk
    address = f"/admin/quarantine/{way}/{pk}/" + ("new/" if way == "take" else "")
    shown = admin.get(address).content.decode()
    assert f'<img src="{waiting}"' in shown
    assert "1 photo is still on the phone." in shown
    assert is_photo(admin.get(waiting))


@who
def test_photos_in_quarantine_are_for_who_decides(waiting, who, sees):
    assert not is_photo(browser_of(who()).get(waiting))


def test_who_decides_everywhere_sees_them(waiting):
    keeper = person("keeper of the quarantine", "access_admin", "change_quarantined",
                    "view_quarantined", "everywhere_assignment")  # fmt: skip
    assert is_photo(browser_of(keeper).get(waiting))
    nearly = person("nearly", "access_admin", "change_quarantined", "view_quarantined")
    assert browser_of(nearly).get(waiting).status_code == 404


def test_a_photo_under_the_id_of_another_is_in_no_page_of_that_event(phone, admin):
    record = phone.record()
    phone.send(record)
    event = Event.objects.get()
    stranger = Phone(phone_owner("karim", district=OWN), union_of(OWN).pk)
    data = photo(6)
    assert stranger.send({**record, "photos": [digest(data)]}).status_code == 409
    send_photo(stranger, record, data)
    strange = EventPhoto.objects.get()
    assert admin.get(f"/admin/events/photo/{event.pk}/{strange.pk}/").status_code == 404
    pk = Quarantined.objects.get().pk
    assert is_photo(admin.get(f"/admin/quarantine/photo/{pk}/{strange.pk}/"))


def test_a_stranger_gets_nothing(photographed):
    assert [Client().get(url).status_code for url in photographed.values()] == [302, 302]
