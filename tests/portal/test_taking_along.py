"""Pages kept, passed on as one file, and read quietly: what the server gives for it."""

import datetime as dt
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.models import Page

from portal.demo.drawing import river_village
from portal.pages.models import ChecklistPage, PassedOn, Programme, ShortLink, StoryPage
from portal.pages.taking_along.checking import read_code
from portal.pages.taking_along.one_file import good_until

pytestmark = pytest.mark.django_db

LOADS = re.compile(
    r'(?:src|srcset|poster)="([^"]*)"|<link rel="(?:icon|preload|stylesheet)"[^>]+href="([^"]*)"'
    r"|url\(([^)]*)\)"
)


def at(name: str, page, *more) -> str:
    with translation.override(page.locale.language_code):
        return reverse(name, args=[page.pk, *more])


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told_in(html: str) -> dict:
    (told,) = re.findall(r'<script id="keeping-page" type="application/json">(.*?)</script>', html)
    return json.loads(told)


@pytest.fixture
def pictured(make_page):
    """A page with a picture, and a link to another page of the site."""
    image = get_image_model().objects.create(
        title="River", file=ContentFile(river_village().getvalue(), "river.png")
    )
    other = make_page(title="Other costs")
    return make_page(
        title="Costs & fees",
        body=[
            ("picture", {"image": image, "alt_text": "A river", "caption": "", "credit": ""}),
            ("paragraph", f'<p>Ask <a linktype="page" id="{other.pk}">first</a>.</p>'),
        ],
    )


@pytest.mark.sqlite
def test_what_is_said_to_be_kept_is_what_is_kept_and_weighed(client, pictured):
    told = told_in(text_of(client, at("keep", pictured)))
    copy = client.get(told["copy"], headers={"Accept-Encoding": "gzip"})
    html = client.get(told["copy"]).content.decode()
    pictures = [client.get(address) for address in told["pictures"]]
    assert pictures
    assert all(one.status_code == 200 for one in pictures)
    weight = len(copy.content) + sum(len(b"".join(one.streaming_content)) for one in pictures)
    assert abs(told["bytes"] - weight) < 200
    assert {one for found in LOADS.findall(html) for one in found} - {""} <= {
        *told["pictures"], "data:,",
    }  # fmt: skip
    assert (told["address"], told["story"]) == (pictured.url, False)
    assert "<script" not in html
    assert copy["Cache-Control"] == "no-store"


@pytest.mark.sqlite
def test_a_kept_copy_says_its_day_and_nothing_that_holds_for_a_moment_only(client, make_page):
    page = make_page("bn", title="খরচ")
    now = client.get(page.url).content.decode()
    copy = text_of(client, at("kept_copy", page))
    assert re.search(r'class="state|এখন (?:খোলা|বন্ধ)|(?:open|closed) now', now)
    assert not re.search(r'class="state|এখন (?:খোলা|বন্ধ)|(?:open|closed) now', copy)
    assert 'role="note"' in copy
    assert 'href="/bn/kept/"' in copy


@pytest.mark.sqlite
def test_a_page_that_names_stories_is_neither_kept_nor_passed_on(client, homes, told):
    for page in (*homes.values(), told.row("bn").get_parent().specific):
        assert f'"{at("keep", page)}"' not in text_of(client, page.url)
        for name in ("keep", "kept_copy", "pass_on"):
            assert client.get(at(name, page)).status_code == 404


def test_a_story_is_kept_with_its_number_names_no_other_and_is_never_a_file(client, told):
    told.show_a_bystander("bn")
    page = told.row("bn")
    assert "Rupa" in text_of(client, page.url)
    copy = text_of(client, at("kept_copy", page))
    assert "mark" in copy
    assert "Rupa" not in copy
    number = re.findall(r'<meta name="nirapad-copy" content="([^"]+)">', copy)
    assert number == re.findall(r'nirapad-copy" content="([^"]+)">', text_of(client, page.url))
    assert told_in(text_of(client, at("keep", page)))["story"] is True
    assert client.get(at("pass_on", page)).status_code == 404
    assert at("pass_on", page) not in text_of(client, at("keep", page))


