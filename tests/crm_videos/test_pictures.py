"""Bringing, seeing and removing the pictures of a story, through the office's own pages."""

import re
import tempfile

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from campaigns.models import Assignment
from crm_videos import pictures
from crm_videos.models import PictureSize, PrivateFile, StoryPicture
from crm_videos.pictures import bytes_of
from crm_videos.private.erasing import erase
from crm_videos.private.reading import open_range
from foundation.pictures import CannotLook
from tests.events.camera import CANARY, photo, telling_jpeg, telling_png, telling_webp, tells
from tests.foundation.test_hostile_pictures import NO_PICTURES
from tests.portal.pictured import look_once
from tests.portal.story_world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NAME = "Canary-Begum-Dumuria.jpg"


@pytest.fixture(autouse=True)
def looked_once(monkeypatch):
    monkeypatch.setattr(pictures, "read_picture", look_once)


@pytest.fixture
def world(monkeypatch) -> World:
    made = World(monkeypatch)
    made.give()
    return made


def page_of(world: World, rest: str = "") -> str:
    return f"/admin/story-pictures/{world.story.pk}/{rest}"


def bring(world: World, data: bytes, client: Client | None = None, **said):
    form = {
        "file": SimpleUploadedFile(NAME, data, "image/jpeg"), "shows": "behind",
        "looked_for": "on", **said,
    }  # fmt: skip
    sent = {name: value for name, value in form.items() if value is not None}
    return (client or world.office).post(page_of(world, "bring/"), sent)


def rows_of_all_tables() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(str(cursor.fetchall()))
    return "".join(told)


@pytest.mark.parametrize("make", [telling_jpeg, telling_png, telling_webp])
def test_a_picture_is_kept_sealed_and_what_is_shown_tells_nothing(world, private_folder, make):
    data = make()
    assert bring(world, data).status_code == 302
    picture = StoryPicture.objects.get()
    assert (picture.shows, picture.tells, picture.brought_by) == (
        "behind", [], world.people["b"],
    )  # fmt: skip
    original = picture.original
    assert b"".join(open_range(original, 0, original.size)) == data
    for size in PictureSize:
        shown = bytes_of(picture, size)
        assert shown[8:12] == b"WEBP"
        assert not tells(shown)
        assert not any(place in shown for place in (b"EXIF", b"XMP ", b"ICCP", b"PK\x03\x04"))
    assert len(bytes_of(picture, PictureSize.SMALL)) <= 12_000
    assert len(bytes_of(picture, PictureSize.LARGE)) <= 60_000
    for path in private_folder.rglob("*"):
        assert not (path.is_file() and tells(path.read_bytes()))
    everything = rows_of_all_tables()
    assert CANARY.decode() not in everything
    assert "Canary-Begum" not in everything


