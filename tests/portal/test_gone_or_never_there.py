"""Which stories are said to be gone: those that the public read, and of no other is it told."""

import pytest
from django.test import Client

from crm_videos.models import Copy
from crm_videos.tasks import see_to_withdrawals
from portal.pages.models import StoryPage
from tests.portal.filmed import address as video_address
from tests.portal.filmed import all_names, film, put_on, status_of_each
from tests.portal.pictured import address, place, plant
from tests.portal.story_world import LANGUAGES, World

pytestmark = pytest.mark.django_db
NOT_THERE, GONE, SHOWN = 404, 410, 200


@pytest.fixture
def world(world) -> World:
    """A story that may be shown in both languages, and is public in none."""
    world.give()
    return world


def publish(world: World, *languages: str) -> None:
    for language in languages:
        for who in "ab":
            world.approve(language, who)


def status(language: str, slug: str = "a-story") -> int:
    return Client().get(f"/{language}/stories/{slug}/").status_code


@pytest.mark.parametrize(
    "less",
    [
        {"languages": ["bn"]},
        {"channels": ["facebook"]},
        {"purposes": ["training"]},
        {"level": "text-only"},
    ],
)
def test_what_the_public_read_and_a_narrower_consent_does_not_cover_is_gone(
    world, less, django_capture_on_commit_callbacks
):
    publish(world, "en")
    assert status("en") == SHOWN
    world.narrow(**less)
    assert status("en") == GONE
    with django_capture_on_commit_callbacks(execute=True):
        see_to_withdrawals()
    assert not StoryPage.objects.get(pk=world.pages["en"].pk).live
    answer = Client().get("/en/stories/a-story/")
    assert (answer.status_code, answer["Cache-Control"]) == (GONE, "no-store")
    assert "This story is gone" in answer.content.decode()
    assert "mark00" not in answer.content.decode()


def test_the_language_that_is_agreed_to_stays(world):
    publish(world, *LANGUAGES)
    world.narrow(languages=["bn"])
    assert [status(one) for one in LANGUAGES] == [SHOWN, GONE]


def test_of_a_page_that_was_never_public_nobody_is_told(world):
    publish(world, "bn")
    world.narrow(languages=["bn"])
    assert status("en") == NOT_THERE
    world.withdraw()
    assert [status(one) for one in LANGUAGES] == [GONE, NOT_THERE]
    assert status("en", "never-was") == NOT_THERE


def test_a_copy_that_brings_along_the_day_of_another_page_was_never_public(world):
    publish(world, "en")
    copied = world.row("en").copy(keep_live=True, update_attrs={"slug": "a-copy"})
    copied.refresh_from_db()
    assert (copied.live, copied.first_published_at is None) == (False, False)
    world.narrow(languages=["bn"])
    assert status("en", "a-copy") == NOT_THERE
    world.withdraw()
    assert status("en", "a-copy") == NOT_THERE


def test_what_staff_shut_themselves_is_not_said_to_be_taken_back(world):
    publish(world, "en")
    world.story.identity_level = "open"
    world.story.save()
    assert status("en") == NOT_THERE
    world.story.identity_level = "pseudonym"
    world.story.save()
    world.row("en").unpublish()
    assert status("en") == NOT_THERE


def test_asked_anew_and_published_anew_it_is_there_again_and_no_longer_called_gone(world):
    publish(world, "en")
    world.narrow(languages=["bn"])
    see_to_withdrawals()
    world.give()
    assert status("en") == NOT_THERE
    world.by_revision("en")
    assert status("en") == SHOWN
    assert Copy.objects.standing().filter(kind="page").count() == 1
    world.story.identity_level = "open"
    world.story.save()
    assert status("en") == NOT_THERE


@pytest.mark.usefixtures("private_folder")
def test_pictures_and_files_of_a_video_are_gone_with_their_page(world):
    made = film(world.story, world)
    for language in LANGUAGES:
        place(world, plant(world.story, world), language=language)
        put_on(world, made, language)
    publish(world, *LANGUAGES)
    pages = {language: world.row(language) for language in LANGUAGES}
    shown = {language: page.pictures.get().picture for language, page in pages.items()}
    world.narrow(languages=["bn"])
    for language, expected in zip(LANGUAGES, (SHOWN, GONE), strict=True):
        page = pages[language]
        assert Client().get(address(page, shown[language])).status_code == expected
        names = all_names(language)
        asked = {Client().get(video_address(page, made, one)).status_code for one in names}
        assert asked == {expected}
    world.withdraw()
    assert status_of_each(pages["bn"], made) == {GONE}
