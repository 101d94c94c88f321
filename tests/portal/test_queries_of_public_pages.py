"""What each page asks of the database: a fixed number, however much there is to list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from portal.facts.words import Kind
from portal.hotline_calls.page_numbers import number_the_page
from portal.pages.models import (
    CountryGuidePage,
    GuidePage,
    HomePage,
    StandardPage,
    TopicPage,
)
from tests.portal.facts_made import make_fact
from tests.portal.filmed import film, put_on
from tests.portal.story_world import tell_another

pytestmark = pytest.mark.django_db

ARTICLE, INDEX, HOME = 12, 14, 16
FEW, MANY = 2, 12


def queries(client, path: str, *, show: str = "") -> int:
    client.get(path)  # what Django and Wagtail keep is warm
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    assert show in answer.content.decode()
    return len(asked)


def body(facts: int) -> list:
    """A text with all that asks the database: facts in words, facts in a list, a hotline."""
    made = [make_fact(f"fee-{number}") for number in range(facts)]
    number = make_fact("embassy-number", kind=Kind.PHONE, phone="16135")
    words = "".join(f"<p>It costs [[{one.key}]].</p>" for one in made)
    return [
        ("paragraph", words),
        ("facts", {"title": "Fees", "facts": [*made, number]}),
        ("hotline", {"reason": ""}),
    ]


def publish(parent, model, number: int, **fields) -> Page:
    named = {"title": f"Page {number}", "slug": f"page-{number}", "intro": "What it is.", **fields}
    page = parent.add_child(instance=model(**named))
    number_the_page(model, page)
    parent.refresh_from_db()
    return page


@pytest.fixture
def both(homes):
    """Publish a page in both languages, so that its alternates are asked for too."""

    def make(model, number, **fields):
        first = publish(homes["en"], model, number, **fields)
        publish(homes["bn"], model, number, translation_key=first.translation_key, **fields)
        return first

    return make


@pytest.mark.parametrize("items", [FEW, MANY])
@pytest.mark.parametrize(
    ("model", "asked"), [(StandardPage, 7), (GuidePage, 8), (CountryGuidePage, 8)]
)
def test_an_article(client, both, homes, model, asked, items):
    more = {"country": "SA"} if model is CountryGuidePage else {}
    topic = both(TopicPage, 1)
    article = publish(
        homes["en"] if model is StandardPage else topic, model, 2, body=body(items), **more
    )
    for number in range(items):
        publish(homes["en"], StandardPage, 10 + number, show_in_menus=True)
    assert queries(client, article.url, show="500,000 taka") == asked <= ARTICLE


@pytest.mark.parametrize("items", [FEW, MANY])
def test_a_topic(client, both, homes, items):
    topic = both(TopicPage, 1, body=body(items))
    for number in range(items):
        publish(topic, GuidePage, 10 + number)
        publish(homes["en"], StandardPage, 10 + number, show_in_menus=True)
    assert queries(client, topic.url, show="500,000 taka") == 8 <= INDEX


@pytest.mark.usefixtures("private_folder")
def test_home_and_the_stories(client, prottasha, told, homes):
    put_on(told, film(told.story, told))
    for who in "ab":
        told.approve("bn", who)
    home = homes["bn"]
    home.body.extend(body(FEW))
    # Past the comparison of languages: the other one has no facts.
    HomePage.objects.filter(pk=home.pk).update(body=home.body)
    assert "reach" in {one.block_type for one in home.body}
    made = 0
    for items in (FEW, MANY):
        for made in range(made, items):  # noqa: B020 - goes on where it stopped
            publish(home, TopicPage, made, show_in_menus=True)
            tell_another(told, f"Story {made}")
        newest = f"Story {items - 1}"
        made = items
        # One less where facts are only named, or only listed; two less where no story has a video.
        assert queries(client, "/bn/", show=newest) == 16 <= HOME
        assert queries(client, "/bn/stories/", show=newest) == 12 <= INDEX


def test_a_private_section_costs_three_more_and_hides_what_is_in_it(client, both, homes):
    topic = both(TopicPage, 1)
    article, hidden = (publish(topic, GuidePage, number) for number in (2, 3))
    other = publish(
        TopicPage.objects.get(locale__language_code="bn"), GuidePage, 2,
        translation_key=article.translation_key,
    )  # fmt: skip
    before = queries(client, article.url, show=f'hreflang="bn" href="{other.full_url}"')
    for private in (hidden, other):
        PageViewRestriction.objects.create(
            page=private.page_ptr, restriction_type="password", password="x"
        )
    assert queries(client, article.url) == before + 3
    assert other.full_url not in client.get(article.url).content.decode()
    assert "What it is." not in client.get(hidden.url).content.decode()
