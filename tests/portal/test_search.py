"""Searching the public pages: what is found, what is never found, and what it costs."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.pages.finding.asking import MOST_LETTERS, asked_words
from portal.pages.finding.search import search_pages
from portal.pages.models import StandardPage
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db
URL = "/bn/search/"


def found(client, asked: str, language: str = "bn") -> list[str]:
    """Give the titles of what is found."""
    return titles(client.get(f"/{language}/search/", {"q": asked}).content.decode())


def titles(html: str) -> list[str]:
    # Below such a note stand the topics, which nobody has found.
    html = html.split('<p class="note">')[0]
    return re.findall(r'<li><a href="/[^>]+><b>(.*?)</b>', html)


@pytest.fixture
def pages(make_page):
    # One word is written with one sign and one with two, as keyboards do.
    intro = "টাকা দেও\u09df\u09beর আগে বা\u09af\u09bcরার তালিকা দেখুন।"
    texts = {
        "bn": ("দালালের ফাঁদ", intro, "বিমানবন্দরে পাসপোর্ট রাখুন।"),
        "en": ("The middleman's trap", "Ask before you pay.", "Keep your passport."),
    }
    for language, (title, intro, text) in texts.items():
        make_page(language, title=title, intro=intro, body=[("paragraph", f"<p>{text}</p>")])


@pytest.mark.parametrize(
    "asked",
    [
        "দালালের", "দালাল", "বিমানবন্দর", "পাসপোর্ট", "টাকা পাসপোর্ট", " টাকা,  দেওয়ার! ",
        # The same word as two kinds of keyboard write it.
        "দেও\u09df\u09beর", "দেও\u09af\u09bc\u09beর", "বা\u09dfরার",
        "বা\u09af\u09bcরার",
    ],
)  # fmt: skip
def test_bangla_words_are_found_also_by_their_beginning_and_in_either_spelling(
    client, pages, asked
):
    assert found(client, asked) == ["দালালের ফাঁদ"]


def test_each_language_finds_its_own_pages(client, pages):
    assert found(client, "passport", "en") == ["The middleman&#x27;s trap"]
    assert found(client, "passport") == []
    assert found(client, "পাসপোর্ট", "en") == []


def test_all_words_are_wanted_and_nothing_found_is_said_in_words(client, pages):
    assert found(client, "টাকা উটপাখি") == []
    html = client.get("/en/search/", {"q": "ostrich"}).content.decode()
    assert "Nothing here has all these words." in html
    assert "Nothing here" not in client.get("/en/search/").content.decode()


def test_what_was_asked_is_said_back_harmless(client, db):
    asked = '"><script>alert(1)</script>'
    html = client.get(URL, {"q": asked}).content.decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    # The other language is asked the same.
    link = re.search(r'href="(/en/search/[^"]*)" lang="en"', html)[1]
    assert client.get(link).context["asked"] == asked


def test_what_is_not_public_is_not_found(client, make_page, homes):
    draft = homes["bn"].add_child(instance=StandardPage(title="গোপন খসড়া", live=False))
    draft.save_revision()
    hidden = make_page("bn", title="গোপন পাতা")
    hidden.view_restrictions.create(restriction_type="login")
    assert found(client, "গোপন") == []


def test_a_story_is_found_while_it_may_be_shown_and_not_a_moment_longer(client, monkeypatch):
    world = World(monkeypatch)
    assert found(client, "Told") == []
    world.give()
    for who in "ab":
        world.approve("bn", who)
    assert found(client, "Told") == ["mark001x"]
    assert found(client, "mark001") == ["mark001x"]
    world.edit_text("bn")  # a draft beside it
    assert found(client, "mark003") == []
    world.withdraw()
    assert found(client, "Told") == []


def test_a_story_with_a_warning_is_listed_by_its_warning(client, monkeypatch):
    world = World(monkeypatch)
    page = world.latest("bn")
    page.warning = "It tells of violence."
    page.save_revision()
    world.give()
    for who in "ab":
        world.approve("bn", who)
    for path in (f"{URL}?q=Told", "/bn/", "/bn/stories/"):
        html = client.get(path).content.decode()
        assert "It tells of violence." in html
        assert "Intro mark" not in html


def test_a_search_costs_as_many_queries_whatever_is_asked_and_found(client, make_page):
    def queries(asked: str) -> int:
        client.get(URL, {"q": asked})
        with CaptureQueriesContext(connection) as captured:
            client.get(URL, {"q": asked})
        return len(captured)

    make_page("bn", title="উট একা")
    few = queries("উট")
    for number in range(25):
        make_page("bn", title=f"উট {number}")
    assert queries("উট") == few
    assert queries(" ".join(["উট"] * 40)) <= few
    assert queries("উটপাখি " * 40) <= few
    html = client.get(URL, {"q": "উট"}).content.decode()
    assert len(titles(html)) == 20
    assert client.get(f"/en{URL[3:]}", {"q": "x" * 500}).context["was_cut"]


def test_an_answer_is_light_kept_by_nobody_and_needs_no_script(client, make_page):
    for number in range(25):
        make_page("bn", title=f"উট {number}", intro="শব্দ " * 40)
    answer = client.get(URL, {"q": "উট"}, headers={"Accept-Encoding": "gzip"})
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert len(answer.content) <= 14_000
    assert "<script" not in gzip.decompress(answer.content).decode()
    assert client.post(URL, {"q": "উট"}).status_code == 405


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_leads_to_the_search(client, db, language):
    for path in ("", "stories/", "gone/"):
        html = client.get(f"/{language}/{path}").content.decode()
        assert html.count(f'href="/{language}/search/"') == 2


@given(asked=st.text(max_size=200))
def test_whatever_is_typed_becomes_plain_words_or_nothing(asked):
    words = " ".join(asked_words(asked))
    assert len(words) <= 3 * MOST_LETTERS
    assert not set(words) & set("\"'\\%*():^&|!<>\0")
    assert " ".join(asked_words(words))[: MOST_LETTERS // 2] == words[: MOST_LETTERS // 2]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("\"'\\%*():^&|!<>\0 অা্\u200d"))
    )
)
def test_no_search_fails_whatever_is_typed(db, asked):
    assert search_pages(asked, "bn", now=timezone.now()) is not None
