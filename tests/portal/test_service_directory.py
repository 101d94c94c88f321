"""Finding help by district without a script: who serves it, whom to call, what nobody knows yet."""

import datetime as dt
import gzip
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import RSC, Place, ServedDistrict
from foundation.moments import DHAKA
from portal.demo.directory_pages import make_directory_pages
from portal.directory.districts import all_districts, find_district
from portal.directory.models import KindOfService, Service, ServiceFact
from portal.directory.words import HOTLINE_KIND, OFFICE_KIND
from portal.facts.showing import facts_changed
from portal.facts.words import Kind
from portal.pages.finding.search import search_pages
from portal.pages.models import DirectoryPage, Programme
from tests.portal.facts_made import edit, make_fact

pytestmark = pytest.mark.django_db
URLS = {"bn": "/bn/find-help/", "en": "/en/find-help/"}
MADARIPUR, SHARIATPUR, BARISHAL = "BD3054", "BD3086", "BD1006"
# A Thursday, at ten in Dhaka.
NOW = dt.datetime(2026, 11, 26, 10, tzinfo=DHAKA)
NUMBER = {"kind": Kind.PHONE, "phone": "01711000001", "label_en": "Telephone", "label_bn": "ফোন"}
OPEN = {
    "kind": Kind.HOURS, "open_days": "12347", "opens_at": dt.time(9), "closes_at": dt.time(17),
    "label_en": "Hours", "label_bn": "সময়",
}  # fmt: skip


@pytest.fixture(autouse=True)
def pages(homes) -> None:
    make_directory_pages()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("portal.pages.models.directory.timezone.now", lambda: NOW)


@pytest.fixture
def centre(db) -> Service:
    """The one case that the papers name: Shariatpur serves Madaripur."""
    rsc = RSC.objects.create(
        name_en="Shariatpur", name_bn="শরীয়তপুর", seat_id=SHARIATPUR, districts_source="factsheet"
    )
    ServedDistrict.objects.create(district_id=MADARIPUR, rsc=rsc)
    return rsc.service


def tell(service: Service, **facts) -> None:
    for key, fields in facts.items():
        ServiceFact.objects.create(service=service, fact=make_fact(key, **fields))


def html_of(client, query: str = "", language: str = "en") -> str:
    answer = client.get(URLS[language] + query)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def text_of(html: str) -> str:
    main = re.search(r"<main.*?</main>", html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else "").split())


def test_a_district_is_answered_by_its_centre_its_office_the_lines_and_the_neighbours(
    client, centre
):
    tell(centre, number=NUMBER, hours=OPEN)
    office = Service.objects.create(
        kind_id=OFFICE_KIND, name_en="Office of Barishal", name_bn="বরিশালের অফিস",
        place_id=BARISHAL,
    )  # fmt: skip
    text = text_of(html_of(client, "?district=madaripur"))
    order = [
        "Help in Madaripur district", "Reintegration Service Centre", "Shariatpur",
        "Open now, until 5 pm", "01711 000001", "Sunday to Thursday, 9 am to 5 pm",
        "District Employment and Manpower Office",
        "which office of this kind serves Madaripur", "Call now", "08000 102030",
        "In neighbouring districts", office.name_en,
    ]  # fmt: skip
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "DEMO" not in text


@pytest.mark.sqlite
def test_what_nobody_has_filled_in_is_said_and_nothing_is_invented(client, centre):
    text = text_of(html_of(client, "?district=madaripur"))
    assert (
        "Not known yet: telephone, opening hours, languages, address, access with a wheelchair."
    ) in text
    assert "It is in Shariatpur." in text
    assert "Open now, until 5 pm" not in text
    elsewhere = text_of(html_of(client, "?district=dhaka"))
    assert "Which centre serves Dhaka is not known yet." in elsewhere


@pytest.mark.sqlite
def test_an_overdue_number_is_grey_and_overdue_hours_say_nothing_of_now(client, centre):
    past = {"checked_on": dt.date(2020, 1, 1), "review_by": dt.date(2021, 1, 1)}
    tell(centre, number=NUMBER | past, hours=OPEN | past)
    html = html_of(client, "?district=madaripur")
    assert html.count("may have changed: call the hotline") == 2
    assert "01711 000001" in html
    assert "until 5 pm" not in html
    # What a search engine has read it keeps.
    assert "01711000001" not in told_to_engines(html)


