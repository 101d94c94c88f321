"""Addresses of pages are Latin, whatever the title is written in."""

import pytest
from django.core.exceptions import ValidationError

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


OWN = ["ask", "check", "feed", "figures", "keep", "kept", "n", "pass-on", "search", "shared-phone"]


@pytest.mark.parametrize("slug", OWN)
def test_no_page_stands_behind_what_the_site_itself_answers(homes, slug):
    with pytest.raises(ValidationError, match=slug):
        homes["en"].add_child(instance=StandardPage(title="A page", slug=slug))
    titled = homes["en"].add_child(instance=StandardPage(title=slug.replace("-", " ").title()))
    assert titled.slug == f"{slug}-2"
    # Further down nothing is in its way.
    below = titled.add_child(instance=StandardPage(title="A page", slug=slug))
    assert below.slug == slug


def test_who_types_such_an_address_is_told(homes, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("shirin"))
    path = f"/admin/pages/add/pages/standardpage/{homes['en'].pk}/"
    form = {
        "title": "Look",
        "slug": "search",
        "intro": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    answer = client.post(path, form)
    assert "The site itself answers at this address." in answer.content.decode()
    assert not StandardPage.objects.filter(title="Look").exists()
    client.post(path, {**form, "slug": "look"})
    assert StandardPage.objects.filter(title="Look", slug="look").exists()


def test_no_page_is_moved_to_such_an_address(homes, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("shirin"))
    above = homes["en"].add_child(instance=StandardPage(title="Above", slug="above"))
    page = above.add_child(instance=StandardPage(title="Look", slug="search"))
    path = f"/admin/pages/{page.pk}/move/{homes['en'].pk}/confirm/"
    answer = client.post(path, follow=True)
    assert "The site itself answers at this address." in answer.content.decode()
    assert StandardPage.objects.get(pk=page.pk).get_parent() == above.page_ptr
    StandardPage.objects.filter(pk=page.pk).update(slug="look")
    client.post(path)
    assert StandardPage.objects.get(pk=page.pk).get_parent() == homes["en"].page_ptr


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
