"""The short address of a page and its QR code: printed on paper, so it must not rot."""

import io
import re

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from portal.pages.models import HomePage, ShortLink, StandardPage
from portal.pages.models.short_link import SIGNS
from tests.portal.conftest import client_of
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db


def link_of(page) -> str:
    return ShortLink.objects.get(translation_key=page.translation_key).path


def follow(client, path: str, language: str = "bn"):
    return client.get(path, headers={"Accept-Language": language})


@pytest.fixture
def told(monkeypatch) -> World:
    """The story, public in Bangla."""
    world = World(monkeypatch)
    world.give()
    for who in "ab":
        world.approve("bn", who)
    return world


def test_a_page_has_one_short_address_from_its_first_publishing_on(make_page, homes):
    draft = homes["en"].add_child(instance=StandardPage(title="Draft", live=False))
    assert not ShortLink.objects.filter(translation_key=draft.translation_key).exists()
    page = make_page()
    first = link_of(page)
    assert re.fullmatch(rf"/l/[{SIGNS}]{{6}}", first)
    page.title = "Other"
    page.save_revision().publish()
    assert link_of(page) == first


def test_the_first_pages_of_a_site_have_theirs(client, db):
    for home in HomePage.objects.all():
        assert follow(client, link_of(home), home.locale.language_code).url == home.url


def test_it_leads_each_reader_to_their_own_language_and_else_to_the_other(client, make_page):
    english = make_page()
    path = link_of(english)
    assert follow(client, path).url == english.url
    bangla = make_page("bn", title="খরচ", translation_key=english.translation_key)
    assert follow(client, path).url == bangla.url
    assert follow(client, path, "en-GB,en").url == english.url
    for typed in (f"{path}/", path.upper().replace("/L/", "/l/"), path.upper()):
        assert follow(client, typed).url == bangla.url


def test_it_survives_a_move_and_a_new_address(client, make_page):
    page, other = make_page(), make_page(title="Other")
    path = link_of(page)
    page.move(other, pos="last-child")
    page = StandardPage.objects.get(pk=page.pk)
    page.slug = "renamed"
    page.save()
    answer = follow(client, path, "en")
    assert (answer.status_code, answer.url) == (302, "/en/other/renamed/")


def test_what_it_leads_to_may_change_so_nobody_keeps_the_answer(client, make_page):
    answer = follow(client, link_of(make_page()))
    assert answer["Cache-Control"] == "no-store"
    assert "Accept-Language" in answer["Vary"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert client.post(link_of(make_page(title="B"))).status_code == 405


def test_of_a_deleted_page_it_says_that_it_was_taken_down(client, make_page):
    page = make_page("bn", title="গোপন কথা")
    path = link_of(page)
    page.delete()
    answer = follow(client, path)
    assert answer.status_code == 410
    assert "গোপন" not in answer.content.decode()
    assert '<html lang="bn">' in answer.content.decode()
    assert "was taken down" in follow(client, path, "en").content.decode()


def test_what_only_waits_to_be_shown_and_what_never_was_is_not_here(client, make_page):
    page = make_page()
    page.unpublish()
    assert follow(client, link_of(page)).status_code == 404
    hidden = make_page(title="Hidden")
    hidden.view_restrictions.create(restriction_type="login")
    for path in (link_of(hidden), "/l/222222", "/l/zzz"):
        assert follow(client, path).status_code == 404


def test_a_story_is_led_to_while_it_may_be_shown_and_is_gone_after(client, told):
    path = link_of(told.row("bn"))
    assert follow(client, path).url == told.row("bn").url
    assert follow(client, path, "en").url == told.row("bn").url
    told.narrow(languages=["en"])
    assert follow(client, path).status_code in {404, 410}
    told.withdraw()
    answer = follow(client, path)
    assert answer.status_code == 410
    assert "mark00" not in answer.content.decode()
    Page.objects.get(pk=told.row("bn").pk).delete()
    Page.objects.get(pk=told.row("en").pk).delete()
    assert follow(client, path).status_code == 410


def test_a_draft_of_a_story_is_told_to_nobody(client, monkeypatch):
    world = World(monkeypatch)
    link = ShortLink.objects.of(world.row("bn"), now=timezone.now())
    assert follow(client, link.path).status_code == 404


def test_staff_print_the_code_and_take_it_along(editor, make_page):
    page = make_page(title="Costs & fees")
    code = link_of(page)
    sheet = editor.get(f"/admin/short-links/{page.pk}/")
    html = sheet.content.decode()
    assert f"http://testserver{code}" in html
    assert "Costs &amp; fees" in html
    assert "<svg" in html
    svg = editor.get(f"/admin/short-links/{page.pk}/qr.svg")
    png = editor.get(f"/admin/short-links/{page.pk}/qr.png")
    assert (svg["Content-Type"], png["Content-Type"]) == ("image/svg+xml", "image/png")
    assert b"<svg" in svg.content
    width, height = Image.open(io.BytesIO(png.content)).size
    assert width == height >= 400
    assert editor.get(f"/admin/short-links/{page.pk}/qr.gif").status_code == 404
    for place in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.get_parent().pk}/"):
        assert f"/admin/short-links/{page.pk}/" in editor.get(place).content.decode()


def test_a_code_is_made_for_what_is_public_and_for_those_who_work_at_it(editor, make_page, told):
    page = make_page()
    draft = make_page(title="Draft")
    draft.unpublish()
    story = told.row("bn")
    assert editor.get(f"/admin/short-links/{draft.pk}/").status_code == 404
    assert editor.get(f"/admin/short-links/{story.pk}/").status_code == 200
    assert (
        f"/admin/short-links/{draft.pk}/"
        not in editor.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    )
    told.withdraw()
    reader = client_of("Donor readers")
    for path in ("", "qr.svg", "qr.png"):
        assert editor.get(f"/admin/short-links/{story.pk}/{path}").status_code == 404
        assert reader.get(f"/admin/short-links/{page.pk}/{path}").status_code == 404
