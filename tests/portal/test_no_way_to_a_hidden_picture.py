"""A story's picture is shown while its page is, and never else: every fault, swap and detour."""

import json
from functools import partial

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from crm_videos.gate import Question, verdicts
from crm_videos.gate_reasons import Reason
from crm_videos.models import PictureSize, StoryPicture
from crm_videos.pictures import bytes_of, remove_picture
from portal.pages.models import StoryPage, StoryPagePicture
from portal.pages.story_content import verdict_of
from tests.portal import shown_with_its_page as walk
from tests.portal.pictured import address, place, plant, statuses
from tests.portal.shown_with_its_page import LEVELS, URL, Thing, reasons
from tests.portal.story_world import World, make_story, make_testimony
from tests.portal.test_no_way_to_a_hidden_story import agreed_and_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]


@pytest.fixture
def picture(world) -> StoryPicture:
    """A picture with nobody in it, on the Bangla page, which nobody has approved yet."""
    made = plant(world.story, world)
    place(world, made)
    return made


@pytest.fixture
def thing(picture) -> Thing:
    return Thing(picture, address, statuses, statuses, {200})


@pytest.fixture
def told(world, picture) -> World:
    agreed_and_read(world)
    return world


def test_readers_get_the_approved_bytes_and_nobody_keeps_them(told, picture):
    html = Client().get(URL).content.decode()
    page = told.row("bn")
    for size in PictureSize:
        assert address(page, picture, size) in html
        answer = Client().get(address(page, picture, size), headers={"Accept-Encoding": "gzip"})
        assert answer.content == bytes_of(picture, size)
        assert answer.content[8:12] == b"WEBP"
        assert answer["Content-Type"] == "image/webp"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not {"ETag", "Last-Modified", "Content-Encoding", "Set-Cookie"} & {*answer.headers}
    # A range of it is all of it, and what a browser has is not asked about.
    assert statuses(page, picture) == {200}
    assert Client().post(address(page, picture)).status_code == 405
    assert Client().get(address(page, picture, "original")).status_code == 404


@pytest.mark.long
@pytest.mark.sqlite  # what is broken is in our code, not in the database
def test_no_fault_shows_a_picture(world, thing):
    walk.no_fault_shows_it(world, thing)


def test_what_was_public_is_gone_and_what_never_was_is_not_here(told, picture, thing):
    removals = [lambda: remove_picture(picture, now=told.now)]
    walk.it_is_gone_or_was_never_here(told, thing, removals)


def test_a_picture_of_an_older_version_is_no_more_shown(told, picture):
    other = plant(told.story, told, 2)
    page = place(told, other)
    for who in "ab":
        told.approve("bn", who)
    assert Client().get(URL).status_code == 200
    assert statuses(page, other) == {200}
    assert statuses(page, picture) == {404}


def by_row(picture, other):
    StoryPagePicture.objects.update(picture=other)


def dumped_with(other: StoryPicture) -> str:
    """Give the row of the page's picture as a fixture that names another one."""
    row = StoryPagePicture.objects.get()
    told = {
        "page": row.page_id, "picture": str(other.pk), "alt": row.alt, "caption": row.caption,
        "sort_order": row.sort_order, "locale": row.locale_id,
        "translation_key": str(row.translation_key),
    }  # fmt: skip
    rows = [{"model": "pages.storypagepicture", "pk": row.pk, "fields": told}]
    return json.dumps(rows)


def by_declaration(picture, other):
    StoryPicture.objects.filter(pk=picture.pk).update(shows="behind")


def by_tells(picture, other):
    StoryPicture.objects.filter(pk=picture.pk).update(tells=["sign"])


def by_looking(picture, other):
    StoryPicture.objects.filter(pk=picture.pk).update(looked_for=False)


def by_bytes_and_digest(picture, other):
    small, digest = other.small, other.small_sha256
    with transaction.atomic():
        StoryPicture.objects.filter(pk=other.pk).delete()
        StoryPicture.objects.filter(pk=picture.pk).update(small=small, small_sha256=digest)


def by_alt(picture, other):
    StoryPagePicture.objects.update(alt="Somebody else")


def by_caption(picture, other):
    StoryPagePicture.objects.update(caption="")


SWAPS = [
    by_row, by_declaration, by_tells, by_looking, by_bytes_and_digest, by_alt, by_caption,
]  # fmt: skip


