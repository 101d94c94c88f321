"""The desk: what waits for whom, from the telling to the taking down, and nobody's name."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import Assignment
from crm_videos.models import Copy, Story, Testimony
from crm_videos.panels import DeskPanel
from portal.pages.models import StoryPage
from portal.pages.newest_drafts import newest_drafts
from portal.pages.story_content import question_of
from portal.people.roles import ROLES
from tests.portal.story_world import World, make_story, make_testimony

pytestmark = pytest.mark.django_db
DESK = "/admin/story_desk/"
PANEL = r'<ul class="story-desk">.*?</ul>'
STUCK = {"unseen", "unmade", "sent"}
QUEUES = [
    *("asking", "unseen", "writing", "unmade", "approval", "sent"),
    *("renewal", "withdrawal", "takedowns"),
]


def colleague(role: str, district: str = "BD4047") -> User:
    user = User.objects.create_user(f"{role} {district}")
    user.groups.add(Group.objects.get(name=role))
    Assignment.objects.create(user=user).districts.set([district])
    return user


def browser_of(person: User) -> Client:
    """Sign somebody in now: these tests wait for longer than a session lasts."""
    client = Client()
    client.force_login(person)
    return client


def waits(person: User) -> dict[str, list[str]]:
    """Read the desk: by queue what waits there, as text."""
    html = browser_of(person).get(DESK).content.decode()
    sections = re.findall(r'<section class="story-queue" id="(\w+)">(.*?)</section>', html, re.S)
    return {
        name: [re.sub(r"<[^>]+>", " ", row).strip() for row in re.findall(r"<li.*?</li>", body)]
        for name, body in sections
    }


def where(world: World, person: User | None = None) -> dict[str, list[str]]:
    """Name the queues in which the world's story stands, with what is said of it there."""
    code = world.testimony.code
    every = waits(person or world.people["b"])
    return {
        name: found for name, rows in every.items() if (found := [r for r in rows if code in r])
    }


def test_a_story_goes_from_queue_to_queue(world):
    assert list(where(world)) == ["asking"]
    world.give()
    found = where(world)
    assert list(found) == ["writing"]
    assert [row.endswith("A draft that nobody submitted.") for row in found["writing"]] == [1, 1]
    for language in ("bn", "en"):
        world._task(language)
    assert list(where(world)) == ["approval"]
    world.reject("bn", "c")
    assert "Changes are requested." in where(world)["writing"][0]
    for language in ("bn", "en"):
        for who in "ab":
            world.approve(language, who)
    assert where(world) == {}
    world.wait(250)
    assert "Ends on 17 September 2027." in where(world)["renewal"][0]
    world.renew()
    assert where(world) == {}
    world.withdraw()
    assert len(where(world)["withdrawal"]) == 2
    for language in ("bn", "en"):
        world.row(language).unpublish()
    assert where(world) == {}


def test_what_has_run_out_is_to_be_taken_down_too(world):
    world.give(days=5)
    for who in "ab":
        world.approve("bn", who)
    world.wait(6)
    assert list(where(world)) == ["withdrawal"]


def test_the_desk_says_which_pages_wait_for_the_very_reader(world):
    world.give()
    world._task("bn")

    def mine(who: str) -> bool:
        return "Waits for you" in where(world, world.people[who])["approval"][0]

    assert mine("b")
    assert mine("c")
    world.approve("bn", "b")
    assert not mine("b")
    assert mine("c")
    world.edit_facts()
    assert mine("b")  # approved was something else
    world.flag("minor")
    assert not mine("c")  # nobody can approve it
    editor = colleague("Editors")
    assert "Waits for you" not in where(world, editor)["approval"][0]


def test_a_draft_that_tells_another_story_waits_where_that_story_lives(world):
    elsewhere = make_story(make_testimony(world.editor, "BD3093"), world.editor)
    world.give()
    page = world.latest("bn")
    page.story = elsewhere
    page.save_revision(user=world.editor)
    world._task("bn")
    here, there = (colleague("RSC supervisors", place) for place in ("BD4047", "BD3093"))
    assert waits(here)["approval"] == []
    (row,) = waits(there)["approval"]
    assert elsewhere.testimony.code in row


def test_a_testimony_without_a_story_and_a_story_without_a_page_wait_for_writing(world):
    told = world.testimony = make_testimony(world.editor)
    world.give()
    code = told.code
    (row,) = [row for row in waits(world.people["b"])["writing"] if code in row]
    assert "no story is written down" in row
    make_story(told, world.editor)
    (row,) = [row for row in waits(world.people["b"])["writing"] if code in row]
    assert "there is no page" in row


