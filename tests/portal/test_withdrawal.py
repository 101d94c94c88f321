"""A withdrawal takes a story from everything that the site answers, and nothing brings it back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from campaigns.models import Assignment, Place
from crm_videos import ports
from crm_videos.clearing import clear_what_is_left
from crm_videos.models import Copy, Story, Withdrawal
from crm_videos.tasks import see_to_withdrawals
from portal.pages import story_removal
from portal.pages.models import StoryPage
from tests.portal.story_world import LANGUAGES, WAYS, World

pytestmark = pytest.mark.django_db

# In the title, the summary, the text, the quotation, the shown name and the address.
CANARY = "zwitscher"


@pytest.fixture
def world(monkeypatch) -> World:
    """A story that is public in both languages, with the canary wherever a story has words."""
    world = World(monkeypatch)
    Story.objects.update(display_name="Zwitscher")
    world.story.refresh_from_db()
    world.give()
    for language in LANGUAGES:
        page = world.latest(language)
        page.title, page.slug = f"{page.title} Zwitscher", "zwitscher-tells"
        for name in ("intro", "experience", "support", "message", "quote"):
            setattr(page, name, f"Zwitscher {name}")
        page.save_revision(user=world.editor)
        for who in "ab":
            world.approve(language, who)
    return world


@pytest.fixture
def withdraw(world, django_capture_on_commit_callbacks):
    def do() -> Withdrawal:
        with django_capture_on_commit_callbacks(execute=True):
            world.withdraw()
        return Withdrawal.objects.get()

    return do


def public_addresses() -> Iterator[str]:
    yield from ("/", "/withdrawn.json", "/withdrawn.key", "/sitemap.xml", "/robots.txt")
    yield from ("/api/v2/pages/", "/field/api/openapi.json")
    for language in LANGUAGES:
        for path in ("", "stories/", "stories/?country=MY", "stories/?theme=costs&page=2"):
            yield f"/{language}/{path}"
        # By another word of the story: what was asked for is said back.
        yield from (f"/{language}/search/?q={word}" for word in ("experience", "quote"))
        yield from (f"/{language}/stories/{slug}/" for slug in ("zwitscher-tells", "a-story"))
    for page in Page.objects.filter(depth__gt=1).specific():
        yield page.url
        if hasattr(page, "get_subpage_urls"):
            yield from (
                page.url + page.reverse_subpage(one.name) for one in page.get_subpage_urls()
            )


def told_in_public() -> dict[str, bytes]:
    client = Client()
    answers = {url: client.get(url) for url in public_addresses()}
    return {
        url: answer.content
        for url, answer in answers.items()
        if not url.endswith("/zwitscher-tells/")
    } | {
        # The address is the reader's own; all else of the answer is ours.
        url: answer.content.replace(url.encode(), b"")
        for url, answer in answers.items()
        if url.endswith("/zwitscher-tells/")
    }


def where_it_is(told: dict[str, bytes]) -> set[str]:
    return {url for url, body in told.items() if CANARY.encode() in body.lower()}


def in_the_search_index() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "indexentry" in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [table for row in cursor.fetchall() if CANARY in str(row).lower()]
    return found


def in_media() -> list[str]:
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    return [str(path) for path in files if CANARY.encode() in path.read_bytes().lower()]


def test_not_a_byte_of_a_withdrawn_story_is_left_for_the_public(world, withdraw):
    shown = where_it_is(told_in_public())
    for language in LANGUAGES:
        for path in ("", "stories/zwitscher-tells/", "stories/feed/", "search/?q=experience"):
            assert f"/{language}/{path}" in shown
    assert "/sitemap.xml" in shown
    assert in_the_search_index()

    case = withdraw()

    assert where_it_is(told_in_public()) == set()
    assert in_the_search_index() == in_media() == []
    assert not Page.objects.search("Zwitscher")
    assert StoryPage.objects.filter(live=True).count() == 0
    assert case.cleared_at == world.now
    for language in LANGUAGES:
        assert world.client.get(f"/{language}/stories/zwitscher-tells/").status_code == 410


def test_the_list_of_withdrawn_stories_names_the_page_by_the_number_that_it_carries(
    world, withdraw
):
    bodies = [world.client.get(f"/{one}/stories/zwitscher-tells/").content for one in LANGUAGES]
    before = json.loads(world.client.get("/withdrawn.json").json()["list"])
    pages = {str(copy.pk) for copy in Copy.objects.filter(kind="page")}
    assert len(pages) == 2
    for body in bodies:
        assert (
            sum(f'<meta name="nirapad-copy" content="{one}">'.encode() in body for one in pages)
            == 1
        )
    assert (before["sequence"], before["withdrawn"]) == (0, [])
    withdraw()
    after = json.loads(world.client.get("/withdrawn.json").json()["list"])
    assert (after["sequence"], set(after["withdrawn"])) == (2, pages)


def test_a_withdrawn_story_is_published_again_in_no_way(world, withdraw):
    withdraw()
    pages = dict(world.pages)
    for way in WAYS:
        world.pages = dict(pages)
        with transaction.atomic():
            assert world.try_to_publish(way, "en") == []
            # Past every choke point but the reader's: so the readers are asked.
            assert way != "update" or world.shown() == set()
            transaction.set_rollback(True)


def test_what_is_saved_after_a_withdrawal_comes_into_no_search(world, withdraw):
    withdraw()
    page = world.row("en")
    page.save()
    assert in_the_search_index() == []


def test_a_new_consent_lets_it_be_published_anew_and_phones_know_it_by_another_number(
    world, withdraw
):
    old = {str(copy.pk) for copy in Copy.objects.all()}
    withdraw()
    world.give()
    assert world.client.get("/en/stories/zwitscher-tells/").status_code == 404
    world.by_revision("en")
    body = world.client.get("/en/stories/zwitscher-tells/").content.decode()
    assert "Zwitscher" in body
    assert not any(one in body for one in old)
    told = json.loads(world.client.get("/withdrawn.json").json()["list"])
    assert set(told["withdrawn"]) == old


@pytest.fixture
def uncleared(world, monkeypatch) -> Withdrawal:
    """A case of which the site's pages lie about still, as when its process has died."""
    monkeypatch.setattr("crm_videos.withdrawing.clear", lambda *_args, **_more: None)
    world.withdraw()
    world.wait(1)
    return Withdrawal.objects.get()


