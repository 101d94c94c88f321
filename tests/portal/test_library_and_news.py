"""The library of products and the page of news reports, as everybody reads them."""

import datetime as dt
import gzip
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from campaigns.models import NewsReport, Product
from foundation.moments import DHAKA
from portal.demo.invented_products import make_library_and_news_pages
from portal.pages.models import LibraryPage, NewsPage

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LIBRARY, NEWS = "/en/library/", "/en/news-reports/"
NOW = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def pages(homes) -> None:
    make_library_and_news_pages()


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate(timezone=DHAKA)


@pytest.fixture
def product(today):
    def make(title: str = "Poster", **over) -> Product:
        given = {
            "title_en": title, "title_bn": f"{title} বাংলায়", "kind": "poster", "in_bangla": True,
            "developed_on": today, "visibility": "right", "visibility_at": NOW, "on_site": True,
            "changed_at": NOW, **over,
        }  # fmt: skip
        return Product.objects.create(**given)

    return make


@pytest.fixture
def document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = get_document_model()(title="Poster")
    made.file.save("poster.csv", ContentFile(b"x" * 2049))
    made.file_size = 2049
    made.save()
    return made


def report(headline: str = "Before you pay", **over) -> NewsReport:
    given = {
        "published_on": dt.date(2026, 10, 7), "outlet": "Daily Padma", "headline": headline,
        "language": "bn", "link": f"https://news.example/{headline}".replace(" ", "-"),
        "on_site": True, "changed_at": NOW, **over,
    }  # fmt: skip
    return NewsReport.objects.create(**given)


def read(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_a_file_says_what_it_weighs_before_it_is_opened(client, product, document):
    product(document=document)
    assert "(CSV, 3 KB)" in read(client, LIBRARY)
    assert "(CSV, ৩ " in read(client, "/bn/library/")


def test_products_are_chosen_by_kind_and_language_without_javascript(client, product):
    everything = {"Wall poster", "Short film", "Arabic sheet"}
    product("Wall poster")
    product("Short film", kind="video", in_bangla=False, in_english=True)
    product("Arabic sheet", in_bangla=False, other_language="Arabic")
    for query, shown in {
        "": everything, "kind=video": {"Short film"}, "language=bn": {"Wall poster"},
        "kind=nonsense": everything, "language=other": {"Arabic sheet"},
        "kind=video&language=bn": set(),
    }.items():  # fmt: skip
        html = read(client, f"{LIBRARY}?{query}")
        assert {one for one in everything if one in html} == shown, query


@pytest.mark.parametrize(
    "hidden", [{"on_site": False}, {"expires": -1}], ids=["not put there", "expired"]
)
def test_what_is_not_for_the_public_is_not_there(client, product, today, hidden):
    days = hidden.pop("expires", None)
    if days:
        hidden = {"expires_on": today + dt.timedelta(days), "developed_on": today - dt.timedelta(9)}
    product("Canary", **hidden)
    assert "Canary" not in read(client, LIBRARY)


def test_what_expires_today_is_still_there_and_says_so(client, product, today):
    product(expires_on=today)
    assert "Valid until" in read(client, LIBRARY)


def test_a_file_of_a_closed_collection_is_not_offered(client, product, document):
    closed = Collection.get_first_root_node().add_child(name="Office")
    below = closed.add_child(name="Drafts")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document.collection = below
    document.save()
    product(document=document)
    html = read(client, LIBRARY)
    assert "Poster" in html
    assert document.url not in html


def test_a_title_in_the_other_language_says_so(client, product):
    product("", title_bn="শুধু বাংলা")
    assert '<b lang="bn">শুধু বাংলা</b>' in read(client, LIBRARY)


def test_reports_stand_under_their_months_with_outlet_and_language_of_the_link(client):
    report()
    report("In August", published_on=dt.date(2026, 8, 3), language="en")
    report("Canary", on_site=False)
    html = read(client, NEWS).partition("<main")[2]
    assert html.index("October 2026") < html.index("Before you pay") < html.index("August 2026")
    assert re.search(r'<a href="https://news.example/Before-you-pay"[^>]* hreflang="bn"', html)
    assert "Daily Padma" in html
    assert "Canary" not in html
    assert "অক্টোবর ২০২৬" in read(client, "/bn/news-reports/")


@pytest.mark.parametrize("url", [LIBRARY, NEWS, "/bn/library/", "/bn/news-reports/"])
def test_a_full_page_weighs_at_most_14_kb_and_asks_as_much_as_an_empty_one(client, product, url):
    product()
    report("One")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(45):
        product(f"A poster with a rather long name, number {number}", kind="leaflet")
        report(f"What a newspaper wrote about the programme, part {number}")
    with CaptureQueriesContext(connection) as many:
        answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert len(many) <= len(one)
    assert len(many) <= 16
    assert len(answer.content) <= 14_000
    assert "page=2" in gzip.decompress(answer.content).decode()


def test_search_engines_read_what_is_listed_and_the_sitemap_names_both(client, product):
    product()
    report("</script><b>")
    for url, kind in ((LIBRARY, "CreativeWork"), (NEWS, "NewsArticle")):
        html = read(client, url)
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]
        assert kind in {one["@type"] for one in json.loads(data)["@graph"]}
    sitemap = client.get("/sitemap.xml").content.decode()
    assert LIBRARY in sitemap
    assert NEWS in sitemap
    assert LibraryPage.objects.count() == NewsPage.objects.count() == 2