REFUSED = {
    "svg": (NO_PICTURES["svg"], {}, "no picture that can be read"),
    "html": (NO_PICTURES["html"], {}, "no picture that can be read"),
    "html behind a mark": (NO_PICTURES["html behind a mark"], {}, "no picture that can be read"),
    "a bomb": (NO_PICTURES["a bomb by what it says"], {}, "no picture that can be read"),
    "a pdf": (NO_PICTURES["pdf"], {}, "no picture that can be read"),
    "cut off": (photo()[:-400], {}, "it is cut off"),
    "nothing": (b"", {}, "The file is empty"),
    "too large": (b"x" * (10 * 2**20 + 1), {}, "larger than 10 megabytes"),
    "far too large": (b"x" * (11 * 2**20), {}, "larger than 10 megabytes"),
    "not chosen": (b"", {"file": None}, "Choose the picture"),
    "not declared": (photo(), {"shows": None}, "This field is required"),
    "not looked for": (photo(), {"looked_for": None}, "Look through the whole picture first"),
    "telling": (photo(), {"tells": ["house"]}, "shows more than the person agreed to"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_is_refused_in_words_and_nothing_is_lost_or_kept(
    world, private_folder, what
):
    data, said, sentence = REFUSED[what]
    answer = bring(world, data, **said)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert NAME not in page
    if "shows" not in said:
        assert re.search(r'<input[^>]+value="behind"[^>]+checked', page)
    assert not PrivateFile.objects.exists()
    assert not [path for path in private_folder.rglob("*") if path.is_file()]


def test_a_full_disk_and_a_busy_machine_say_so_and_keep_nothing(world, settings, monkeypatch):
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 10**9
    assert "no room for this file" in bring(world, photo()).content.decode()
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0

    def busy(*_asked):
        raise CannotLook

    monkeypatch.setattr(pictures, "read_picture", busy)
    assert "too busy for pictures" in bring(world, photo()).content.decode()
    assert not StoryPicture.objects.exists()
    assert not PrivateFile.objects.exists()


def test_no_picture_is_taken_that_the_person_did_not_agree_to(world):
    world.narrow(level="face-hidden")
    refused = bring(world, photo(), shows="face").content.decode()
    assert "Another name, and the face is never seen" in refused
    assert bring(world, photo(), shows="face-hidden").status_code == 302
    world.narrow(level="text-only")
    assert "in writing only" in bring(world, photo(), shows="nobody").content.decode()
    world.withdraw()
    assert "No consent stands" in bring(world, photo(), shows="nobody").content.decode()
    assert StoryPicture.objects.count() == 1
    # And whoever works at stories sees nothing of it any more.
    picture = StoryPicture.objects.get()
    page = world.office.get(page_of(world)).content.decode()
    assert str(picture.pk) not in page
    assert "Nobody works at pictures" in page
    assert world.office.get(page_of(world, f"{picture.pk}/small/")).status_code == 404


def test_a_large_picture_never_lies_in_plain_in_a_folder_of_the_server(world, monkeypatch):
    def written(*_args, **_more):
        raise AssertionError("a plain file on the disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", written)
    data = photo() + b"\0" * (4 * 2**20)
    assert bring(world, data).status_code == 302
    assert StoryPicture.objects.get().original.size == len(data)


def test_a_form_from_elsewhere_brings_nothing(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["b"])
    assert bring(world, photo(), client).status_code == 403
    assert not StoryPicture.objects.exists()


def test_a_file_with_two_faces_is_kept_and_shown_with_one(world):
    assert bring(world, photo() + NO_PICTURES["svg"] + NO_PICTURES["html"]).status_code == 302
    picture = StoryPicture.objects.get()
    for size in PictureSize:
        answer = world.office.get(page_of(world, f"{picture.pk}/{size}/"))
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert b"script" not in answer.content
    assert world.office.get(page_of(world, f"{picture.pk}/original/")).status_code == 404


def somebody(role: str, district: str) -> Client:
    user = User.objects.create_user(f"{role} {district}")
    group = Group.objects.get(name=role)
    group.permissions.remove(*group.permissions.filter(codename="everywhere_assignment"))
    user.groups.add(group)
    Assignment.objects.create(user=user).districts.set([district])
    client = Client()
    client.force_login(user)
    return client


SEES = {
    # What a role reaches: the list, a copy, bringing, removing.
    "Administrators": (200, 200, 200, 200),
    "Editors": (200, 200, 200, 200),
    "Approvers": (200, 200, 200, 200),
    "RSC supervisors": (200, 200, 302, 302),
    "Data managers": (302, 302, 302, 302),
    "Field staff": (302, 302, 302, 302),
    "Donor readers": (302, 302, 302, 302),
}


def test_who_works_at_the_story_sees_its_pictures_and_nobody_else(world):
    bring(world, photo())
    picture = StoryPicture.objects.get()
    rest = ("", f"{picture.pk}/small/", "bring/", f"{picture.pk}/remove/")
    for role, expected in SEES.items():
        client = somebody(role, "BD4047")
        assert tuple(client.get(page_of(world, one)).status_code for one in rest) == expected, role
        elsewhere = somebody(role, "BD3093")
        found = {elsewhere.get(page_of(world, one)).status_code for one in rest}
        assert found <= {302, 404}, role
        for one in rest[2:]:
            elsewhere.post(page_of(world, one))
    for one in rest:
        assert Client().get(page_of(world, one)).status_code == 302
    assert StoryPicture.objects.here().count() == 1


def test_a_picture_that_is_removed_is_erased_whole(world, private_folder):
    bring(world, photo())
    picture = StoryPicture.objects.get()
    assert picture.pk.hex[:4].upper() in world.office.get(page_of(world)).content.decode()
    with pytest.MonkeyPatch.context() as patch:
        # Bytes go once it is committed; a test never is.
        patch.setattr("django.db.transaction.on_commit", lambda run: run())
        assert world.office.post(page_of(world, f"{picture.pk}/remove/")).status_code == 302
    assert not [path for path in private_folder.rglob("*") if path.is_file()]
    assert PrivateFile.objects.filter(seal=None).count() == 3
    assert str(picture.pk) not in world.office.get(page_of(world)).content.decode()
    assert world.office.get(page_of(world, f"{picture.pk}/small/")).status_code == 404
    assert not StoryPicture.objects.here().exists()


def test_erasing_a_testimonys_files_takes_its_pictures_along(world):
    bring(world, photo())
    for file in PrivateFile.objects.filter(testimony=world.testimony):
        erase(file, now=world.now)
    picture = StoryPicture.objects.get()
    assert not picture.is_here
    assert [bytes_of(picture, size) for size in PictureSize] == [None, None]


def test_the_list_of_stories_counts_their_pictures_and_leads_to_them(world):
    bring(world, photo())
    page = world.office.get("/admin/stories/").content.decode()
    assert page_of(world) in page
    assert "Pictures" in page
