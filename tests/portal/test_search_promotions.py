"""What editors put first, what is said where nothing is found, and that nobody's words are kept."""

import re
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page
from wagtail.search import index

from portal.pages.finding.reindexing import index_anew
from tests.portal.conftest import client_of
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db


def found(client, asked: str, language: str = "bn") -> list[str]:
    html = client.get(f"/{language}/search/", {"q": asked}).content.decode()
    html = html.split('<p class="note">')[0]
    return re.findall(r'<li><a href="/[^>]+><b>(.*?)</b>', html)


def promote(asked: str, page=None, **fields) -> None:
    SearchPromotion.objects.create(query=Query.get(asked), page=page, **fields)


def test_a_promoted_page_comes_first_for_just_its_words_in_the_reader_s_language(client, make_page):
    chosen = make_page("bn", title="বাছাই করা")
    english = make_page("en", title="Chosen", translation_key=chosen.translation_key)
    make_page("bn", title="উটের ভিসা")
    promote("উটের ভিসা", english)
    assert found(client, " উটের   ভিসা। ") == ["বাছাই করা", "উটের ভিসা"]
    assert found(client, "উটের ভিসা", "en") == ["Chosen"]
    assert found(client, "ভিসা") == ["উটের ভিসা"]


def test_a_promoted_link_leads_elsewhere_and_says_so(client, db):
    promote("visa", external_link_url="https://example.org/v", external_link_text="The ministry")
    html = client.get("/en/search/?q=Visa").content.decode()
    assert 'href="https://example.org/v" rel="nofollow noopener noreferrer"' in html
    assert "(another site)" in html
    assert "Nothing here" not in html


def test_promoting_opens_no_gate(client, monkeypatch, make_page):
    world = World(monkeypatch)
    promote("camel", world.row("bn"))
    draft = make_page("bn", title="Draft")
    draft.unpublish()
    promote("camel", draft)
    assert found(client, "camel") == []
    world.give()
    for who in "ab":
        world.approve("bn", who)
    assert found(client, "camel") == ["mark001x"]
    world.withdraw()
    assert found(client, "camel") == []


def test_nothing_of_what_is_asked_is_kept(client, make_page):
    make_page("bn", title="ভিসা")
    before = Query.objects.count()
    for asked in ("ভিসা", "my husband beats me", "উট"):
        client.get("/bn/search/", {"q": asked})
    assert Query.objects.count() == before == 0
    assert not QueryDailyHits.objects.exists()


def test_approvers_promote_and_editors_do_not(moderator, editor):
    assert moderator.get("/admin/searchpicks/").status_code == 200
    assert editor.get("/admin/searchpicks/").status_code == 302
    assert "search-terms" not in client_of("Administrators").get("/admin/").content.decode()


def test_where_nothing_is_found_the_page_offers_a_way_on(client, make_page):
    text = [("paragraph", "<p>অফিসে <b>পাসপোর্ট,</b> নিন।</p>")]
    make_page("bn", title="কাগজ করা", intro="কুমিল্লায়।", body=text)
    html = client.get("/bn/search/", {"q": "পাসপোট"}).content.decode()
    assert re.search(r'<a href="\?q=[^"]+">পাসপোর্ট</a>', html)
    assert "কাগজ করা" in html  # a topic
    assert 'href="tel:08000102030"' in html
    assert found(client, re.search(r'\?q=[^"]+">(.*?)</a>', html)[1]) == ["কাগজ করা"]
    for nonsense in ("উটপাখি", "zzzzzz"):
        assert "?q=" not in client.get("/bn/search/", {"q": nonsense}).content.decode().split(
            "<main")[1]  # fmt: skip


def test_what_is_offered_is_never_out_of_a_story(client, monkeypatch):
    world = World(monkeypatch)
    world.give()
    for who in "ab":
        world.approve("bn", who)
    html = client.get("/bn/search/", {"q": "mark002x"}).content.decode()
    assert "mark001x" not in html


def test_pages_of_before_are_found_after_the_migration_that_changed_the_index(client, make_page):
    make_page("bn", title="উটের হাট")
    for page in Page.objects.all():
        index.remove_object(page)
    assert found(client, "উট") == []
    index_anew(None, [], "default")
    assert found(client, "উট") == []
    migration = SimpleNamespace(app_label="pages", name="0050_words_are_indexed_folded")
    index_anew(None, [(migration, True)], "default")
    assert found(client, "উট") == []
    index_anew(None, [(migration, False)], "default")
    assert found(client, "উট") == ["উটের হাট"]


def test_the_first_pages_of_a_fresh_site_are_found(client, db):
    assert found(client, "বিদেশে কাজে") == ["বিদেশে কাজে যাবেন? আগে জেনে নিন"]


def test_the_command_of_wagtail_writes_the_same_index(client, make_page):
    make_page("bn", title="উটের হাট")
    call_command("update_index", verbosity=0)
    assert found(client, "উটের") == ["উটের হাট"]