def told_to_engines(html: str) -> str:
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return data


@pytest.mark.sqlite
def test_search_engines_are_told_of_each_service(client, centre):
    tell(centre, number=NUMBER, hours=OPEN)
    told = json.loads(told_to_engines(html_of(client)))["@graph"]
    assert told == [
        {
            "@type": "LocalBusiness",
            "name": "Reintegration Service Centre, Shariatpur",
            "url": "http://localhost/en/find-help/",
            "telephone": ["01711000001"],
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Sunday"],
                    "opens": "09:00",
                    "closes": "17:00",
                }
            ],
            "areaServed": ["Madaripur"],
        }
    ]


KNOWN = {
    "madaripur": MADARIPUR, "bd3054": MADARIPUR, "Madirpur": MADARIPUR,
    "  মাদারীপুর  জেলা ": MADARIPUR, "মাদারিপুরে": MADARIPUR, "Comilla": "BD2019",
    "cox's bazar": "BD2022", "coxs-bazar": "BD2022", "Osmaninagar": "BD6091", "Dhaka": "BD3026",
}  # fmt: skip


def test_a_district_is_known_by_any_of_its_names():
    districts = all_districts("en")
    found = {typed: find_district(typed, districts).district for typed in KNOWN}
    assert {typed: one and one.pk for typed, one in found.items()} == KNOWN


@pytest.mark.sqlite
def test_an_unknown_district_is_a_sentence_with_the_whole_list(client, centre):
    hostile = "<script>alert(1)</script>"
    for typed in ("xyzzy", "'; drop table", hostile, "০", "%00", "\x00", "x" * 5000):
        html = client.get(URLS["en"], {"district": typed}).content.decode()
        assert "We found no district called" in html
        assert "<script>alert" not in html
        assert html.count("?district=") >= 64


@pytest.mark.sqlite
def test_a_name_of_several_places_is_asked_back_and_a_slip_is_guessed_at(client):
    several = html_of(client, "?name=Kaliganj")
    assert "lies in more than one district" in several
    note = several[several.index('role="status"') : several.index("</div>", several.index("role="))]
    assert note.count("?district=") == 4
    near = html_of(client, "?name=Madripr")
    assert "Did you mean:" in near
    assert text_of(html_of(client, "?district=dhaka&name=Khulna")).startswith("Where to find help")
    assert "Help in Khulna district" in html_of(client, "?district=dhaka&name=Khulna")


@pytest.mark.sqlite
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_district_is_a_link_in_the_list_and_on_the_map(client, centre, language):
    html = html_of(client, language=language)
    for part in (re.search(r"<svg class=\"district-map.*?</svg>", html, re.S)[0], html):
        links = set(re.findall(r'href="[^"]*\?district=([a-z-]+)"', part))
        assert len(links) == 64
    names = re.findall(r'<option value="[a-z-]+">([^<]+)</option>', html)
    assert names == sorted(names)
    assert len(names) == 64
    own = {"bn": "name_bn", "en": "name_en"}[language]
    known = Place.objects.filter(level="district").values_list(own, flat=True)
    assert {name.replace("&#x27;", "'") for name in names} == set(known)


@pytest.mark.sqlite
@pytest.mark.parametrize("language", ["bn", "en"])
def test_map_and_answer_are_light(client, centre, language):
    for query, most in (("", 60_000), ("?district=madaripur", 14_000)):
        answer = client.get(URLS[language] + query, headers={"Accept-Encoding": "gzip"})
        assert len(answer.content) <= most
        html = gzip.decompress(answer.content).decode()
        assert "<script>" not in html
        assert "http://www.w3.org" not in html.replace('xmlns="http://www.w3.org', "")


@pytest.mark.sqlite
def test_the_other_language_answers_for_the_same_district(client, centre):
    assert 'href="/bn/find-help/?district=madaripur"' in html_of(client, "?district=madaripur")
    assert "মাদারীপুর" in html_of(client, "?district=madaripur", "bn")


