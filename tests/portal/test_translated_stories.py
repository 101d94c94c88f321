"""wagtail-localize and stories: new words become a draft, and what is public stays as approved."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.pages.models import StoryPage
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db
TOLD = {"title": "গল্প mark777x", "intro": "ভূমিকা mark777x", "experience": "কথা mark777x"}


@pytest.fixture
def world(monkeypatch) -> World:
    """An English story; the Bangla page is its translation."""
    world = World(monkeypatch)
    world.give()
    world.row("bn").delete()
    office = Client(headers={"Accept-Language": "en"})
    office.force_login(world.people["b"])
    world.office = office
    bangla = Locale.objects.get(language_code="bn")
    url = f"/admin/localize/submit/page/{world.pages['en'].pk}/"
    # What is submitted is the row: an approved story is public by then.
    for who in "ab":
        world.approve("en", who)
    assert office.post(url, {"locales": [bangla.pk]}).status_code == 302
    world.pages["bn"] = StoryPage.objects.get(locale=bangla)
    return world


def translation(world: World) -> Translation:
    return Translation.objects.get(source__object_id=world.row("en").translation_key)


def translate(world: World, **texts: str) -> None:
    for segment in translation(world).source.stringsegment_set.select_related("context"):
        if text := texts.get(segment.context.path):
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id, locale=world.row("bn").locale,
                context=segment.context,
                defaults={"data": text, "last_translated_by": world.people["a"]},
            )  # fmt: skip


def press_publish(world: World):
    return world.office.post(
        f"/admin/pages/{world.pages['bn'].pk}/edit/", {"action": "publish"}, follow=True
    )


def sync(world: World, **fields: str):
    source = TranslationSource.objects.get()
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    return world.office.post(address, fields, follow=True)


@pytest.fixture
def told(world, django_capture_on_commit_callbacks) -> World:
    """Its Bangla translation is public too, approved by two people."""
    translate(world, **TOLD)
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(world)
        for who in "bc":
            world.approve("bn", who)
    assert world.row("bn").live
    assert world.row("bn").title == TOLD["title"]
    return world


def test_a_first_translation_becomes_a_draft_that_two_people_approve(
    world, django_capture_on_commit_callbacks
):
    translate(world, **TOLD)
    with django_capture_on_commit_callbacks(execute=True):
        answer = press_publish(world)
    assert "The translation is a draft now." in answer.content.decode()
    assert not world.row("bn").live
    assert world.latest("bn").experience == TOLD["experience"]
    for who in "bc":
        world.approve("bn", who)
    assert "mark777x" in world.client.get("/bn/stories/a-story/").content.decode()


def test_new_words_of_the_source_leave_the_public_translation_as_it_was_approved(
    told, django_capture_on_commit_callbacks
):
    page = told.row("en")
    page.experience = "Told anew mark888x"
    revision = page.save_revision(user=told.editor)
    for who in "bc":
        told.approve("en", who)
    assert told.row("en").live_revision == revision
    before = told.row("bn").latest_revision_id
    with django_capture_on_commit_callbacks(execute=True):
        assert sync(told).status_code == 200
        # Nobody asked for a draft yet.
        assert told.row("bn").latest_revision_id == before
        answer = sync(told, publish_translations="on")
    assert answer.status_code == 200
    assert "What is public stays as it was approved" in answer.content.decode()
    # English in between, so nobody could read it in public.
    assert told.latest("bn").experience == "Told anew mark888x"
    shown = told.client.get("/bn/stories/a-story/").content.decode()
    assert TOLD["experience"] in shown
    assert "mark888x" not in shown
    assert told.row("bn").has_unpublished_changes


def test_other_words_of_the_translation_are_public_only_when_they_are_approved(
    told, django_capture_on_commit_callbacks
):
    translate(told, experience="অন্য কথা mark999x")
    with django_capture_on_commit_callbacks(execute=True):
        answer = press_publish(told)
    assert answer.status_code == 200
    assert "mark999x" not in told.client.get("/bn/stories/a-story/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for who in "bc":
            told.approve("bn", who)
    assert "mark999x" in told.client.get("/bn/stories/a-story/").content.decode()
    # What was approved before is public again at once.
    told.row("bn").unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        answer = press_publish(told)
    assert "approved before" in answer.content.decode()
    assert told.row("bn").live
