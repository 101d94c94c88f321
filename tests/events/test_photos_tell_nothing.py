"""What a camera wrote into a photo is in no file, row or answer, whatever the door and format."""

import pytest
from django.db import connection
from django.test import Client

from events.judging import Sender
from events.models import Door, Event, EventPhoto
from events.photos.files import read_file
from events.photos.taking import receive_photo
from tests.events.camera import (
    CANARY,
    TOLD,
    encoded,
    markers,
    photos_told,
    scene,
    send_photo,
    telling_jpeg,
    telling_png,
    telling_webp,
    tells,
)
from tests.events.camera import digest as digest_of
from tests.events.phone import NOW

pytestmark = pytest.mark.django_db
# JFIF, tables, frame, scan: what a decoder needs, and no more.
NEEDED = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def everything_stored(folder) -> dict[str, bytes]:
    """Give all files of photos and all rows of all tables."""
    stored = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            stored[table] = b"".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                for row in rows
                for cell in row
            )
    return stored


def test_the_photos_of_these_tests_do_tell_in_every_place():
    sent = telling_jpeg()
    assert all(one in sent for one in TOLD[:2]) or all(one in sent for one in TOLD[::2])
    places = (b"Exif\0\0", b"http://ns.adobe.com/xap", b"Maker\0", b"ICC_PROFILE", b"Photoshop")
    assert all(place in sent for place in places)
    assert sent.count(CANARY) >= 14
    assert tells(telling_png())
    assert tells(telling_webp())


@pytest.mark.parametrize("make", [telling_jpeg, telling_png, telling_webp])
def test_through_the_field_app(phone, admin, photo_folder, make):
    data = make()
    record = phone.record(photos=[digest_of(data)])
    assert phone.send(record).status_code == 201
    # In small pieces: these lie in a file of their own meanwhile.
    answer = send_photo(phone, record, data, piece=len(data) // 3)
    assert (answer.status_code, answer.json()["state"]) == (201, "held")
    assert photos_told(phone, record) == [("held", len(data))]
    assert [name for name, held in everything_stored(photo_folder).items() if tells(held)] == []
    kept = EventPhoto.objects.get()
    shown = admin.get(f"/admin/events/photo/{Event.objects.get().pk}/{kept.pk}/")
    assert set(markers(shown.content)) == NEEDED
    assert not tells(shown.content)
    assert not tells(str(shown.headers).encode())


def test_from_any_door_by_the_one_function(phone, photo_folder):
    record = phone.record()
    phone.send(record)
    sender = Sender(door=Door.OPENROSA, person=phone.person, device="collect:1")
    event = Event.objects.get()
    kept = receive_photo(telling_jpeg(), submission=event.client_uuid, sender=sender, now=NOW)
    assert (kept.state, kept.door, kept.device) == ("held", "openrosa", "collect:1")
    assert set(markers(read_file(kept.file))) == NEEDED
    assert [name for name, held in everything_stored(photo_folder).items() if tells(held)] == []


def test_what_cannot_be_read_is_never_served_though_it_is_kept(phone, admin, photo_folder):
    data = telling_jpeg()[:2000]
    record = phone.record(photos=[digest_of(data)])
    phone.send(record)
    assert send_photo(phone, record, data).json()["state"] == "unreadable"
    kept, event = EventPhoto.objects.get(), Event.objects.get()
    assert read_file(kept.file) == data
    assert admin.get(f"/admin/events/photo/{event.pk}/{kept.pk}/").status_code == 404
    page = admin.get(f"/admin/events/inspect/{event.pk}/")
    assert not tells(page.content)
    assert "no picture" in page.content.decode()
    assert not [path for path in (photo_folder / "displayed").rglob("*") if path.is_file()]


def test_a_pixel_of_the_picture_is_where_it_was(phone, photo_folder):
    # Else a black square would pass for a photo without metadata.
    data = encoded(scene(3), "PNG")
    sender = Sender(door=Door.FIELD_APP, person=phone.person)
    kept = receive_photo(data, submission=Event().client_uuid, sender=sender, now=NOW)
    import io

    from PIL import Image, ImageChops

    shown = Image.open(io.BytesIO(read_file(kept.file)))
    assert shown.size == (kept.width, kept.height) == (320, 240)
    apart = ImageChops.difference(shown, scene(3)).convert("L")
    assert sum(apart.tobytes()) / len(apart.tobytes()) < 6


def test_a_stranger_is_sent_away(phone, photo_folder, client: Client):
    assert client.get("/admin/events/photo/1/1/").status_code == 302