def test_more_services_take_no_more_queries(client, centre):
    def queries() -> list[int]:
        counts = []
        for query in ("", "?district=madaripur"):
            client.get(URLS["en"] + query)
            with CaptureQueriesContext(connection) as captured:
                client.get(URLS["en"] + query)
            counts.append(len(captured))
        return counts

    tell(centre, number=NUMBER)
    Service.objects.create(kind_id=OFFICE_KIND, name_en="A", name_bn="A", place_id=MADARIPUR)
    few = queries()
    assert max(few) <= 20
    for at in range(12):
        one = Service.objects.create(
            kind_id=OFFICE_KIND, name_en=f"O{at}", name_bn="O",
            place=Place.objects.filter(level="union", code__startswith=MADARIPUR)[at],
        )  # fmt: skip
        tell(one, **{f"n{at}": NUMBER})
        Service.objects.create(kind_id=HOTLINE_KIND, name_en=f"L{at}", name_bn="L")
    assert queries() == few


def test_a_line_is_for_all_unless_districts_are_named(client):
    everywhere = Service.objects.create(kind_id=HOTLINE_KIND, name_en="All of us", name_bn="সবার")
    tell(everywhere, line=NUMBER | {"phone": "16135"})
    some = Service.objects.create(kind_id=HOTLINE_KIND, name_en="Only there", name_bn="শুধু")
    some.districts.add(Place.objects.get(pk=BARISHAL))
    some.save()
    here, there = (text_of(html_of(client, f"?district={name}")) for name in ("dhaka", "barishal"))
    assert "16135" in here
    assert "Only there" not in here
    assert "Only there" in there


def test_a_service_that_is_closed_is_shown_to_nobody(client, centre):
    RSC.objects.update(active_to=dt.date(2026, 11, 25))
    assert "Which centre serves Madaripur is not known yet" in html_of(
        client, "?district=madaripur"
    )
    RSC.objects.update(active_to=dt.date(2026, 11, 26))
    assert "It is in Shariatpur." in html_of(client, "?district=madaripur")
    Service.objects.update(is_listed=False)
    assert "It is in Shariatpur." not in html_of(client, "?district=madaripur")


def test_a_changed_fact_is_shown_at_once_and_the_pages_are_named(
    client, centre, django_capture_on_commit_callbacks
):
    told: list[int] = []

    def hear(sender, pages, **_kwargs):
        told.extend(pages)

    tell(centre, number=NUMBER)
    facts_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            edit(centre.facts[0], phone="01711000002")
        by_fact = set(told)
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            centre.step_free = "yes"
            centre.save()
    finally:
        facts_changed.disconnect(hear)
    keys = set(DirectoryPage.objects.values_list("pk", flat=True))
    assert by_fact == set(told) == keys
    for language, digits in (("en", "01711 000002"), ("bn", "০১৭১১ ০০০০০২")):
        assert digits in html_of(client, "?district=madaripur", language)


def test_the_page_is_found_by_a_service_and_by_a_district(
    centre, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        Service.objects.create(kind_id=HOTLINE_KIND, name_en="Probashi line", name_bn="প্রবাসী লাইন")
    for language, typed in (("en", "probashi"), ("bn", "প্রবাসী লাইন"), ("en", "madaripur")):
        found = search_pages(typed, language, now=timezone.now()).pages
        assert [page.slug for page in found] == ["find-help"]


def test_the_page_is_on_the_first_page_in_the_menu_and_in_the_sitemap(client):
    for language, url in URLS.items():
        home = client.get(f"/{language}/").content.decode()
        assert home.count(f'href="{url}"') >= 2
    assert client.get("/sitemap.xml").content.decode().count("/find-help/</loc>") == 2


@pytest.mark.sqlite
def test_a_sample_site_says_that_its_districts_are_one(client, centre):
    words = "stands in no paper of the project"
    assert words not in html_of(client, "?district=madaripur")
    Programme.objects.update(is_demo=True)
    assert words in html_of(client, "?district=madaripur")
    assert words in html_of(client)


def test_kinds_that_staff_add_are_answered_too(client):
    kind = KindOfService.objects.create(slug="legal-aid", name_en="Legal aid", name_bn="আইনি সহায়তা")
    assert "Legal aid" not in text_of(html_of(client, "?district=dhaka"))
    Service.objects.create(kind=kind, name_en="Help desk", name_bn="ডেস্ক", place_id="BD3026")
    assert "Legal aid Help desk It is in Dhaka." in text_of(html_of(client, "?district=dhaka"))
