"""What search engines, feed readers and platforms read of a page."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from portal.pages.models import FaqPage, Programme, StandardPage
from portal.pages.sharing.structured_data import as_json_ld
from tests.portal.facts_made import make_fact
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def things(html: str) -> dict[str, dict]:
    """Give what a page says of itself, by its type."""
    (text,) = DATA.findall(html)
    told = json.loads(text)
    assert told["@context"] == "https://schema.org"
    return {one["@type"]: one for one in told["@graph"]}


def card(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', html))


def test_the_first_page_tells_of_the_site_its_search_and_who_answers(client, db):
    told = things(client.get("/en/").content.decode())
    assert told["WebSite"]["url"] == "http://localhost/en/"
    search = told["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert search == "http://testserver/en/search/?q={q}"
    phones = [one["telephone"] for one in told["Organization"]["contactPoint"]]
    assert phones == ["08000102030", "09610102030"]
    assert things(client.get("/bn/").content.decode())["WebSite"]["name"] == "নিরাপদ"


def test_an_article_says_what_it_is_and_the_way_to_it(client, make_page):
    above = make_page(title="Costs")
    page = above.add_child(instance=StandardPage(title="Fees", intro="What it costs."))
    page.save_revision().publish()
    told = things(client.get(page.url).content.decode())
    assert told["Article"]["headline"] == "Fees"
    assert told["Article"]["inLanguage"] == "en"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["Article"]["dateModified"])
    steps = told["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"]) for one in steps] == [(1, "Costs"), (2, "Fees")]
    assert steps[1]["item"].endswith("/en/costs/fees/")
    assert set(things(client.get(above.url).content.decode())) == {"Article"}


def test_a_page_of_questions_tells_each_answer_as_its_readers_see_it(client, homes):
    make_fact()
    asked = [
        (
            "question",
            {"question": "What does it cost?", "answer": "<p>It is [[passport-fee]].</p>"},
        ),
        ("question", {"question": "And <then>?", "answer": "<p>Ask &amp; wait.</p><p>Go.</p>"}),
    ]
    page = homes["en"].add_child(instance=FaqPage(title="Questions", questions=asked))
    page.save_revision().publish()
    told = things(client.get(page.url).content.decode())["FAQPage"]
    answers = {one["name"]: one["acceptedAnswer"]["text"] for one in told["mainEntity"]}
    assert answers == {
        "What does it cost?": "It is 500,000 taka.",
        "And <then>?": "Ask & wait. Go.",
    }
    empty = homes["en"].add_child(instance=FaqPage(title="None yet"))
    empty.save_revision().publish()
    assert "FAQPage" not in client.get(empty.url).content.decode()


def test_no_title_can_break_out_of_the_data(client, make_page):
    title = "</script><script>alert(1)</script>&\u2028"
    html = client.get(make_page(title=title, slug="odd").url).content.decode()
    assert things(html)["Article"]["headline"] == title
    assert "<script>" not in html
    assert "<" not in as_json_ld([{"name": title}])


def test_a_page_has_a_card_with_a_picture_in_which_nobody_is(client, make_page):
    for language, title in (("bn", "খরচ"), ("en", "Costs")):
        page = make_page(language, title=title, intro="Ask before you pay.")
        told = card(client.get(page.url).content.decode())
        assert told["title"] == title
        assert told["description"] == "Ask before you pay."
        name = re.fullmatch(
            rf"http://testserver/static/(portal/card-{language}\.png)", told["image"]
        )
        picture = Image.open(finders.find(name[1]))
        assert picture.size == (1200, 630)
        assert "og:" not in client.get(f"/{language}/search/").content.decode()


def test_a_story_s_card_and_data_tell_nothing_of_it(client, monkeypatch):
    world = World(monkeypatch)
    world.give()
    for who in "ab":
        world.approve("bn", who)
    html = client.get(world.row("bn").url).content.decode()
    told = card(html)
    assert told["image"].endswith("/story-card.png")
    assert html.count('property="og:title"') == 1
    assert not [text for text in told.values() if "mark" in text or "Shapla" in text]
    assert "application/ld+json" not in html


def test_the_feed_tells_what_is_new_in_a_language_and_no_story(client, make_page, monkeypatch):
    world = World(monkeypatch)
    world.give()
    for who in "ab":
        world.approve("bn", who)
    old, new = make_page("bn", title="পুরোনো"), make_page("bn", title="নতুন", intro="কী নতুন")
    make_page("en", title="English")
    draft = make_page("bn", title="খসড়া")
    draft.unpublish()
    answer = client.get("/bn/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    body = answer.content.decode()
    assert body.index("নতুন") < body.index("পুরোনো")
    for word in ("mark00", "English", "খসড়া", "a-story"):
        assert word not in body
    assert "কী নতুন" in body
    assert f"{new.translation_key.urn}:bn" in body
    assert old.url in body
    assert 'type="application/atom+xml" href="/bn/feed/"' in client.get("/bn/").content.decode()


def test_the_feed_costs_as_many_queries_for_twenty_pages_as_for_two(
    client, make_page, django_assert_num_queries
):
    make_page("bn")
    make_page("bn", title="B")
    client.get("/bn/feed/")
    with django_assert_num_queries(8):
        client.get("/bn/feed/")
    for number in range(6):
        make_page("bn", title=f"Page {number}")
    with django_assert_num_queries(8):
        client.get("/bn/feed/")


def test_a_programme_of_another_name_says_its_own(client, make_page):
    Programme.objects.update(name_en="Safe Way")
    html = client.get(make_page().url).content.decode()
    assert card(html)["site_name"] == "Safe Way"
    assert things(html)["Article"]["publisher"]["name"] == "Safe Way"
