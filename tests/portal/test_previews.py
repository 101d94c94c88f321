"""What editors see of a page before it is public."""

import pytest

from portal.pages.previews import OTHER
from tests.portal.conftest import client_of
from tests.portal.story_world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def both(make_page):
    """A page in both languages; the Bangla one has a newer draft."""
    english = make_page(title="Costs")
    bangla = make_page("bn", title="খরচ", translation_key=english.translation_key)
    bangla.title = "খরচ, খসড়া"
    bangla.save_revision()
    return english, bangla


def preview(client, page, mode: str = ""):
    """Look at the newest draft, as its address in the admin shows it."""
    request = client.get(f"/admin/pages/{page.pk}/edit/").wsgi_request
    return page.get_latest_revision_as_object().make_preview_request(request, mode)


def test_a_preview_begins_on_a_small_phone(make_page):
    page = make_page()
    assert page.preview_sizes[0]["device_width"] == 360
    assert page.default_preview_size == page.preview_sizes[0]["name"]


def test_a_page_is_previewed_in_its_other_language_with_the_words_around_it(editor, both):
    english, bangla = both
    assert [mode for mode, _label in english.preview_modes] == ["", OTHER]
    html = preview(editor, english, OTHER).content.decode()
    assert "<h1>খরচ, খসড়া</h1>" in html
    assert '<html lang="bn">' in html
    assert "Search this site" not in html
    assert "<h1>Costs</h1>" in preview(editor, english).content.decode()
    assert "<h1>Costs</h1>" in preview(editor, bangla, OTHER).content.decode()


def test_a_page_in_one_language_has_one_preview(make_page):
    assert [mode for mode, _label in make_page().preview_modes] == [""]


def test_the_checks_of_wagtail_run_in_a_preview_and_nowhere_else(client, editor, both):
    html = preview(editor, both[0]).content.decode()
    assert "wagtail-userbar" in html
    assert "checker-axe-configuration" in html
    assert "wagtail-userbar" not in client.get(both[0].url).content.decode()


def test_nobody_previews_the_other_language_of_what_they_may_not_work_at(both):
    reader = client_of("Donor readers")
    assert preview(reader, both[0], OTHER).status_code == 403


def test_a_story_s_other_language_passes_the_gate_of_its_own(editor, monkeypatch):
    world = World(monkeypatch)
    world.give(languages=["bn"])
    assert "mark001x" in preview(editor, world.row("bn")).content.decode()
    assert "mark002x" not in preview(editor, world.row("bn"), OTHER).content.decode()
