"""What readers see of a story, and what the office sees while it is no story yet."""

import gzip
import json
import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page, TaskState

from campaigns.models import Place
from crm_videos.models import ExchangeRate, Review, StoryCost
from portal.pages.models import StandardPage
from portal.pages.public import for_the_public
from portal.pages.story_content import verdict_of
from portal.pages.story_seen import CHANGED, FIELD, digest_shown
from tests.portal.story_world import World, count_queries, make_story, make_testimony, tell_another

pytestmark = pytest.mark.django_db
URL = "/bn/stories/a-story/"


def test_a_story_that_was_never_public_is_not_here_and_one_that_was_is_gone(client, world):
    assert client.get(URL).status_code == 404
    world.give(days=5)
    for who in "ab":
        world.approve("bn", who)
    assert client.get(URL).status_code == 200
    world.wait(6)
    over = client.get(URL)
    assert over.status_code == 410
    assert "mark00" not in over.content.decode()
    world.give()
    assert client.get(URL).status_code == 200
    world.withdraw()
    assert client.get(URL).status_code == 410
    world.row("bn").unpublish()
    assert client.get(URL).status_code == 410
    assert client.get("/en/stories/a-story/").status_code == 404


def test_a_story_that_the_editors_took_down_is_not_here_though_consent_stands(client, told):
    told.row("bn").unpublish()
    assert client.get(URL).status_code == 404


def test_no_answer_about_a_story_may_be_kept(client, told):
    assert client.get(URL)["Cache-Control"] == "no-store"
    told.withdraw()
    assert client.get(URL)["Cache-Control"] == "no-store"


def test_a_story_shows_its_route_and_its_sums_with_dollars_that_nobody_typed(client, world):
    world.story.rate = ExchangeRate.objects.create(
        day="2018-03-01", bdt_per_usd=84, source="central bank"
    )
    world.story.transit, world.story.year_out = ["AE"], 2017
    world.story.district = Place.objects.get(code="BD4047")
    world.story.save()
    StoryCost.objects.create(story=world.story, kind="paid", amount_bdt=500_000)
    world.give()
    for who in "ab":
        world.approve("en", who)
    page = client.get("/en/stories/a-story/").content.decode()
    for shown in ("5,952", "84", "central bank", "United Arab Emirates → Malaysia", "2017"):
        assert shown in page
    assert "Shapla is not the real name." in page
    assert "Khulna" in page
    assert "tel:08000102030" in page
    assert 'lang="bn"' in page
    assert 'href="/bn/stories/a-story/"' not in page  # nobody has approved the Bangla words


def test_the_card_for_sharing_says_nothing_of_the_story(client, told):
    page = client.get(URL).content.decode()
    cards = re.findall(r'<meta property="og:(?:title|description|image)" content="([^"]*)"', page)
    assert len(cards) == 3
    assert not any("mark00" in card or "Shapla" in card for card in cards)
    assert cards[2].endswith("portal/story-card.png")


