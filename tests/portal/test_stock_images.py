"""An image that an editor brings is kept as its pixels; a broken one is a sentence, never a 500."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile

from foundation import pictures
from tests.crm_videos.no_metadata import assert_no_metadata
from tests.crm_videos.places_told import CANARY, photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HIDDEN = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def editor(admin_client):
    return admin_client


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def add(client, name: str, data: bytes, **more):
    fields = {"title": "A tree", "collection": Collection.objects.get().pk, **more}
    return client.post(reverse("wagtailimages:add"), {**fields, "file": sent(name, data)})


def add_one_of_many(client, name: str, data: bytes, **more):
    fields = {"collection": Collection.objects.get().pk, **more, "files[]": sent(name, data)}
    return client.post(
        reverse("wagtailimages:add_multiple"),
        fields,
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def everything_below(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_only_the_pixels_are_kept_of_an_original_and_its_renditions(editor, media, kind):
    data = photo(kind) + HIDDEN
    assert add(editor, f"tree.{kind.lower()}", data).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (64, 48)
    image.get_rendition("width-32")
    files = everything_below(media)
    assert len(files) >= 2
    for file in files:
        assert_no_metadata(file, CANARY, HIDDEN.decode())


def test_a_photograph_is_turned_upright(editor):
    out, exif = io.BytesIO(), Pillow.Exif()
    exif[0x0112] = 6
    Pillow.new("RGB", (64, 48)).save(out, "JPEG", exif=exif)
    add(editor, "tree.jpg", out.getvalue())
    image = Image.objects.get()
    assert (image.width, image.height) == (48, 64)


def test_a_logo_can_still_be_seen_through(editor):
    out = io.BytesIO()
    Pillow.new("RGBA", (20, 20), (200, 0, 0, 100)).save(out, "PNG")
    add(editor, "logo.png", out.getvalue())
    with Image.objects.get().file.open() as kept, Pillow.open(kept) as logo:
        assert logo.convert("RGBA").getpixel((5, 5)) == (200, 0, 0, 100)


@pytest.mark.parametrize("way", [add, add_one_of_many])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.jpg", photo("JPEG", (640, 480))[:2500]),
        ("page.jpg", b"<html>" + HIDDEN),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("short.gif", b"GIF89a"),
        ("empty.png", b""),
    ],
)
def test_a_broken_image_is_a_sentence_in_the_form(editor, media, way, name, data):
    answer = way(editor, name, data)
    assert answer.status_code == 200
    if way is add:
        assert answer.context["form"].errors["file"]
    else:
        assert answer.json()["success"] is False
        assert answer.json()["error_message"]
    assert not Image.objects.exists()
    assert not everything_below(media)


def test_many_at_once_and_the_chooser_keep_only_pixels_too(editor, media):
    assert add_one_of_many(editor, "tree.jpg", photo("JPEG")).json()["success"]
    chosen = editor.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A tree",
            "image-chooser-upload-collection": Collection.objects.get().pk,
            "image-chooser-upload-file": sent("other.jpg", photo("JPEG", (80, 60))),
        },
    )
    assert chosen.status_code == 200
    assert Image.objects.count() == 2
    for file in everything_below(media):
        assert_no_metadata(file, CANARY)


@pytest.mark.parametrize("most_in_memory", [0, 2621440])
def test_what_waits_for_a_better_title_waits_without_its_place(
    editor, media, settings, most_in_memory
):
    # Wagtail then keeps the upload itself, not what the form made of it.
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = most_in_memory
    answer = add_one_of_many(editor, "tree.jpg", photo("JPEG"), title="long" * 100).json()
    waiting = UploadedFile.objects.get()
    [kept] = everything_below(media)
    assert_no_metadata(kept, CANARY)
    done = editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        {
            f"uploaded-image-{waiting.pk}-title": "A tree",
            f"uploaded-image-{waiting.pk}-collection": Collection.objects.get().pk,
        },
    )
    assert answer["success"]
    assert done.json()["success"]
    with Image.objects.get().file.open() as file:
        assert_no_metadata(file.read(), CANARY)


def test_a_new_file_for_an_old_image_is_drawn_anew_too(editor, media):
    add(editor, "tree.jpg", photo("JPEG"))
    image = Image.objects.get()
    again = {"title": "A tree", "collection": image.collection_id}
    editor.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {**again, "file": sent("new.jpg", photo("JPEG", (90, 60)))},
    )
    image.refresh_from_db()
    assert image.width == 90
    for file in everything_below(media):
        assert_no_metadata(file, CANARY)


def test_a_busy_machine_takes_no_image_unseen(editor, media, monkeypatch):
    def busy(*_args, **_named):
        raise OSError

    monkeypatch.setattr(pictures.subprocess, "run", busy)
    answer = add(editor, "tree.jpg", photo("JPEG"))
    assert "busy" in str(answer.context["form"].errors["file"])
    assert not everything_below(media)


@pytest.mark.parametrize("name", ["wagtailimages_image", "wagtaildocs_document"])
def test_djangos_own_admin_is_no_way_past(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}_add")