def test_a_story_that_is_withdrawn_is_gone_from_each_of_its_forms(client, told):
    page = told.row("bn")
    addresses = [at(name, page) for name in ("keep", "kept_copy", "quiet_page")]
    assert [client.get(one).status_code for one in addresses] == [200, 200, 200]
    told.withdraw()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 410
        assert "mark0" not in answer.content.decode()


def test_a_draft_a_hidden_page_and_another_language_are_not_here(client, make_page, world):
    draft, hidden, english = make_page(title="A"), make_page(title="B"), make_page(title="C")
    draft.unpublish()
    hidden.view_restrictions.create(restriction_type="login")
    for name in ("keep", "kept_copy", "pass_on", "quiet_page"):
        for page in (draft, hidden, StoryPage.objects.first()):
            assert client.get(at(name, page)).status_code == 404
        assert client.get(at(name, english).replace("/en/", "/bn/")).status_code == 404


@pytest.mark.sqlite
def test_a_file_holds_all_that_it_shows_and_leads_back(client, pictured):
    answer = client.get(at("pass_on", pictured))
    html = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="costs-fees-en.html"'
    loaded = {one for found in LOADS.findall(html) for one in found} - {""}
    assert len(loaded) == 2
    assert all(one.startswith("data:") for one in loaded)
    assert not re.search(r'<script|<form|(?:href|action)="/', html)
    root = "http://testserver"
    link = ShortLink.objects.get(translation_key=pictured.translation_key)
    for led_to in (pictured.url, link.path, "/en/other-costs/"):
        assert f'href="{root}{led_to}"' in html
    assert 'href="tel:08000102030"' in html
    size = re.search(r"\((\d+) KB\)", text_of(client, at("keep", pictured)))
    assert int(size[1]) == -(-len(answer.content) // 1000)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("today", "until"),
    [
        (dt.date(2026, 11, 1), dt.date(2027, 1, 31)),
        (dt.date(2026, 12, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 12, 31), dt.date(2028, 2, 29)),
    ],
)
def test_a_file_is_good_until_the_end_of_the_second_month(today, until):
    assert good_until(today) == until


def code_in(html: str) -> str:
    return re.search(r"\?code=(\d{9})", html)[1]


def state_of(client, code: str) -> str:
    answer = client.get("/en/check/", {"code": code})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    found = answer.context["found"]
    return str(found.state) if found else ""