def test_a_story_weighs_at_most_60_kb_with_all_that_a_first_view_loads(client, world):
    page = world.latest("bn")
    page.experience = page.support = "অভিবাসনের গল্প " * 260
    page.save_revision()
    world.give()
    for who in "ab":
        world.approve("bn", who)
    answer = client.get(URL, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(answer.content).decode()
    # One file: no script, no sheet, no font, no picture. So its bytes are all bytes.
    assert not re.findall(r"<(?:script|img|iframe|video|link rel=.stylesheet)", html)
    assert len(answer.content) <= 60_000
    assert len(html.encode()) <= 60_000


def test_readers_choose_by_country_and_theme_without_a_script(client, told):
    index = "/bn/stories/"
    assert "mark001x" in client.get(index).content.decode()
    assert "mark001x" in client.get(index, {"country": "MY"}).content.decode()
    assert "mark001x" in client.get(index, {"country": "<script>"}).content.decode()
    told.story.destination = "IT"
    told.story.save()
    assert "mark001x" not in client.get(index).content.decode()  # other facts, not yet approved


def test_twenty_stories_cost_as_many_queries_as_two(client, told):
    def queries() -> list[int]:
        return [count_queries(client, path, holds="More") for path in ("/bn/", "/bn/stories/")]

    tell_another(told, "More")
    few = queries()
    for _ in range(4):
        tell_another(told, "More")
    assert queries() == few
    assert max(few) <= 20


def test_a_story_stands_in_no_menu_wherever_it_is(client, told):
    page = told.row("bn")
    page.move(told.indexes["bn"].get_parent(), pos="last-child")
    Page.objects.filter(pk=page.pk).update(show_in_menus=True)
    html = client.get("/bn/persons-reached/").content.decode()
    assert "mark00" not in html


def test_lists_for_the_public_leave_out_what_the_gate_does_not_show(told):
    every = for_the_public(Page.objects.all(), now=timezone.now())
    assert told.row("bn").page_ptr in every
    told.withdraw()
    every = for_the_public(Page.objects.all(), now=timezone.now())
    assert told.row("bn").page_ptr not in every
    assert told.indexes["bn"].page_ptr in every
    pages = for_the_public(StandardPage.objects.all(), now=timezone.now())
    assert pages.count() == StandardPage.objects.live().count()


# The office.


def preview(world: World, language: str = "bn"):
    return world.office.get(
        reverse("wagtailadmin_pages:view_draft", args=[world.pages[language].pk])
    )


def test_nobody_previews_a_story_without_consent(world):
    answer = preview(world)
    assert answer.status_code == 403
    assert "mark00" not in answer.content.decode()
    with translation.override("bn"):
        assert gettext("Nobody has recorded a consent.") in answer.content.decode()


def test_a_preview_is_marked_and_kept_nowhere(world):
    world.give()
    answer = preview(world, "en")
    assert answer.status_code == 200
    assert "Draft: not public." in answer.content.decode()
    assert answer["Cache-Control"].startswith("no-store, private")
    world.narrow(languages=["bn"])
    assert preview(world, "en").status_code == 403


def editor_page(world: World, **changes) -> str:
    pk = world.pages["bn"].pk
    return world.office.get(f"/admin/pages/{pk}/edit/").content.decode()


def test_the_gate_writes_days_and_counts_as_its_reader_does(world):
    world.give(days=5)
    world.wait(6)
    for language, day in (("bn", "২৬ নভেম্বর ২০২৬"), ("en", "26 November 2026")):
        with translation.override(language):
            words = verdict_of(world.latest("bn"), now=world.now).words
        assert day in words[0]
        assert bool(re.search("[0-9]", " ".join(words))) == (language == "en")


def test_the_editor_says_what_is_lacking_and_offers_to_publish_only_past_the_gate(world):
    page = editor_page(world)
    assert "Nobody has recorded a consent." in page
    assert 'name="action-publish"' not in page
    world.give()
    assert "0 of 2 different people have approved" in editor_page(world)
    for who in "ac":
        world.approve("bn", who)
    page = editor_page(world)
    assert "The gate is open" in page
    assert 'name="action-publish"' in page


def test_publishing_other_words_than_were_approved_is_refused_with_the_reasons(told):
    page = told.row("bn")
    form = {
        "title": "mark999x", "slug": page.slug, "intro": "", "experience": "", "support": "",
        "message": "", "quote": "", "quote_note": "", "warning": "", "story": told.story.pk,
        "seo_title": "", "search_description": "", "related-count": 0, "pictures-TOTAL_FORMS": 0,
        "pictures-INITIAL_FORMS": 0, "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip
    answer = told.office.post(f"/admin/pages/{page.pk}/edit/", form)
    assert answer.status_code == 200
    assert "0 of 2 different people have approved" in answer.content.decode()
    assert told.row("bn").title == "mark001x"


def read_and_decided(world: World, **more) -> dict[str, object]:
    """Fill in the dialog as somebody does who has read what stands there."""
    page = world.row("bn")
    return {"comment": "", "page": page.pk, "seen": digest_shown(page), **more}


def workflow_dialog(world: World, who: str, action: str = "approve"):
    client = Client()
    client.force_login(world.people[who])
    task = TaskState.objects.filter(status="in_progress").latest("pk")
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[world.pages["bn"].pk, action, task.pk]
    )
    return client, address


def test_two_people_approve_with_wagtails_buttons_and_see_what_was_agreed_to(client, world):
    world.give()
    world._task("bn")
    for who, status in (("b", 404), ("c", 200)):
        person, address = workflow_dialog(world, who)
        dialog = person.get(address).content.decode()
        for said in ("This website", "Bangla", "Another name", "2027", "You approve exactly"):
            assert said in dialog
        assert person.post(address, read_and_decided(world)).status_code == 302
        assert client.get(URL).status_code == status
        # The same person's second approval is offered to nobody.
        if status == 404:
            assert person.post(address, read_and_decided(world)).url == reverse("wagtailadmin_home")
            assert client.get(URL).status_code == 404
    assert set(Review.objects.values_list("reviewer__username", flat=True)) == {"b", "c"}


def write_on(world: World, by: str = "a") -> str:
    page = world.latest("bn")
    page.experience = "Other words."
    page.save_revision(user=world.people[by])
    return page.experience


def test_the_dialog_shows_what_is_approved_and_refuses_once_it_has_changed(world):
    world.give()
    world._task("bn")
    person, address = workflow_dialog(world, "b")
    read = read_and_decided(world)
    assert f'value=\\"{read["seen"]}\\"' in person.get(address).content.decode()
    changed = write_on(world)
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    refused = json.loads(person.post(address, read, headers=ajax).content)["html"]
    assert str(CHANGED) in refused
    assert changed in refused
    for stale in (read, {"comment": ""}, {**read, "page": ""}, {**read, "seen": ""}):
        person.post(address, stale)
    assert not Review.objects.exists()
    # The facts of the story are part of what was read.
    read = read_and_decided(world)
    world.edit_facts()
    person.post(address, read)
    assert not Review.objects.exists()
    person.post(address, read_and_decided(world))
    assert Review.objects.get().digest == digest_shown(world.row("bn"))


def test_past_the_dialog_nothing_is_approved_that_was_not_read(world):
    world.give()
    step, read = world._task("bn"), digest_shown(world.row("bn"))
    write_on(world)
    for seen in ({"seen": read}, {}):
        with pytest.raises(PermissionDenied, match="changed while you read"):
            step.task.specific.on_action(step, world.people["b"], "approve", **seen)
    assert not Review.objects.exists()


def approve_in_the_editor(world: World, who: str, shown: str, **fields):
    page, person = world.latest("bn"), Client(headers={"Accept-Language": "en"})
    person.force_login(world.people[who])
    form = {
        "title": page.title, "slug": page.slug, "intro": page.intro, "support": "",
        "experience": page.experience, "message": "", "quote": "", "quote_note": "",
        "warning": "", "story": world.story.pk, "seo_title": "", "search_description": "",
        "related-count": 0, "pictures-TOTAL_FORMS": 0, "pictures-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
        "action-workflow-action": "true", "workflow-action-name": "approve", FIELD: shown,
        "workflow-action-extra-data": json.dumps({"comment": "", "seen": shown}), **fields,
    }  # fmt: skip
    return person.post(f"/admin/pages/{page.pk}/edit/", form, follow=True)


def test_the_editor_approves_nothing_that_was_written_meanwhile_and_overwrites_nothing(world):
    world.give()
    world._task("bn")
    person, _address = workflow_dialog(world, "b")
    shown = digest_shown(world.row("bn"))
    editor = person.get(f"/admin/pages/{world.pages['bn'].pk}/edit/").content.decode()
    assert f'name="{FIELD}" value="{shown}"' in editor
    was = world.latest("bn").experience
    changed = write_on(world)
    answer = approve_in_the_editor(world, "b", shown, experience=was)
    assert str(CHANGED) in answer.content.decode()
    assert world.latest("bn").experience == changed
    assert not Review.objects.exists()
    # What the approver changes in the same step, they have read.
    shown = digest_shown(world.row("bn"))
    approve_in_the_editor(world, "b", shown, experience="In better words.")
    assert Review.objects.get().digest == digest_shown(world.row("bn"))
    assert world.latest("bn").experience == "In better words."


def test_nobody_is_offered_to_approve_without_consent_or_without_the_permission(world):
    page = world.latest("bn")
    task = world._task("bn").task.specific
    assert [name for name, *_rest in task.get_actions(page, world.people["b"])] == ["reject"]
    world.give()
    assert {name for name, *_rest in task.get_actions(page, world.people["b"])} == {
        "approve", "reject",
    }  # fmt: skip
    editor = User.objects.create_user("writer")
    editor.groups.add(Group.objects.get(name="Editors"))
    assert task.get_actions(page, editor) == []
    person, address = workflow_dialog(world, "b")
    person.force_login(editor)
    person.post(address, read_and_decided(world))
    assert not Review.objects.exists()


def test_violence_wants_a_warning_and_sexual_violence_a_third_reader(client, world):
    world.give()
    world.flag("violence")
    for who in "ab":
        world.approve("bn", who)
    assert client.get(URL).status_code == 404  # no warning
    page = world.latest("bn")
    page.warning = "It tells of violence."
    page.save_revision()
    world.flag("sexual-violence")
    for who in "ab":
        world.approve("bn", who)
    assert client.get(URL).status_code == 404
    world.approve("bn", "c")
    shown = client.get(URL)
    assert shown.status_code == 200
    assert "It tells of violence." in shown.content.decode()


def test_words_that_name_the_person_are_approved_by_nobody_and_shown_to_the_editor(world):
    world.give()
    page = world.latest("bn")
    before = page.intro
    page.intro = "Canary told us how it was."
    page.save_revision()
    for who in "bc":
        world.approve("bn", who)
    assert not Review.objects.exists()
    edit = world.office.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "<strong>Canary</strong>" in edit
    assert "must go" in edit
    page.intro = before
    page.save_revision()
    world.approve("bn", "b")
    assert Review.objects.count() == 1


def test_writers_choose_only_among_the_stories_of_their_districts(told):
    elsewhere = make_story(make_testimony(told.editor, "BD3093"), told.editor)
    page = editor_page(told)
    assert f"of {told.story.testimony.code}" in page
    assert f"of {elsewhere.testimony.code}" in page  # approvers work everywhere
    group = Group.objects.get(name="Approvers")
    group.permissions.remove(*group.permissions.filter(codename="everywhere_assignment"))
    page = editor_page(told)
    assert f"of {elsewhere.testimony.code}" not in page
