"""A fact is edited once and printed on every page that uses it, in the page's language."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.moments import DHAKA
from portal.facts.models import Fact
from portal.facts.showing import facts_changed, pages_showing, turned_grey
from portal.facts.words import Kind
from tests.portal.facts_made import REVIEW, edit, make_fact

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

IN_TEXT = "<p>The passport costs [[passport-fee]].</p>"


@pytest.fixture
def clock(monkeypatch):
    """Set the moment of the page, in Dhaka's time."""

    def at(day: datetime.date, hour: int = 12) -> None:
        moment = datetime.datetime.combine(day, datetime.time(hour), DHAKA)
        monkeypatch.setattr("portal.pages.models.base.timezone.now", lambda: moment)

    at(datetime.date(2026, 10, 1))
    return at


@pytest.fixture
def both(clock, make_page, homes):
    """Publish a page in both languages that uses a fact in a text and in a list."""

    def make(fact: Fact, text: str = IN_TEXT):
        body = [("paragraph", text), ("facts", {"title": "Fees", "facts": [fact]})]
        english = make_page(slug="passport", body=body)
        bangla = make_page(
            "bn",
            title="পাসপোর্ট",
            slug="passport",
            body=body,
            translation_key=english.translation_key,
        )
        return english, bangla

    return make


def text_of(client, page) -> str:
    return client.get(page.url).content.decode()


def test_a_fact_is_printed_in_the_language_of_the_page(client, both):
    english, bangla = both(make_fact(per_bn="প্রতি আবেদনে", per_en="for one application"))
    assert "costs 500,000 taka, for one application." in text_of(client, english)
    assert "৫,০০,০০০ টাকা, প্রতি আবেদনে" in text_of(client, bangla)
    assert "checked on 1 September 2026" in text_of(client, english)
    assert "১ সেপ্টেম্বর ২০২৬" in text_of(client, bangla)
    assert "[[" not in text_of(client, english) + text_of(client, bangla)


@pytest.mark.parametrize(
    ("fields", "english", "bangla"),
    [
        ({"kind": Kind.PHONE, "phone": "16135"}, 'href="tel:16135">16135</a>', ">১৬১৩৫</a>"),
        ({"kind": Kind.PHONE, "phone": "08000102030"}, ">08000 102030</a>", ">০৮০০০ ১০২০৩০</a>"),
        ({"kind": Kind.DAY, "day": datetime.date(2026, 12, 31)}, "31 December 2026", "৩১ ডিসেম্বর ২০২৬"),
        ({"kind": Kind.DURATION, "length": 1, "unit": "month"}, "1 month.", "১ মাস."),
        ({"kind": Kind.DURATION, "length": 21, "unit": "day"}, "21 days.", "২১ দিন."),
        (
            {
                "kind": Kind.HOURS,
                "open_days": "12347",
                "opens_at": datetime.time(9),
                "closes_at": datetime.time(17),
            },
            "Sunday to Thursday, 9 am to 5 pm.",
            "রবিবার থেকে বৃহস্পতিবার, সকাল ৯টা থেকে বিকাল ৫টা.",
        ),
        ({"kind": Kind.ADDRESS, "text_bn": "৮৯ কাকরাইল", "text_en": "89 Kakrail"}, "89 Kakrail", "৮৯ কাকরাইল"),
        ({"kind": Kind.AMOUNT, "amount": Decimal("12.50"), "currency": "SAR"}, "12.50 Saudi riyals", "১২.৫০ সৌদি রিয়াল"),
        ({"kind": Kind.SENTENCE, "text_bn": "আগে <b>জানুন", "text_en": "Ask <b> first"}, "Ask &lt;b&gt; first", "আগে &lt;b&gt;জানুন"),
    ],
)  # fmt: skip
def test_each_kind_is_written_as_readers_say_it(client, both, fields, english, bangla):
    one, other = both(make_fact(**fields))
    assert english in text_of(client, one)
    assert bangla in text_of(client, other)
    assert "<b> first" not in text_of(client, one)