def numbers() -> set[str]:
    told = json.loads(Client().get("/withdrawn.json").json()["list"])
    return set(told["withdrawn"])


def test_what_is_published_under_a_new_consent_stays_when_the_old_case_is_cleared(world, uncleared):
    old = {str(copy.pk) for copy in Copy.objects.all()}
    world.give()
    world.wait(1)
    world.by_revision("en")
    see_to_withdrawals()
    assert [language for _pk, language, _mark in world.live()] == ["en"]
    body = world.client.get("/en/stories/zwitscher-tells/").content.decode()
    assert "Zwitscher" in body
    assert not any(one in body for one in old)
    assert numbers() == old
    uncleared.refresh_from_db()
    assert uncleared.cleared_at
    assert uncleared.takedowns.open().count() == 0


def test_what_nobody_published_anew_goes_though_a_new_consent_would_allow_it(world, uncleared):
    world.by_revision_of_nobody("bn")  # before anybody agreed anew
    world.give()
    world.row("en").save()  # not published: the row is written as it stands
    see_to_withdrawals()
    assert world.live() == set()
    uncleared.refresh_from_db()
    assert uncleared.cleared_at


def test_a_page_that_is_made_public_anew_by_any_way_is_entered_anew(world, uncleared):
    world.give()
    world.wait(1)
    old = Copy.objects.get(language="en")
    page = world.row("en")
    page.unpublish()
    world.by_save("en")
    see_to_withdrawals()
    assert [language for _pk, language, _mark in world.live()] == ["en"]
    old.refresh_from_db()
    assert old.proof == "taken-down"


