"""What search engines and feed readers are told: only what is public at this moment."""

import re

import pytest

from tests.portal.filmed import film, put_on
from tests.portal.story_world import World, count_queries, tell_another

pytestmark = pytest.mark.django_db
FEED = "/bn/stories/feed/"


@pytest.fixture
def told(world) -> World:
    """The story, public in both languages."""
    world.give()
    for language in ("bn", "en"):
        for who in "ab":
            world.approve(language, who)
    return world


def sitemap(client) -> dict[str, dict[str, str]]:
    """Give each address of the sitemap with its other languages."""
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    found = {}
    for entry in re.findall(r"<url>(.*?)</url>", answer.content.decode(), re.S):
        others = re.findall(r'hreflang="(\w\w)" href="([^"]+)"', entry)
        found[re.search(r"<loc>[a-z]+://[^/]+(/.*?)</loc>", entry)[1]] = dict(others)
    return found


def test_the_sitemap_names_the_pages_of_both_languages_with_each_other(client, told, make_page):
    alone = make_page("en", title="Only English")
    found = sitemap(client)
    for path in ("/bn/", "/en/", "/bn/stories/", "/en/stories/a-story/", alone.url):
        assert path in found
    assert {code: url[-4:] for code, url in found["/bn/"].items()} == {"bn": "/bn/", "en": "/en/"}
    assert list(found[alone.url]) == ["en"]


def test_the_sitemap_says_which_version_is_for_all_others(client, told, make_page):
    alone = make_page("en", title="Only English")
    body = client.get("/sitemap.xml").content.decode()
    defaults = re.findall(r'hreflang="x-default" href="[a-z]+://[^/]+([^"]+)"', body)
    assert defaults.count("/bn/") == 2
    assert defaults.count(alone.url) == 1
    assert "/en/" not in defaults
    assert len(defaults) == body.count("<url>")


def test_the_sitemap_leaves_out_what_is_not_public(client, told, make_page, homes):
    hidden = make_page("en", title="Hidden")
    hidden.view_restrictions.create(restriction_type="login")
    draft = make_page("en", title="Draft")
    draft.unpublish()
    told.withdraw()
    found = sitemap(client)
    assert not {hidden.url, draft.url} & set(found)
    assert not [path for path in found if "a-story" in path]
    assert "/bn/stories/" in found


def test_no_answer_may_be_kept(client, told):
    for path in ("/sitemap.xml", FEED, "/bn/stories/", "/bn/", "/bn/stories/a-story/"):
        assert client.get(path)["Cache-Control"] == "no-store", path


def test_robots_are_told_where_the_sitemap_is_and_what_is_not_worth_their_time(client, db):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    for path in ("/admin/", "/bn/search/", "/en/search/", "/bn/ask/helped/", "/en/keep/", "/bn/n/"):
        assert f"Disallow: {path}" in lines
    assert client.get("/sitemap.xml").status_code == 200


def test_a_feed_says_what_stories_are_about_in_words_of_ours_alone(client, told):
    told.story.refresh_from_db()
    body = client.get("/en/stories/feed/").content.decode()
    assert "<title>A story of migration: Malaysia; Costs</title>" in body
    assert re.search(r'<link href="http://[^"]+/en/stories/a-story/" rel="alternate"', body)
    for word in ("mark00", "Shapla", "Intro", "Told"):
        assert word not in body
    assert "মালয়েশিয়া" in client.get(FEED).content.decode()


def test_a_feed_ends_with_the_consent(client, told):
    assert "a-story" in client.get(FEED).content.decode()
    told.narrow(languages=["en"])
    assert "a-story" not in client.get(FEED).content.decode()
    assert "a-story" in client.get("/en/stories/feed/").content.decode()
    told.withdraw()
    assert "a-story" not in client.get("/en/stories/feed/").content.decode()


def test_the_list_of_stories_names_its_feed(client, told):
    html = client.get("/bn/stories/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/bn/stories/feed/">' in html


# The most that each asks, however many stories there are.
QUERIES = {"/sitemap.xml": 13, FEED: 17, "/bn/stories/a-story/": 24, "/bn/search/?q=mark": 19}


@pytest.mark.usefixtures("private_folder")
def test_twenty_stories_cost_as_many_queries_as_two(client, told):
    put_on(told, film(told.story, told))
    for who in "ab":
        told.approve("bn", who)

    def queries() -> dict[str, int]:
        return {path: count_queries(client, path, holds="other-") for path in QUERIES}

    tell_another(told, "More mark901x")
    assert queries() == QUERIES
    for number in range(3):
        tell_another(told, f"More mark91{number}x")
    assert queries() == QUERIES
