"""Page views are counted on our own server: each once, by nobody's trace, unknown never zero."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client

from campaigns.models import Current
from foundation.moments import DHAKA
from portal.page_views import counting, noting
from portal.page_views.counting import count_page_views
from portal.page_views.models import ReadLog, ViewsOfADay
from portal.page_views.noting import note
from portal.page_views.posting import post_page_views

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
NOW = dt.datetime(2026, 11, 20, 21, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 21)  # in Dhaka
CACHE = '10.0.0.{n} - - [{when}] "{asked} HTTP/1.1" {status} 5120 "-" "{agent}"\n'


@pytest.fixture(autouse=True)
def lines(tmp_path, settings, monkeypatch) -> Path:
    settings.PAGE_VIEWS_ROOT = tmp_path / "views"
    monkeypatch.setattr(noting.timezone, "now", lambda: NOW)
    return settings.PAGE_VIEWS_ROOT


@pytest.fixture
def phone() -> Client:
    return Client(headers={"user-agent": PHONE})


def counted() -> dict[tuple[str, str], int]:
    rows = ViewsOfADay.objects.order_by("language", "code")
    return {(row.language, row.code): row.views for row in rows}


def test_a_page_that_is_opened_counts_by_its_language_and_day(phone, make_page):
    page = make_page("en")
    for path in (page.url, page.url, "/bn/"):
        assert phone.get(path).status_code == 200
    assert count_page_views(NOW) == 3
    assert counted() == {("bn", ""): 1, ("en", ""): 2}
    row = ViewsOfADay.objects.get(language="en")
    assert (row.day, row.page) == (DAY, page.translation_key)


def test_the_line_of_a_view_tells_of_a_page_and_of_nobody(phone, homes, lines):
    phone.get("/bn/", REMOTE_ADDR="203.0.113.9", headers={"referer": "https://example.org/"})
    (file,) = lines.iterdir()
    assert file.name == "2026-11-21.log"
    assert file.read_text() == f"{homes['bn'].translation_key} bn -\n"


def test_an_address_printed_for_an_event_counts_under_its_code(phone):
    for code in ("Fair1", "fair1", "<b>", "x" * 13):
        phone.get("/bn/", {"e": code})
    count_page_views(NOW)
    assert counted() == {("bn", ""): 2, ("bn", "fair1"): 2}


@pytest.mark.parametrize(
    "told",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": ""},
        {"user-agent": PHONE, "sec-purpose": "prefetch;prerender"},
    ],
)
def test_what_reads_for_no_person_counts_nothing(told, lines):
    assert Client(headers=told).get("/bn/").status_code == 200
    assert not lines.exists()


def test_staff_missing_pages_feeds_and_heads_count_nothing(phone, editor, lines):
    editor.get("/bn/", headers={"user-agent": PHONE})
    for path in ("/bn/no-such-page/", "/bn/search/?q=a", "/sitemap.xml", "/bn/stories/feed/"):
        phone.get(path)
    phone.head("/bn/")
    assert not lines.exists()


def test_counting_again_adds_nothing_and_half_a_line_waits_for_its_rest(homes, lines):
    note((str(homes["bn"].translation_key), "bn"), "")
    file = lines / "2026-11-21.log"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:20])
    assert [count_page_views(NOW), count_page_views(NOW)] == [1, 0]
    file.write_bytes(whole + whole)
    assert count_page_views(NOW) == 1
    assert counted() == {("bn", ""): 2}


def test_who_dies_while_counting_has_counted_nothing(homes, monkeypatch):
    shown = (str(homes["bn"].translation_key), "bn")
    for code in ("a", "b", "c"):
        note(shown, code)
    real = ReadLog.save

    def dies(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr(ReadLog, "save", dies)
    with pytest.raises(DatabaseError):
        count_page_views(NOW)
    monkeypatch.setattr(ReadLog, "save", real)
    assert counted() == {}
    assert count_page_views(NOW) == 3


def test_a_file_that_is_long_is_counted_piece_by_piece(homes, monkeypatch):
    shown = (str(homes["bn"].translation_key), "bn")
    monkeypatch.setattr(counting, "MOST_BYTES_AT_ONCE", 100)
    for _one in range(9):
        note(shown, "")
    assert count_page_views(NOW) == 9


def test_lines_that_nobody_can_read_are_counted_as_such(homes, lines):
    lines.mkdir()
    good = f"{homes['bn'].translation_key} bn -\n"
    spoilt = f"nonsense\n\xff\n{homes['bn'].translation_key} fr -\n"
    (lines / "2026-11-21.log").write_text(spoilt + good)
    assert count_page_views(NOW) == 1
    assert ReadLog.objects.get().not_understood == 3


def test_who_makes_up_codes_fills_no_table(homes, monkeypatch):
    shown = (str(homes["bn"].translation_key), "bn")
    monkeypatch.setattr(counting, "MOST_CODES_A_DAY", 3)
    for number in range(6):
        note(shown, f"code{number}")
    assert count_page_views(NOW) == 6
    assert counted()[("bn", "")] == 3
    assert len(counted()) == 4


def test_a_file_goes_when_it_is_counted_and_its_day_is_long_over(homes, lines):
    note((str(homes["bn"].translation_key), "bn"), "", day=DAY - dt.timedelta(days=3))
    assert count_page_views(NOW) == 1
    assert not [*lines.glob("2026-11-18.log")]
    assert count_page_views(NOW) == 0
    assert counted() == {("bn", ""): 1}


def test_a_line_that_cannot_be_written_keeps_no_page_from_its_reader(phone, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.PAGE_VIEWS_ROOT = tmp_path / "file" / "views"
    assert phone.get("/bn/").status_code == 200


# --- Behind a cache -----------------------------------------------------------------------------


def log_line(asked: str, *, n=1, when="21/Nov/2026:02:59:59 +0600", status=200, agent=PHONE) -> str:
    return CACHE.format(n=n, when=when, asked=asked, status=status, agent=agent)


def test_behind_a_cache_its_log_says_what_was_opened(make_page, tmp_path, settings, phone, lines):
    settings.PAGE_VIEWS_FROM_SITE = False
    page = make_page("en")
    phone.get(page.url)
    assert not lines.exists()
    log = tmp_path / "access.log"
    log.write_text(
        log_line(f"GET {page.url}")
        + log_line(f"GET {page.url}?e=fair1&x=1", status=304)
        + log_line("GET /bn/", when="20/Nov/2026:17:59:59 +0000")
        + log_line("GET /bn/no-such-page/", status=404)
        + log_line(f"HEAD {page.url}")
        + log_line("GET /bn/", agent="Googlebot/2.1")
        + log_line("GET /static/style.css")
        + log_line("GET http://[/")
        + "what is this\n"
    )
    call_command("count_page_views", str(log), verbosity=0)
    assert counted() == {("bn", ""): 1, ("en", ""): 1, ("en", "fair1"): 1}
    days = dict(ViewsOfADay.objects.values_list("language", "day"))
    assert days == {"bn": dt.date(2026, 11, 20), "en": DAY}
    assert ReadLog.objects.get().not_understood == 2


def test_a_log_that_was_turned_over_is_known_by_its_first_line(tmp_path):
    log, older = tmp_path / "access.log", tmp_path / "access.log.1"
    log.write_text(log_line("GET /bn/", n=1))
    call_command("count_page_views", str(log), verbosity=0)
    log.rename(older)
    older.write_text(older.read_text() + log_line("GET /bn/", n=2))
    log.write_text(log_line("GET /bn/", n=3))
    call_command("count_page_views", str(older), str(log), verbosity=0)
    assert counted() == {("bn", ""): 3}


# --- In the ledger ------------------------------------------------------------------------------


def stated() -> dict[str, tuple]:
    rows = Current.objects.filter(key__indicator="D5").select_related("key")
    return {row.key.month.isoformat(): (row.value, row.reason, row.version) for row in rows}


def test_a_month_is_stated_with_its_missing_days_and_days_without_views_are_zero(homes):
    shown = (str(homes["bn"].translation_key), "bn")
    first = dt.datetime(2026, 10, 30, 12, tzinfo=DHAKA)
    for days in range(4):
        now = first + dt.timedelta(days=days)
        if days != 1:
            note(shown, "", day=now.date())
        count_page_views(now)
    post_page_views(now)
    # Nobody counted before the 30th; on the 31st nobody came; the 2nd is not over.
    assert stated() == {"2026-10-01": (1, "days-missing", 1), "2026-11-01": (1, "", 1)}


def test_stating_again_writes_nothing_until_a_day_more_is_over(homes):
    now = dt.datetime(2026, 11, 2, 12, tzinfo=DHAKA)
    count_page_views(now - dt.timedelta(days=1))
    note((str(homes["bn"].translation_key), "bn"), "", day=now.date())
    for hours in (0, 1, 2):
        count_page_views(now)
        post_page_views(now + dt.timedelta(hours=hours))
    assert stated() == {"2026-11-01": (0, "", 1)}
    count_page_views(now + dt.timedelta(days=1))
    post_page_views(now + dt.timedelta(days=1))
    assert stated() == {"2026-11-01": (1, "", 2)}


def test_what_nobody_counted_is_not_stated_at_all():
    assert post_page_views(NOW).written == 0
    assert stated() == {}


# --- For staff ----------------------------------------------------------------------------------


def test_staff_read_the_views_of_public_pages_by_title(editor, phone, make_page):
    page = make_page("en", title="What it costs")
    hidden = make_page("en", title="Nobody's business")
    phone.get(page.url)
    phone.get(hidden.url)
    hidden.unpublish()
    count_page_views(NOW)
    shown = editor.get("/admin/reports/page-views/").content.decode()
    assert "What it costs" in shown
    assert "a page that is not public any more" in shown
    assert "Nobody&#x27;s business" not in shown
