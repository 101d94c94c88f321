"""A fresh database answers in both languages."""

import pytest
from wagtail.models import Locale, Page, Site

from portal.language import wanted_language
from portal.pages.models import HomePage, ReachPage


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_fresh_site_answers_in_the_language_of_the_address(client, db, language):
    for path in (f"/{language}/", f"/{language}/persons-reached/"):
        response = client.get(path)
        assert response.status_code == 200
        assert f'<html lang="{language}">' in response.content.decode()


def test_the_two_homes_are_translations_of_each_other_and_the_welcome_page_is_gone(homes):
    assert homes["bn"].translation_key == homes["en"].translation_key
    assert Site.objects.get().root_page_id == homes["en"].pk
    assert list(Page.objects.filter(depth=2)) == [homes[code].page_ptr for code in ("en", "bn")]
    assert ReachPage.objects.values("translation_key").distinct().count() == 1


def test_the_page_tree_made_by_the_migration_is_sound(db):
    assert not any(Page.find_problems())
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"bn", "en"}


def test_pages_made_by_the_migration_can_be_edited(admin_client, homes):
    assert admin_client.get(f"/admin/pages/{homes['bn'].pk}/edit/").status_code == 200


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "bn"),
        ("fr-FR,fr;q=0.9", "bn"),
        ("*", "bn"),
        ("en-GB,en;q=0.9,bn;q=0.8", "en"),
        ("bn-BD,en;q=0.9", "bn"),
        ("ar,en;q=0.5,bn;q=0.4", "en"),
        ("en;q=0", "bn"),
        ("en;q=0.2,bn;q=0.9", "bn"),
        ("\x00;;;", "bn"),
    ],
)
def test_the_front_door_follows_the_reader_s_language_and_else_bangla(client, header, language):
    assert wanted_language(header) == language
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response.url) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("path", ["/", "/bn/", "/en/persons-reached/", "/bn/no-such-page/"])
def test_a_public_answer_sets_no_cookie_and_holds_no_script(client, db, path):
    response = client.get(path)
    assert not response.cookies
    # What search engines read is data, and runs nowhere.
    assert b"<script" not in response.content.replace(b'<script type="application/ld+json">', b"")
    assert "Cookie" not in response.get("Vary", "")


def test_home_can_only_stand_at_the_top(db):
    assert HomePage.allowed_parent_page_models() == [Page]