def test_a_changed_fact_is_on_every_page_that_uses_it_at_once_and_those_pages_are_told(
    client, both, make_page, django_capture_on_commit_callbacks
):
    """Whoever keeps copies of pages drops those that are told here (within 60 seconds of it)."""
    fact = make_fact()
    pages = both(fact)
    other = make_page(title="Other", body=[("paragraph", "<p>Nothing of it.</p>")])
    told: list[int] = []

    def listen(pages: list[int], **_kwargs: object) -> None:
        told.extend(pages)

    facts_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            edit(fact, amount=Decimal(650000), checked_on=datetime.date(2026, 9, 30))
    finally:
        facts_changed.disconnect(listen)
    for page, fee in zip(pages, ("650,000 taka", "৬,৫০,০০০ টাকা"), strict=True):
        html = text_of(client, page)
        assert html.count(fee) == 2
        assert "500,000" not in html
        assert "৫,০০,০০০" not in html
    assert {*told} == {page.pk for page in pages}
    assert {*pages_showing([fact]).values_list("pk", flat=True)} == {page.pk for page in pages}
    assert other.pk not in told


def test_a_draft_of_a_fact_changes_nothing_that_readers_see(client, both):
    fact = make_fact()
    english, _bangla = both(fact)
    fact.amount = Decimal(1)
    fact.save_revision()
    assert "500,000 taka" in text_of(client, english)


def test_a_page_that_only_names_a_fact_in_a_text_is_known_to_show_it(make_page):
    fact = make_fact()
    items = {"kind": "points", "items": [IN_TEXT]}
    named = [
        make_page(slug="a", body=[("paragraph", IN_TEXT)]),
        make_page(slug="b", body=[("list", items)]),
    ]
    assert {*pages_showing([fact]).values_list("pk", flat=True)} == {page.pk for page in named}


def test_a_page_that_is_written_anew_without_the_fact_no_longer_shows_it(both):
    fact = make_fact()
    english, bangla = both(fact)
    english.body = [("paragraph", "<p>Ask first.</p>"), ("facts", {"title": "", "facts": [fact]})]
    bangla.body = english.body
    english.save_revision().publish()
    assert pages_showing([fact]).count() == 2
    for page in (english, bangla):
        page.body = [("paragraph", "<p>Ask first.</p>")]
        page.live = False
        page.save()
    assert not pages_showing([fact]).exists()


@pytest.mark.parametrize(("days", "old"), [(0, False), (1, True)])
def test_an_overdue_fact_is_grey_and_says_so_from_dhaka_s_next_day(client, both, clock, days, old):
    english, _bangla = both(make_fact())
    # One in the morning in Dhaka: still the day before by UTC.
    clock(REVIEW + datetime.timedelta(days), hour=1)
    html = text_of(client, english)
    assert ("may have changed: call the hotline" in html) is old
    assert html.count('class="old"') == (2 if old else 0)
    assert "500,000 taka" in html


def test_whoever_keeps_copies_can_ask_what_turned_grey():
    fact = make_fact()
    day = datetime.timedelta(1)
    assert list(turned_grey(REVIEW, REVIEW + day)) == [fact]
    assert not turned_grey(REVIEW - day, REVIEW).exists()
    assert not turned_grey(REVIEW + day, REVIEW + 2 * day).exists()


def test_what_nobody_has_filled_in_is_said_honestly(client, both, admin_client):
    fact = make_fact(kind=Kind.AMOUNT, source_bn="", source_en="", checked_on=None, review_by=None)
    english, _bangla = both(fact)
    html = text_of(client, english)
    assert html.count("not known yet: ask the hotline") == 2
    assert "Source:" not in html
    assert "To be filled in" not in html
    preview = admin_client.get(f"/admin/pages/{english.pk}/view_draft/").content.decode()
    assert preview.count("To be filled in: Passport fee") == 2
    assert f"/admin/snippets/facts/fact/edit/{fact.pk}/" in preview


def test_a_fact_that_nobody_has_confirmed_is_not_shown(client, both):
    fact = make_fact()
    english, _bangla = both(fact)
    fact.unpublish()
    html = text_of(client, english)
    assert "500,000" not in html
    assert "not known yet: ask the hotline" in html


def test_no_link_stands_inside_a_link(client, both):
    fact = make_fact(kind=Kind.PHONE, phone="16135")
    english, _bangla = both(fact, '<p><a href="https://example.org/">call [[passport-fee]]</a></p>')
    assert '<a href="https://example.org/">call 16135</a>' in text_of(client, english)


def test_the_queries_of_a_page_do_not_grow_with_its_facts(client, clock, make_page):
    def queries(number: int) -> int:
        facts = [make_fact(f"fee-{number}-{each}") for each in range(number)]
        text = " ".join(f"[[{fact.key}]]" for fact in facts)
        page = make_page(
            slug=f"page-{number}",
            body=[("facts", {"title": "", "facts": facts}), *([("paragraph", text)] * number)],
        )
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    few = queries(1)
    assert queries(12) == few
    assert few <= 14
