"""Addresses of pages are Latin, whatever the title is written in."""

import pytest

from portal.pages.models import StandardPage
from portal.pages.models.base import latin_slug


def test_a_bangla_title_gets_a_latin_address_that_is_not_taken(homes, client):
    pages = [homes["bn"].add_child(instance=StandardPage(title="নিরাপদ অভিবাসন")) for _ in "12"]
    assert [page.slug for page in pages] == ["nirapd-abhibasn", "nirapd-abhibasn-2"]
    assert client.get(pages[1].url).status_code == 200


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Before you pay", "before-you-pay"),
        ("কুমিল্লার গল্প", "kumillar-glp"),
        ("২০২২ সালের হিসাব", "2022-saler-hisab"),
        ("।", "page"),
        ("ক" * 200, "k" * 80),
    ],
)
def test_a_title_is_spelled_in_latin_letters(title, slug):
    assert latin_slug(title) == slug


def test_an_english_title_is_slugged_as_wagtail_does(homes):
    assert (
        homes["en"].add_child(instance=StandardPage(title="What it costs")).slug == "what-it-costs"
    )


def test_a_typed_address_is_kept(homes):
    assert homes["bn"].add_child(instance=StandardPage(title="খরচ", slug="costs")).slug == "costs"


def test_an_address_without_its_language_is_looked_for_among_the_pages(homes, client):
    answer = client.get("/nowhere/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (404, [("/en/nowhere/", 302)])


def test_what_an_api_does_not_have_is_not_looked_for_among_the_pages(
    homes, client, django_user_model
):
    client.force_login(django_user_model.objects.create_superuser("shirin"))
    answer = client.get("/field/api/events/none/photos")
    assert (answer.status_code, answer["Content-Type"][:16]) == (404, "application/json")
    assert client.get("/admin/events/photo/1/1/").status_code == 404