SEES = {
    "Administrators": QUEUES,
    "Editors": [name for name in QUEUES if name != "unseen"],
    "Approvers": [name for name in QUEUES if name != "unseen"],
    "RSC supervisors": [
        *("asking", "unseen", "approval", "sent", "renewal", "withdrawal", "takedowns")
    ],
}


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_each_role_sees_the_queues_of_its_work_and_others_no_desk_at_all(world, role):
    person = colleague(role)
    assert list(waits(person)) == SEES.get(role, [])
    first = browser_of(person).get("/admin/").content.decode()
    assert ("Stories: what waits" in first) == (role in SEES)
    assert ("/admin/story_desk/" in first) == (role in SEES)


def test_a_supervisor_reads_of_no_other_district(world):
    person = colleague("RSC supervisors", "BD3093")
    world.give()
    world._task("bn")
    make_testimony(world.editor)
    nothing = {name: [] for name in SEES["RSC supervisors"]}
    assert waits(person) == nothing
    for who in "ab":
        world.approve("bn", who)
    for days in (250, 60):
        world.wait(days)
        assert waits(person) == nothing
        assert set(waits(world.people["b"])) == set(QUEUES) - {"unseen"}
    page = browser_of(person).get(DESK).content.decode()
    assert "Everybody who told us something was asked." in page


def test_the_desk_and_the_first_page_name_nobody(world):
    world.give()
    world._task("bn")
    for path, ours in ((DESK, r"<section class=.story-queue.*</section>"), ("/admin/", PANEL)):
        (shown,) = re.findall(ours, world.office.get(path).content.decode(), re.S)
        for name in ("Canary", "Shapla", "mark00", "01700000000"):
            assert name not in shown


def more_of_everything(world: World) -> None:
    """Add to each queue one thing that waits there."""
    make_testimony(world.editor)  # asking
    for stage in ("told", "written", "submitted", "over"):
        world.testimony = make_testimony(world.editor)
        world.give(days=30 if stage == "told" else 300)
        if stage == "told":
            continue
        world.story = story = make_story(world.testimony, world.editor)
        page = StoryPage(
            slug=f"more-{story.pk}", title=f"mark{story.pk:03d}x", story=story, live=False,
            locale=world.indexes["bn"].locale,
        )  # fmt: skip
        type(world.indexes["bn"]).objects.get(pk=world.indexes["bn"].pk).add_child(instance=page)
        page.save_revision()
        world.pages["bn"] = page
        if stage != "written":
            world._task("bn")
        if stage == "over":
            for who in "ab":
                world.approve("bn", who)
            Copy.objects.create(story=world.story, kind="file", where="a paper", made_at=world.now)
            world.withdraw()


def test_the_desk_and_its_panel_ask_as_many_queries_however_much_waits(world):
    person = colleague("Approvers")
    browser = browser_of(person)

    def queries() -> list[int]:
        browser.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            browser.get(DESK)
        with CaptureQueriesContext(connection) as counted:
            DeskPanel(User.objects.get(pk=person.pk)).get_context_data({})
        return [len(asked), len(counted)]

    more_of_everything(world)
    few = queries()
    assert all(rows for name, rows in waits(person).items() if name not in STUCK)
    for _ in range(2):
        more_of_everything(world)
    assert queries() == few
    assert len(waits(person)["writing"]) > 5


def test_the_newest_drafts_are_wagtails_to_the_digest(world):
    world.give()
    for who in "ab":
        world.approve("bn", who)
    page = world.latest("bn")
    page.slug, page.warning = "another-address", "It tells of debt."
    page.related = [("page", None)]
    page.save_revision()
    world.row("en").copy(update_attrs={"slug": "copied"})
    Story.objects.update(year_out=2020)
    rows = StoryPage.objects.order_by("pk")
    ours = [question_of(page) for page in newest_drafts(rows)]
    theirs = [question_of(page.get_latest_revision_as_object()) for page in rows]
    assert [one.digest for one in ours] == [one.digest for one in theirs]
    assert ours == theirs


def test_nobody_is_asked_who_was_erased(world):
    assert list(where(world)) == ["asking"]
    Testimony.objects.filter(pk=world.testimony.pk).update(erased_at=world.now, person={})
    assert where(world) == {}