def test_who_takes_out_a_language_takes_its_page_and_no_other(
    world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        world.narrow(languages=["bn"])
    case = Withdrawal.objects.get()
    assert (case.why, case.cleared_at) == ("narrowed", world.now)
    assert {one for one in where_it_is(told_in_public()) if one.startswith("/en")} == set()
    assert "/bn/stories/zwitscher-tells/" in where_it_is(told_in_public())
    assert [language for _pk, language, _mark in world.live()] == ["bn"]
    (gone,) = Copy.objects.exclude(gone_at=None)
    assert (gone.language, numbers()) == ("en", {str(gone.pk)})
    assert Page.objects.search("Zwitscher").count() == 1


def test_a_page_that_waits_for_its_day_stays_planned_when_another_language_is_taken_out(
    world, django_capture_on_commit_callbacks
):
    for language in LANGUAGES:
        page = world.row(language)
        page.unpublish()
        page = world.latest(language)
        page.go_live_at = world.now + timedelta(days=1)
        page.save_revision(user=world.editor).publish()
    with django_capture_on_commit_callbacks(execute=True):
        world.narrow(languages=["bn"])
    planned = Revision.objects.exclude(approved_go_live_at=None)
    assert [one.object_id for one in planned] == [str(world.pages["bn"].pk)]


def test_a_page_is_registered_once_however_often_it_is_published(world):
    assert Copy.objects.filter(kind="page").count() == 2
    for language in LANGUAGES:
        world.by_revision(language)
        world.by_save(language)
    assert Copy.objects.filter(kind="page").count() == 2
    assert set(Copy.objects.values_list("language", flat=True)) == set(LANGUAGES)
    assert CANARY not in str(list(Copy.objects.values())).lower()


def test_an_address_in_front_of_the_site_is_told_to_forget_the_lists_too(
    world, withdraw, monkeypatch
):
    purged = []
    monkeypatch.setattr(
        story_removal.PurgeBatch, "purge", lambda batch, **_: purged.extend(batch.urls)
    )
    withdraw()
    paths = {url.split("/", 3)[3] for url in purged}
    assert {"en/stories/zwitscher-tells/", "bn/stories/", "en/stories/", "bn/", "en/"} <= paths


def test_a_removal_that_breaks_off_half_way_is_taken_up_again(world, withdraw, monkeypatch):
    def stop(page) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(story_removal, "index", SimpleNamespace(remove_object=stop))
        case = withdraw()
        clear_what_is_left(world.now)
    case.refresh_from_db()
    assert case.cleared_at is None
    assert case.takedowns.open().count() == 2
    # Readers see nothing of it all the while.
    assert where_it_is(told_in_public()) == set()
    see_to_withdrawals()
    case.refresh_from_db()
    assert case.cleared_at
    assert case.takedowns.open().count() == 0
    assert in_the_search_index() == []


def test_one_case_that_cannot_be_cleared_keeps_no_other_waiting(world, withdraw, monkeypatch):
    def stop(case) -> None:
        raise RuntimeError("Zwitscher")

    monkeypatch.setattr(ports, "_clear", [stop])
    case = withdraw()
    monkeypatch.setattr(ports, "_clear", [])
    assert clear_what_is_left(world.now) == 1
    case.refresh_from_db()
    assert case.cleared_at


KILLED = """
import os
from types import SimpleNamespace
from django.utils import timezone
from portal.pages import story_removal
from tests.portal.story_world import World
world = World(SimpleNamespace(setattr=lambda *_: None))
world.now = timezone.now()
world.give()
for who in "ab":
    world.approve("en", who)
assert world.live()
story_removal.index = SimpleNamespace(remove_object=lambda page: os.kill(os.getpid(), 9))
world.withdraw()
"""
TAKEN_UP = """
from crm_videos.models import Withdrawal
from crm_videos.tasks import see_to_withdrawals
from portal.pages.models import StoryPage
def told():
    return [bool(Withdrawal.objects.get().cleared_at), StoryPage.objects.filter(live=True).count()]
before = told()
see_to_withdrawals()
print(before, told())
"""


@pytest.mark.once
def test_a_process_that_is_killed_in_the_middle_leaves_nothing_undone(own_site):
    killed = own_site.manage("shell", "--no-imports", "-c", KILLED)
    assert killed.returncode == -9, killed.stderr
    after = own_site.manage("shell", "--no-imports", "-c", TAKEN_UP)
    assert after.stdout.splitlines()[-1] == "[False, 1] [True, 0]", after.stderr


def somebody(name: str, role: str, district: str = "BD4047") -> Client:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    Assignment.objects.create(user=user).districts.add(Place.objects.get(code=district))
    client = Client()
    client.force_login(user)
    return client


def test_a_supervisor_withdraws_in_the_admin_and_finds_the_case(
    world, django_capture_on_commit_callbacks
):
    office = somebody("supervisor", "RSC supervisors")
    form = {"seen": 1, "why": "safety", "note": "Heard of it from the sister"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(reverse("consents:withdraw", args=[world.testimony.pk]), form)
    assert answer.status_code == 302
    case = Withdrawal.objects.get()
    assert (case.why, str(case.opened_by)) == ("safety", "supervisor")
    assert case.details.open() == {"note": "Heard of it from the sister"}
    assert where_it_is(told_in_public()) == set()
    page = office.get(reverse("consents:case", args=[case.pk])).content.decode()
    assert "Every copy is gone" in page
    assert world.testimony.code in page
    assert case.testimony.code in office.get("/admin/withdrawals/").content.decode()


def test_who_works_elsewhere_finds_no_case_no_copy_and_no_certificate(world, withdraw):
    case = withdraw()
    post = Copy.objects.create(story=world.story, kind="facebook", made_at=world.now)
    stranger = somebody("stranger", "RSC supervisors", "BD3093")
    for address in (
        reverse("consents:case", args=[case.pk]),
        reverse("consents:certified", args=[case.pk]),
        reverse("consents:gone", args=[post.pk]),
        reverse("consents:card", args=[world.testimony.pk]),
    ):
        assert stranger.get(address).status_code == 404, address
        assert stranger.post(address).status_code in {404, 405}, address
    for address in ("/admin/copies/", "/admin/withdrawals/", "/admin/"):
        assert world.testimony.code not in stranger.get(address).content.decode()
