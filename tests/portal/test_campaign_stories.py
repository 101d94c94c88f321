"""The stories of a campaign: their reach as on their own pages, and who may know of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import NewsReport
from campaigns.registers import why_not_shown
from crm_videos.content import facts_of
from crm_videos.erasing.traces import STORY, Traces
from crm_videos.models import Copy, Story
from crm_videos.publishing.ports import Count
from portal.campaign_stories import totals_of
from portal.erasing.news import clear_news_reports
from portal.page_views.models import ViewsOfADay
from portal.story_reach import counts
from tests.campaigns.campaign_made import NOW, browser_of, make_campaign, somebody
from tests.portal.story_world import World, make_story, make_testimony

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch) -> World:
    """A story that is public in English alone; its Bangla page is a draft."""
    world = World(monkeypatch)
    world.give()
    for who in "ab":
        world.approve("en", who)
    return world


@pytest.fixture
def campaign(world):
    campaign = make_campaign()
    Story.objects.update(campaign=campaign)
    return campaign


def told(role: str, slug: str = "before-eid") -> str:
    html = browser_of(role).get(reverse("campaigns:inspect", args=[slug])).content.decode()
    found = re.search(r'<section class="story-reach campaign-stories">.*?</section>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def view(world, views: int, language: str = "en") -> None:
    page = world.pages[language]
    ViewsOfADay.objects.create(
        day=NOW.date(), page=page.translation_key, language=language, views=views
    )


def test_a_story_stands_in_its_campaign_with_its_reach(world, campaign):
    view(world, 77)
    words = told("Approvers")
    assert str(world.testimony.code) in words
    assert world.row("en").title in words
    assert words.count("77") == 2, "once in the total, once with the story"


def test_only_who_may_see_stories_reads_codes_and_nobody_reads_a_draft_s_title(world, campaign):
    view(world, 77)
    draft = world.latest("bn").title
    for role, sees in {"Approvers": True, "Data managers": False, "Donor readers": False}.items():
        words = told(role)
        assert (world.testimony.code in words) is sees, role
        assert (world.row("en").title in words) is sees, role
        assert draft not in words, role
        assert "77" in words, role
        assert "Canary Person" not in words, role
    assert "1 story is not listed for you" in told("Donor readers")
    # Of another district: the supervisor may see stories, and not this one.
    assert world.testimony.code not in told("RSC supervisors")


@pytest.mark.parametrize("end", ["withdrawn", "run out"])
def test_a_story_without_consent_has_no_title_there_and_keeps_what_was_counted(
    world, campaign, end
):
    view(world, 77)
    title = world.row("en").title
    if end == "withdrawn":
        world.withdraw()
    else:
        # Nobody has cleared the page yet: the gate alone hides it.
        world.wait(400)
    words = told("Approvers")
    assert title not in words
    assert "77" in words


def test_giving_a_story_to_a_campaign_asks_for_no_new_approval(world):
    before = facts_of(world.story)
    world.story.campaign = make_campaign()
    assert facts_of(world.story) == before


def test_a_campaign_asks_as_much_for_many_stories_as_for_one(world, campaign):
    view(world, 3)
    browser = browser_of("Approvers")
    page = reverse("campaigns:inspect", args=[campaign.pk])
    browser.get(page)
    with CaptureQueriesContext(connection) as one:
        browser.get(page)
    for number in range(5):
        testimony = make_testimony(world.editor)
        story = make_story(testimony, world.editor, campaign=campaign)
        Copy.objects.create(story=story, kind="youtube", ref=f"video{number}", made_at=NOW)
    with CaptureQueriesContext(connection) as many:
        html = browser.get(page).content.decode()
    assert html.count("Nothing has been read of it yet.") == 5
    assert len(many) <= len(one)


class TestTotals:
    """Made of counts as ``story_reach`` gives them."""

    @pytest.fixture
    def copies(self, world):
        def make(kind: str, *refs: str) -> list[Copy]:
            return [
                Copy.objects.create(story=world.story, kind=kind, ref=ref, made_at=NOW)
                for ref in refs
            ]

        return make

    @staticmethod
    def lines(known) -> list[tuple]:
        return [(one.kind, one.count.indicator, one.value, one.missing) for one in totals_of(known)]

    def test_plays_add_up_and_accounts_do_not(self, copies):
        one, other = copies("facebook", "p1", "p2")
        known = [
            (
                copy,
                [
                    Count("viewers", viewers, NOW, indicator="D1"),
                    Count("views", views, NOW, indicator="D2"),
                ],
            )
            for copy, viewers, views in ((one, 5, 9), (other, 7, 4))
        ]
        assert [line[1:] for line in self.lines(known)] == [("D1", None, 0), ("D2", 13, 0)]

    def test_kinds_and_meanings_stay_apart(self, copies):
        (film,), (post,) = copies("youtube", "v1"), copies("facebook", "p1")
        old = Count("views", 100, NOW, "old", until=NOW.date(), indicator="D3")
        new = Count("views", 40, NOW, "new", since=NOW.date(), indicator="D3")
        known = [(film, [old, new]), (post, [Count("views", 9, NOW, indicator="D2")])]
        assert sorted(line[2] for line in self.lines(known)) == [9, 40, 100]

    def test_what_is_not_known_is_missing_and_no_zero(self, copies):
        known = [
            (one, [Count("views", value, NOW, indicator="D3")] if code else [])
            for one, value, code in zip(
                copies("youtube", "v1", "v2", "v3"), (50, None, 0), (1, 1, 0), strict=True
            )
        ]
        assert self.lines(known)[0][2:] == (50, 2)
        alone = [(copies("facebook", "p1")[0], [Count("views", None, NOW, indicator="D2")])]
        assert self.lines(alone)[0][2:] == (None, 1)

    def test_one_place_registered_twice_counts_once(self, copies):
        (first,) = copies("page", "12")
        Copy.objects.filter(pk=first.pk).update(gone_at=NOW, proof="looked")
        (again,) = copies("page", "12")
        known = [(one, [Count("page views", 8, NOW, indicator="D5")]) for one in (first, again)]
        assert [line[2] for line in self.lines(known)] == [8]

    def test_every_count_of_a_platform_says_which_measure_it_is(self, world):
        view(world, 2)
        copy = Copy.objects.get(kind="page", language="en")
        assert [one.indicator for one in counts([copy])[copy.pk]] == ["D5"]


class TestAReportThatUsesAStory:
    @pytest.fixture
    def report(self, world):
        return NewsReport.objects.create(
            published_on=NOW.date(), outlet="Daily Padma", headline="A way home", language="en",
            link="https://news.example/1", uses_story=True, changed_at=NOW,
        )  # fmt: skip

    def enter(self, world, report):
        address = reverse("clipping", args=[report.pk])
        return browser_of("Approvers").post(address, {"story": world.story.pk}, follow=True)

    def test_becomes_a_copy_that_a_withdrawal_finds(self, world, report):
        page = reverse("news_reports:inspect", args=[report.pk])
        assert "Nobody has said yet" in browser_of("Approvers").get(page).content.decode()
        answer = self.enter(world, report)
        assert "has not agreed that media tell" in answer.content.decode()
        self.enter(world, report)
        (copy,) = Copy.objects.filter(ref=report.contributor)
        assert (copy.kind, copy.language, copy.where) == ("other", "en", report.link)
        world.withdraw()
        assert copy.takedowns.exists()

    def test_is_welcome_where_the_person_agreed_to_media(self, world, report):
        world.give(channels=["site", "journalists"])
        assert "has not agreed" not in self.enter(world, report).content.decode()

    def test_is_never_shown_though_somebody_unticks_the_box(self, world, report):
        self.enter(world, report)
        NewsReport.objects.update(uses_story=False)
        report.refresh_from_db()
        assert "register of copies" in why_not_shown(report)

    def test_keeps_neither_headline_nor_link_when_the_person_is_erased(self, world, report):
        self.enter(world, report)
        other = NewsReport.objects.create(
            published_on=NOW.date(), outlet="Daily Padma", headline="Of somebody else",
            language="en", uses_story=True, changed_at=NOW,
        )  # fmt: skip
        traces = Traces(world.testimony.pk, NOW, {STORY: frozenset({str(world.story.pk)})})
        assert clear_news_reports(traces) == 1
        assert clear_news_reports(traces) == 0
        report.refresh_from_db()
        other.refresh_from_db()
        assert (report.headline, report.link, report.outlet) == ("", "", "Daily Padma")
        assert other.headline == "Of somebody else"

    def test_tells_its_story_only_to_those_who_may_see_it(self, world, report):
        self.enter(world, report)
        page = reverse("news_reports:inspect", args=[report.pk])
        assert world.testimony.code in browser_of("Approvers").get(page).content.decode()
        assert world.testimony.code not in browser_of("Data managers").get(page).content.decode()
        refused = browser_of("Data managers").get(reverse("clipping", args=[report.pk]))
        assert refused.status_code == 302
        assert somebody("Data managers").has_perm("campaigns.view_newsreport")
