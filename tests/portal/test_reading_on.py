"""Where a story leads: to services, to what others tell, and on to somebody else."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation
from django.utils.translation import gettext

from portal.pages.models import StandardPage
from tests.portal.story_world import tell_another

pytestmark = pytest.mark.django_db
URL = "/bn/stories/a-story/"


def links(client, heading: str) -> list[str]:
    """Give the titles of the cards below a heading."""
    with translation.override("bn"):
        words = gettext(heading)
    rest = client.get(URL).content.decode().partition(f"<h2>{words}</h2>")[2].partition("</ul>")[0]
    return re.findall(r"<b>(.*?)</b>", rest)


OTHERS, SERVICES = "What others lived through", "Where to go with this"


def test_a_story_leads_to_others_about_the_same_first_and_never_to_itself(client, told):
    assert links(client, OTHERS) == []
    tell_another(told, "Of health", themes=["health"])
    tell_another(told, "Of costs", themes=["debt", "costs"])
    tell_another(told, "Of work", themes=["work"])
    tell_another(told, "Of skills", themes=["skills"])
    assert links(client, OTHERS) == ["Of costs", "Of skills", "Of work"]


def test_a_neighbour_is_gone_with_its_consent(client, told):
    other = tell_another(told, "Of costs", themes=["costs"])
    assert links(client, OTHERS) == ["Of costs"]
    other.withdraw()
    assert links(client, OTHERS) == []


def test_a_story_leads_to_the_services_its_writers_chose_if_they_are_public(
    client, world, make_page
):
    first, chosen = make_page("bn", title="Topic"), make_page("bn", title="Chosen")
    page = world.latest("bn")
    page.related = [("page", chosen)]
    page.save_revision()
    world.give()
    for who in "ab":
        world.approve("bn", who)
    assert links(client, SERVICES) == ["Chosen"]
    chosen.view_restrictions.create(restriction_type="login")
    assert links(client, SERVICES) == ["Topic"]
    StandardPage.objects.get(pk=first.pk).unpublish()
    assert links(client, SERVICES) == []
    assert "tel:08000102030" in client.get(URL).content.decode()


def test_a_story_is_passed_on_by_plain_links_that_carry_its_address_alone(client, told):
    html = client.get(URL).content.decode()
    share = html.partition('<section class="share">')[2].partition("</section>")[0]
    outside = r'href="https://([^/]+)([^"]+)" rel="nofollow noopener noreferrer"'
    found = dict(re.findall(outside, share))
    assert set(found) == {"wa.me", "www.facebook.com"}
    carried = {
        v for url in found.values() for vs in parse_qs(urlsplit(url).query).values() for v in vs
    }
    assert carried == {f"http://testserver{URL}"}
    assert f'<span class="copy">http://testserver{URL}</span>' in share
    assert "<script" not in html
    assert "mark00" not in share


def test_a_draft_is_not_to_be_passed_on(told):
    draft = told.office.get(f"/admin/pages/{told.pages['bn'].pk}/view_draft/").content.decode()
    assert 'class="share"' not in draft


def test_a_story_of_violence_opens_only_after_its_warning(client, world):
    page = world.latest("bn")
    page.warning = "It tells of violence."
    page.save_revision()
    world.give()
    for who in "ab":
        world.approve("bn", who)
    main = client.get(URL).content.decode().partition("<h1>")[2]
    before, _, inside = main.partition('<details class="told"><summary>')
    assert "It tells of violence." in before
    assert "Told mark" not in before
    assert "Intro mark" not in before
    assert "Told mark" in inside.partition("</details>")[0]


def test_stories_are_chosen_by_the_countries_that_were_passed_through_too(client, world):
    world.story.transit, world.story.destination = ["LY"], "IT"
    world.story.save()
    world.give()
    for who in "ab":
        world.approve("bn", who)
    for country in ("LY", "IT"):
        html = client.get("/bn/stories/", {"country": country}).content.decode()
        assert f'<option value="{country}" selected>' in html
        assert "mark001x" in html
    # What no story has asks for all, and is not said back.
    html = client.get("/bn/stories/", {"country": "MY"}).content.decode()
    assert "mark001x" in html
    assert 'value="MY"' not in html
    # The other language is asked the same.
    html = client.get("/bn/stories/", {"country": "LY"}).content.decode()
    assert 'href="/en/stories/?country=LY&amp;theme="' in html


def test_stories_have_pages_that_keep_what_was_asked(client, told, monkeypatch):
    monkeypatch.setattr("portal.pages.models.story_index.STORIES_A_PAGE", 1)
    tell_another(told, "Of costs", themes=["costs"])
    first = client.get("/bn/stories/", {"theme": "costs"}).content.decode()
    assert "Of costs" in first
    assert "mark001x" not in first
    link = re.search(r'href="(\?page=2[^"]*)" rel="next"', first)[1].replace("&amp;", "&")
    second = client.get(f"/bn/stories/{link}").content.decode()
    assert "mark001x" in second
    assert 'rel="prev"' in second
    for page in ("x", "0", "99", "-1"):
        assert client.get("/bn/stories/", {"page": page}).status_code == 200
