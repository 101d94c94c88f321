"""What surrounds every public page."""

import gzip
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.hotline import hours_now
from portal.pages.models import HomePage, Programme, StandardPage

PAGES = ["/bn/", "/en/", "/bn/persons-reached/", "/en/persons-reached/", "/bn/gone/", "/en/gone/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_dial_the_hotline(client, db, path):
    html = client.get(path).content.decode()
    assert 'href="tel:08000102030"' in html
    assert 'href="tel:09610102030"' in html


def test_the_hotline_is_shown_once_when_the_text_shows_it(client, make_page):
    page = make_page(body=[("hotline", {"reason": "Ask before you pay."})])
    html = client.get(page.url).content.decode()
    assert html.count('<section class="call"') == 1
    assert "Ask before you pay." in html


@pytest.mark.parametrize(
    ("instant", "is_open", "opens_tomorrow"),
    [
        (datetime(2026, 11, 21, 0, 59, tzinfo=UTC), False, False),  # 06:59 in Dhaka
        (datetime(2026, 11, 21, 1, 0, tzinfo=UTC), True, False),
        (datetime(2026, 11, 21, 16, 59, tzinfo=UTC), True, False),
        (datetime(2026, 11, 21, 17, 0, tzinfo=UTC), False, True),  # 23:00
        (datetime(2026, 11, 21, 18, 30, tzinfo=UTC), False, False),  # half past midnight
    ],
)
def test_the_hotline_keeps_dhaka_s_hours(instant, is_open, opens_tomorrow):
    hours = hours_now(Programme(), now=instant)
    assert (hours.is_open, hours.opens_tomorrow) == (is_open, opens_tomorrow)


@pytest.mark.parametrize("path", [*PAGES, "/accounts/login/", "/admin/"])
def test_a_demo_site_says_so_everywhere_and_another_nowhere(client, admin_client, path):
    client = admin_client if path == "/admin/" else client
    mark = "content:'DEMO'" if path.startswith("/admin") else 'class="demo"'
    assert mark not in client.get(path).content.decode()
    Programme.objects.update_or_create(pk=1, defaults={"is_demo": True})
    assert mark in client.get(path).content.decode()


def test_the_language_switch_leads_to_the_same_page_or_else_to_the_other_home(client, make_page):
    english = make_page()
    assert 'href="/bn/" lang="bn"' in client.get(english.url).content.decode()
    bangla = make_page("bn", title="খরচ", translation_key=english.translation_key)
    html = client.get(english.url).content.decode()
    assert f'href="{bangla.url}" lang="bn"' in html
    assert re.findall(r'rel="alternate" hreflang="(\w\w)"', html) == ["bn", "en"]


def test_readers_of_any_other_language_are_led_to_the_bangla_page_or_to_the_one_there_is(
    client, make_page
):
    english = make_page()

    def default(path) -> list[str]:
        html = client.get(path).content.decode()
        return re.findall(r'hreflang="x-default" href="http://[^/]+(/[^"]+)"', html)

    assert default(english.url) == [english.url]
    bangla = make_page("bn", title="খরচ", translation_key=english.translation_key)
    assert default(english.url) == default(bangla.url) == [bangla.url]
    assert default("/bn/gone/") == default("/bn/search/") == []


def test_a_missing_page_answers_404_in_the_reader_s_language(client, db):
    response = client.get("/bn/gone/")
    assert response.status_code == 404
    assert "পাতাটি এখানে নেই" in response.content.decode()


def test_an_error_page_needs_no_database(homes, monkeypatch):
    monkeypatch.setattr("portal.pages.models.HomePage.get_context", lambda *_, **__: 1 / 0)
    response = Client(raise_request_exception=False).get("/bn/")
    assert response.status_code == 500
    html = response.content.decode()
    assert html == render_to_string("500.html")
    assert "সমস্যা" in html
    assert "went wrong" in html


def test_an_article_weighs_at_most_14_kb_and_the_home_page_60(client, sample_pages):
    pages = [*StandardPage.objects.live(), *HomePage.objects.all()]
    assert len(pages) >= 4
    for page in pages:
        response = client.get(page.url, headers={"Accept-Encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert "<style>" in gzip.decompress(response.content).decode()
        assert len(response.content) <= (14_000 if isinstance(page, StandardPage) else 60_000)


def test_the_number_of_queries_does_not_grow_with_the_pages(
    client, prottasha, sample_pages, make_page, django_assert_num_queries
):
    paths = ["/bn/", "/bn/before-you-go/"]
    counts = [queries_of(client, path) for path in paths]
    assert counts[1] <= 14
    for number in range(6):
        make_page("bn", title=f"পাতা {number}", show_in_menus=True)
    for path, count in zip(paths, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(path)


def queries_of(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
