"""Topics, guides, country guides, checklists and questions, as readers see them."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.facts.words import Kind
from portal.pages.models import (
    ChecklistPage,
    CountryGuidePage,
    FaqPage,
    GuidePage,
    TopicPage,
)
from tests.portal.facts_made import make_fact

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

STEP = "<p>It costs [[passport-fee]].</p>"


@pytest.fixture
def topic(homes):
    return homes["en"].add_child(instance=TopicPage(title="Going abroad", slug="going"))


@pytest.fixture
def add(topic):
    """Publish a page below a topic."""

    def make(model, **fields):
        named = {"title": "One", "slug": "one", "intro": "What it is.", **fields}
        page = topic.add_child(instance=model(**named))
        page.save_revision().publish()
        return page

    return make


@pytest.fixture
def checklist(add):
    steps = [("step", {"title": f"Do {number}", "text": ""}) for number in range(1, 5)]
    return add(ChecklistPage, steps=steps)


def html_of(client, page, query="") -> str:
    answer = client.get(page.url + query)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def ticked(html: str) -> list[int]:
    return [number for number in range(1, 9) if f'value="{number}" checked' in html]


def test_a_topic_leads_to_all_below_it_and_home_leads_to_the_topic(client, add, topic, homes):
    for number, model in enumerate((GuidePage, ChecklistPage, FaqPage)):
        add(model, title=f"Page {number}", slug=f"page-{number}")
    hidden = add(GuidePage, title="Hidden", slug="hidden")
    hidden.unpublish()
    topic.refresh_from_db()
    html = html_of(client, topic)
    assert html.count("What it is.") == 3
    assert "Hidden" not in html
    assert 'href="/en/going/"' in html_of(client, homes["en"])
    assert 'href="/en/going/"' in html_of(client, GuidePage.objects.first())


def test_a_topic_asks_as_much_for_any_number_of_pages(client, add, topic):
    def queries() -> int:
        topic.refresh_from_db()
        client.get(topic.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(topic.url)
        return len(captured)

    add(GuidePage, slug="first")
    few = queries()
    for number in range(6):
        add(GuidePage, slug=f"more-{number}")
    assert queries() == few
    assert few <= 14


def test_a_country_guide_shows_every_place_and_says_what_nobody_has_checked(client, add):
    fee = make_fact()
    number = make_fact("number", kind=Kind.PHONE, phone="16135", label_en="Complaints")
    empty = make_fact(
        "embassy", kind=Kind.ADDRESS, label_en="Embassy", source_bn="", source_en="",
        checked_on=None, review_by=None,
    )  # fmt: skip
    places = (("complaint", number), ("fees", fee), ("embassy", empty))
    page = add(
        CountryGuidePage,
        country="SA",
        facts=[("fact", {"place": place, "fact": fact}) for place, fact in places],
    )
    html = html_of(client, page)
    order = [
        "What it costs",
        "500,000 taka",
        "Papers you need",
        "Your rights",
        "Embassy and labour",
    ]
    positions = [html.index(words) for words in [*order, "Where to complain", 'href="tel:16135"']]
    assert positions == sorted(positions)
    assert html.count("Nobody has checked this for us yet.") == 2
    assert html.count("not known yet: ask the hotline") == 1


def test_a_checklist_is_empty_unless_the_address_says_otherwise(client, checklist):
    html = html_of(client, checklist)
    assert html.count('type="checkbox"') == 4
    assert ticked(html) == []
    assert "step" not in html.split('<form class="ticks"')[0].split("<h1>")[1]


def test_ticks_are_kept_in_the_address_and_nowhere_else(client, checklist):
    html = html_of(client, checklist, "?of=4&done=1&done=3")
    assert ticked(html) == [1, 3]
    assert "2 steps are left." in html
    assert "?done=1&amp;done=3&amp;of=4" in html
    assert ticked(html_of(client, checklist)) == []
    assert "All steps are done." in html_of(client, checklist, "?of=4&done=1&done=2&done=3&done=4")


@pytest.mark.parametrize(
    "query",
    ["?of=4&done=9", "?of=4&done=-1", "?of=4&done=x", "?of=4&done=%E0%A7%A7", "?of=4&done="],
)
def test_what_is_no_step_is_left_out(client, checklist, query):
    assert ticked(html_of(client, checklist, query)) == []


def test_ticks_of_another_list_are_not_believed(client, checklist):
    html = html_of(client, checklist, "?of=3&done=1")
    assert ticked(html) == []
    assert "The list has changed since you ticked it." in html


def test_a_step_and_an_answer_name_facts(client, add):
    make_fact()
    steps = add(ChecklistPage, slug="steps", steps=[("step", {"title": "Pay", "text": STEP})])
    asked = {"question": "What does it cost?", "answer": STEP}
    answers = add(FaqPage, slug="answers", questions=[("question", asked)])
    for page in (steps, answers):
        assert "It costs 500,000 taka." in html_of(client, page)
    assert "<summary>What does it cost?</summary>" in html_of(client, answers)


def test_questions_and_steps_are_found(client, add):
    asked = {"question": "Who keeps my passport?", "answer": "<p>You.</p>"}
    add(FaqPage, slug="answers", questions=[("question", asked)])
    step = {"title": "Open a bank account", "text": STEP}
    add(ChecklistPage, slug="steps", steps=[("step", step)])
    for words, address in (("passport", "/en/going/answers/"), ("bank", "/en/going/steps/")):
        assert f'href="{address}"' in client.get(f"/en/search/?q={words}").content.decode()


def test_each_page_of_the_demo_weighs_at_most_14_kb(client, sample_pages):
    kinds = (TopicPage, GuidePage, CountryGuidePage, ChecklistPage, FaqPage)
    pages = [page for kind in kinds for page in kind.objects.live()]
    assert {type(page) for page in pages} == set(kinds)
    assert {page.locale.language_code for page in pages} == {"bn", "en"}
    for page in pages:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page.url, headers={"Accept-Encoding": "gzip"})
        assert len(answer.content) <= 14_000, page.url
        assert len(captured) <= 15, page.url
        assert "[[" not in gzip.decompress(answer.content).decode()