def test_whatever_is_exchanged_past_our_code_is_not_shown(told, picture, thing, tmp_path):
    other = plant(told.story, told, 2)
    fixture = tmp_path / "rows.json"
    fixture.write_text(dumped_with(other))

    def by_loaddata() -> None:
        call_command("loaddata", fixture, verbosity=0)

    swaps = [partial(swap, picture, other) for swap in SWAPS]
    walk.nothing_exchanged_is_shown(told, thing, other, [*swaps, by_loaddata])


def test_other_bytes_under_an_approved_digest_are_never_sent(told, picture, caplog):
    other = plant(told.story, told, 2)
    file = other.small
    StoryPicture.objects.filter(pk=other.pk).delete()
    StoryPicture.objects.filter(pk=picture.pk).update(small=file)
    assert Client().get(URL).status_code == 200
    answer = Client().get(address(told.row("bn"), picture))
    assert (answer.status_code, answer.content) == (404, b"")
    assert "is not the one that was drawn" in caplog.text


def test_the_order_of_pictures_is_approved_too(world):
    first, second = plant(world.story, world), plant(world.story, world, 2)
    place(world, first, second, alt="The same", caption="")
    agreed_and_read(world)
    assert Client().get(URL).status_code == 200
    StoryPagePicture.objects.filter(picture=first).update(sort_order=7)
    assert Client().get(URL).status_code == 404


def test_no_way_of_publishing_shows_a_picture_whose_page_is_not_shown(told, picture):
    def parts() -> list[tuple[StoryPage, str]]:
        placed = StoryPagePicture.objects.select_related("page")
        return [(one.page, address(one.page, picture)) for one in placed]

    walk.it_is_shown_as_its_pages_are(told, parts)


def test_every_way_keeps_the_pictures_that_were_approved(told, thing):
    walk.every_way_keeps_what_was_approved(told, thing)


AGREED = {
    # What is to be seen, and the levels that allow it.
    "face": {"open", "first-name", "pseudonym"},
    "face-hidden": {"open", "first-name", "pseudonym", "face-hidden"},
    "behind": {"open", "first-name", "pseudonym", "face-hidden", "voice-changed"},
    "nobody": {"open", "first-name", "pseudonym", "face-hidden", "voice-changed"},
    # Nobody has said it, or it is none of the words.
    "": {"open"},
    "hat": {"open"},
}


def test_a_picture_that_shows_more_than_was_agreed_to_shuts_the_gate(world):
    shown = {shows: plant(world.story, world, shows=shows) for shows in AGREED}
    shown["a house"] = plant(world.story, world, tells=frozenset({"house"}))
    shown["nobody has looked"] = plant(world.story, world, looked_for=False)
    for level in LEVELS:
        world.story.identity_level = level
        world.give(level=level)
        asked = [Question(world.story, "bn", "", pictures=(one,)) for one in shown.values()]
        for name, found in zip(shown, verdicts(asked, on=world.today()), strict=True):
            allowed = level in AGREED.get(name, {"open"})
            assert (Reason.PICTURE in found.reasons) is not allowed, (name, level)


def test_a_picture_shows_no_more_than_its_story_either(world):
    page = place(world, plant(world.story, world, shows="face"))
    world.give(level="open")
    assert "picture" not in reasons(page, world)
    world.story.identity_level = "face-hidden"
    world.story.save()
    assert "picture" in reasons(world.latest("bn"), world)
    words = verdict_of(world.latest("bn"), now=world.now).words
    assert "A picture shows more of the person than was agreed to." in words


def test_another_persons_picture_shuts_the_gate_whoever_approved_it(world):
    other = make_story(make_testimony(world.editor), world.editor)
    page = place(world, plant(other, world))
    agreed_and_read(world)
    world.by_update("bn")
    assert "others-picture" in reasons(world.row("bn"), world)
    assert statuses(page, StoryPicture.objects.get()) <= {404}


def test_a_picture_without_words_is_a_draft(world):
    page = place(world, plant(world.story, world), alt=" ")
    agreed_and_read(world)
    assert reasons(page, world) == {"no-alt", "approvals"}
    assert Client().get(URL).status_code == 404


def test_nothing_of_a_picture_lies_where_it_is_served_or_can_be_read(told, picture, settings):
    copies = [bytes_of(picture, size) for size in PictureSize]
    walk.nothing_lies_where_it_could_be_read(settings, copies, files=3)
    for path in walk.files_below(settings.PRIVATE_FILES_ROOT):
        assert b"WEBP" not in path.read_bytes()[:64]