def test_a_code_says_whether_the_page_still_says_so(client, make_page, monkeypatch):
    now = dt.datetime(2026, 11, 23, 5, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    page = make_page(body=[("paragraph", "<p>It costs 100 taka.</p>")])
    code = code_in(text_of(client, at("pass_on", page)))
    assert state_of(client, code) == "still-true"
    # At night, when the hotline is closed, too.
    now += dt.timedelta(hours=13)
    assert state_of(client, code) == "still-true"
    assert code_in(text_of(client, at("pass_on", page))) == code
    assert PassedOn.objects.count() == 1
    page.body = [("paragraph", "<p>It costs 200 taka.</p>")]
    page.save_revision().publish()
    assert state_of(client, code) == "changed"
    newer = code_in(text_of(client, at("pass_on", page)))
    assert state_of(client, newer) == "still-true"
    now = dt.datetime(2027, 1, 31, 17, 59, tzinfo=dt.UTC)  # 23:59 in Dhaka
    assert state_of(client, newer) == "still-true"
    now += dt.timedelta(minutes=1)
    assert state_of(client, newer) == "expired"
    page.unpublish()
    assert state_of(client, newer) == "gone"
    Page.objects.get(pk=page.pk).delete()
    assert state_of(client, newer) == "gone"
    assert state_of(client, f"{(int(newer) + 1) % 10**9:09d}") == "not-ours"


@pytest.mark.sqlite
@pytest.mark.parametrize("typed", ["123 456 789", "১২৩৪৫৬৭৮৯", " ১২৩-৪৫৬-789 ", "123456789"])
def test_a_code_is_read_as_people_write_it(typed):
    assert read_code(typed) == "123456789"


@pytest.mark.sqlite
@pytest.mark.parametrize("typed", ["12345678", "1234567890", "12345678x", "<b>", "²²²²²²²²²x", " "])
def test_what_is_no_code_is_told_so(client, db, typed):
    assert read_code(typed) == ""
    answer = client.get("/bn/check/", {"code": typed})
    assert answer.status_code == 200
    assert "<b>&" not in answer.content.decode()


def test_two_texts_never_share_a_code(client, make_page, monkeypatch):
    monkeypatch.setattr(
        "portal.pages.models.passed_on._code", lambda told, attempt: f"{attempt:09d}"
    )
    codes = [code_in(text_of(client, at("pass_on", make_page(title=title)))) for title in "AB"]
    assert codes == ["000000000", "000000001"]


@pytest.mark.sqlite
def test_a_quiet_page_tells_the_history_nothing_and_leads_on_quietly(client, pictured):
    bangla = pictured.copy_for_translation(
        Page.objects.filter(locale__language_code="bn")[0].locale
    )
    bangla.title = "খরচ"
    bangla.save_revision().publish()
    answer = client.get(at("quiet_page", pictured))
    html = answer.content.decode()
    head, body = html.split("</head>")
    assert re.findall(r"<title>(.*?)</title>", html) == ["Information"]
    assert not re.search(
        r"Costs|What it costs|costs-fees|og:|canonical|hreflang|ld\+json", head.split("<style>")[0]
    )
    assert "Costs &amp; fees" in body
    addresses = set(re.findall(r'(?:href|action)="(/(?:bn|en)/[^"]*)"', body))
    assert all(re.fullmatch(r"/(bn|en)/(n/\d+|shared-phone)/", one) for one in addresses), addresses
    assert at("quiet_page", bangla) in addresses
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Information" in text_of(client, "/en/n/").split("</title>")[0]


@pytest.mark.sqlite
def test_a_list_ticked_quietly_keeps_its_ticks(client, homes):
    steps = [("step", {"title": f"Step {number}", "text": ""}) for number in "123"]
    page = homes["en"].add_child(instance=ChecklistPage(title="My list", steps=steps))
    address = at("quiet_page", page)
    html = text_of(client, f"{address}?of=3&done=2")
    assert f'action="{address}"' in html
    assert re.findall(r'value="(\d)" checked', html) == ["2"]


@pytest.mark.sqlite
def test_each_page_has_a_quick_exit_where_the_programme_names_one(client, make_page):
    pages = [make_page().url, "/bn/", "/en/gone/", "/bn/shared-phone/", "/bn/search/"]
    for path in pages:
        html = client.get(path).content.decode()
        assert '<a class="exit" href="https://www.google.com/" rel="noreferrer"' in html
    Programme.objects.update_or_create(pk=1, defaults={"exit_address": ""})
    assert not any('class="exit"' in client.get(path).content.decode() for path in pages)


@pytest.mark.sqlite
@pytest.mark.parametrize("language", ["bn", "en"])
def test_each_of_these_pages_is_light_sets_no_cookie_and_asks_nobody_else(
    client, make_page, language
):
    page = make_page(language)
    paths = [at(name, page) for name in ("keep", "kept_copy", "pass_on", "quiet_page")]
    for path in [
        *paths,
        *(f"/{language}/{name}/" for name in ("kept", "check", "shared-phone", "n")),
    ]:
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert not answer.cookies
        assert len(answer.content) <= 14_000
        assert answer["X-Robots-Tag"] == "noindex"
        loaded = {
            one for found in LOADS.findall(client.get(path).content.decode()) for one in found
        }
        assert all(one.startswith(("data:", "/static/portal/keep")) for one in loaded - {""})


@pytest.mark.sqlite
def test_the_worker_may_govern_public_pages_and_is_asked_for_anew(client, db):
    answer = client.get("/keep-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    head = answer.content.decode().partition(";\n")[0]
    assert json.loads(head.removeprefix("self.KEEP = ")) == {
        "list": "/withdrawn.json", "keys": "/withdrawn.key", "days": 7,
    }  # fmt: skip
