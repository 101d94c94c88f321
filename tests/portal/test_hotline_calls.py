"""Calls by the number of a page: printed, noted, brought, counted once, and of nobody."""

import datetime as dt
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Current, Entry
from foundation.bangla import to_bangla_digits
from foundation.moments import DHAKA, dhaka_day
from portal.hotline_calls.importing import import_calls
from portal.hotline_calls.models import CallList, Calls, PageNumber
from portal.hotline_calls.posting import post_calls
from portal.pages.models import StandardPage
from portal.tasks import state_hotline_calls
from tests.portal.conftest import client_of
from tests.portal.test_story_pages import URL as STORY_URL

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=DHAKA)
MINUTE = dt.timedelta(minutes=1)
ADD, LIST, IMPORT = (
    "/admin/hotline_calls/new/", "/admin/hotline_calls/", "/admin/import_calls/",
)  # fmt: skip
REPORT = "/admin/reports/calls-by-page/"


@pytest.fixture(autouse=True)
def private(settings, tmp_path) -> Path:
    other = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": other}
    return tmp_path


@pytest.fixture
def page(make_page) -> StandardPage:
    return make_page("en")


@pytest.fixture
def number(page) -> PageNumber:
    return PageNumber.objects.get(translation_key=page.translation_key)


@pytest.fixture
def agent(db) -> Client:
    return client_of("RSC supervisors")


@pytest.fixture
def data(db) -> Client:
    return client_of("Data managers")


def october(number: PageNumber, *rows: str) -> bytes:
    body = rows or (f"2026-10-01,{number},5", "2026-10-01,,7", f"2026-10-31,{number},0")
    return ("date,page_code,calls\n" + "\n".join(body) + "\n").encode()


def figure() -> Current:
    return Current.objects.get(key__indicator="E2", key__channel="hotline")


@pytest.mark.sqlite
def test_a_page_has_one_number_in_all_its_languages_at_the_foot_beside_the_hotline(
    client, page, number, homes
):
    other = page.copy_for_translation(homes["bn"].locale)
    other.title, other.slug = "খরচ", "costs"
    other.save_revision().publish()
    assert PageNumber.objects.filter(translation_key=page.translation_key).count() == 1
    assert f"Say “page {number}”" in client.get(page.url).content.decode()
    assert to_bangla_digits(number) in client.get(other.url).content.decode()
    assert client.get("/en/").content.decode().count("Say “page ") == 1


def test_a_number_stays_with_its_page_and_never_comes_back(page, number, make_page):
    page.title = "Fees"
    page.save_revision().publish()
    page.unpublish()
    page.save_revision().publish()
    key = number.pk
    assert PageNumber.objects.get(translation_key=page.translation_key).pk == key
    page.delete()
    assert PageNumber.objects.get(pk=key).number == number.number
    PageNumber.objects.filter(pk=key).delete()
    later = PageNumber.objects.of(make_page("en", title="New"), now=NOW)
    assert later.number > number.number


def test_a_digit_misheard_or_swapped_is_never_another_page(page):
    PageNumber.objects.bulk_create(
        PageNumber(translation_key=f"{at:032x}", made_at=NOW) for at in range(1, 120)
    )
    known = {str(one) for one in PageNumber.objects.all()}
    assert all(len(one) >= 3 for one in known)
    for one in known:
        for at in range(len(one)):
            wrong = {one[:at] + digit + one[at + 1 :] for digit in "0123456789"} - {one}
            if at:
                wrong |= {one[: at - 1] + one[at] + one[at - 1] + one[at + 1 :]} - {one}
            assert not wrong & known


@pytest.mark.sqlite
@pytest.mark.parametrize("typed", ["", "0", "1", "abc", "-11", "১১", "99999999", "1 1 1", "²²"])
def test_what_is_no_number_of_a_page_is_no_page(number, typed):
    assert PageNumber.objects.read(typed) is None


def test_a_number_is_read_in_both_digits_and_with_spaces(number):
    for typed in (str(number), to_bangla_digits(number), f" {' '.join(str(number))} "):
        assert PageNumber.objects.read(typed) == number


def note(client: Client, **fields):
    told = {"code": "", "calls": "1", "day": dhaka_day(timezone.now()).isoformat(), **fields}
    return client.post(ADD, told, follow=True).content.decode()


def test_an_agent_notes_a_call_and_is_ready_for_the_next(agent, page, number):
    html = note(agent, code=to_bangla_digits(number))
    assert "1 call noted: Costs" in html
    assert 'name="code"' in html
    assert "3 calls noted: no page was named" in note(agent, no_code="on", calls="3")
    rows = Calls.objects.order_by("pk").values_list("page", "calls", "day")
    today = dhaka_day(timezone.now())
    assert list(rows) == [(number.pk, 1, today), (None, 3, today)]
    assert Calls.objects.by_hand().count() == 2


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "111"}, "No page has the number “111”"),
        ({}, "Write the number, or tick"),
        ({"code": "110", "no_code": "on"}, "Either a number, or no page"),
        ({"no_code": "on", "calls": "-1"}, "greater than or equal to 0"),
        ({"no_code": "on", "day": "2999-01-01"}, "That day has not come yet"),
    ],
)
def test_a_wrong_note_is_a_sentence_and_nothing_is_written(agent, number, fields, words):
    assert words in note(agent, **fields)
    assert not Calls.objects.exists()


@pytest.mark.sqlite
def test_a_note_is_mended_by_who_keeps_figures_and_a_list_is_not(data, agent, number):
    note(agent, no_code="on", calls="30")
    [noted] = Calls.objects.all()
    address = f"{LIST}edit/{noted.pk}/"
    assert agent.get(address).status_code == 302
    told = {"code": str(number), "calls": "3", "day": "2026-11-02"}
    assert data.post(address, told).status_code == 302
    noted.refresh_from_db()
    assert (noted.page, noted.calls) == (number, 3)
    import_calls(october(number), now=NOW)
    of_a_list = Calls.objects.filter(from_list__isnull=False)[0]
    for verb in ("edit", "delete"):
        assert data.post(f"{LIST}{verb}/{of_a_list.pk}/", told).status_code == 404
    data.post(f"{LIST}delete/{noted.pk}/")
    assert not Calls.objects.by_hand().exists()


def bring(client: Client, content: bytes):
    return client.post(IMPORT, {"sheet": SimpleUploadedFile("calls.csv", content)})


def test_a_list_is_shown_row_by_row_then_taken_and_again_adds_nothing(data, number):
    shown = bring(data, october(number))
    assert "12 calls in October 2026" in shown.content.decode()
    assert not Calls.objects.exists()
    assert data.post(IMPORT, {"seal": shown.context["seal"]}).status_code == 302
    once = sorted(row.as_row() for row in Calls.objects.counted())
    entries = Entry.objects.count()
    assert (figure().value, figure().settled) == (12, True)
    again = bring(data, october(number))
    assert again.content.decode().count("the same as before") == 3
    data.post(IMPORT, {"seal": again.context["seal"]})
    assert sorted(row.as_row() for row in Calls.objects.counted()) == once
    assert Entry.objects.count() == entries


@pytest.mark.sqlite
def test_every_wrong_row_is_told_and_none_is_taken(data, number):
    content = october(
        number,
        f"2026-10-01,{number},5", f"2026-10-01,{number},6", "2026-10-02,111,1",
        "2026-09-02,,1", "2026-10-03,,", "2026-10-04,,many", "yesterday,,1", "2999-01-01,,1",
    )  # fmt: skip
    html = bring(data, content).content.decode()
    for words in (
        "same day and page as line 2", "no page has the number “111”", "another month",
        "how many calls is missing", "is not a whole number", "is not a day",
        "that day has not come yet",
    ):  # fmt: skip
        assert words in html
    assert html.count("refused:") == 7
    assert not Calls.objects.exists()
    assert "is missing" in bring(data, b"day,calls\n2026-10-01,1\n").content.decode()


def test_a_better_list_takes_the_place_of_the_former_and_a_shorter_one_does_not(number):
    import_calls(october(number), now=NOW)
    better = october(number, f"2026-10-01,{number},6", "2026-10-31,,1")
    found = import_calls(better, now=NOW, dry_run=True)
    assert ([row.words for row in found.rows], found.gone) == (["stands in place of 5", "new"], 2)
    import_calls(better, now=NOW)
    assert sum(Calls.objects.counted().values_list("calls", flat=True)) == 7
    shorter = import_calls(october(number, "2026-10-05,,9"), now=NOW)
    assert "goes further" in shorter.bad[0].why
    assert sum(Calls.objects.counted().values_list("calls", flat=True)) == 7


def test_a_list_speaks_for_its_days_and_notes_for_the_others(number):
    for day, calls in ((5, 100), (20, 4)):
        Calls.objects.create(day=dt.date(2026, 10, day), page=number, calls=calls)
    found = import_calls(october(number, "2026-10-01,,1", "2026-10-10,,2"), now=NOW)
    assert found.set_aside == 100
    assert sum(Calls.objects.counted().values_list("calls", flat=True)) == 7
    assert Calls.objects.by_hand().count() == 2


def test_days_of_which_nobody_spoke_are_missing_and_a_day_without_calls_is_none(number):
    post_calls(NOW)
    assert not Current.objects.filter(key__indicator="E2").exists()
    Calls.objects.create(day=dt.date(2026, 10, 30), calls=0)
    post_calls(NOW)
    assert (figure().value, figure().reason, figure().settled) == (0, "days-missing", False)
    import_calls(october(number, "2026-10-30,,2"), now=NOW)
    post_calls(NOW + MINUTE)
    assert (figure().value, figure().reason) == (2, "days-missing")
    # Everything is taken back, and today is not over: of October nobody speaks, which is no zero.
    CallList.objects.all().delete()
    Calls.objects.all().delete()
    Calls.objects.create(day=dt.date(2026, 11, 20), calls=1)
    post_calls(NOW + 2 * MINUTE)
    assert (figure().state, figure().value) == ("unknown", None)


def test_what_comes_for_a_closed_month_is_booked_late_and_moves_nothing(number):
    import_calls(october(number), now=NOW)
    post_calls(NOW)
    one, other = (User.objects.create_user(name) for name in ("one", "other"))
    begin_closing(dt.date(2026, 10, 1), by=one, today=NOW.date())
    approve_closing(dt.date(2026, 10, 1), by=other, now=NOW)
    import_calls(october(number, f"2026-10-01,{number},9", "2026-10-31,,1"), now=NOW)
    post_calls(NOW + MINUTE)
    written = Entry.objects.filter(key__indicator="E2").order_by("version")
    booked = [(entry.value, entry.booked_month.month) for entry in written]
    assert booked == [(12, 10), (10, 11)]


def test_the_report_adds_calls_up_by_page_and_names_none_past_the_gate(data, number, told):
    story = told.pages["bn"]
    of_story = PageNumber.objects.get(translation_key=story.translation_key)
    day = dt.date(2026, 10, 2)
    for row, calls in ((number, 5), (number, 2), (of_story, 4), (None, 1)):
        Calls.objects.create(day=day, page=row, calls=calls)
    html = data.get(REPORT).content.decode()
    assert html.index("Costs") < html.index(story.title) < html.index("no page was named")
    assert f"{number}" in html
    assert "Costs" not in data.get(f"{REPORT}?day_from=2026-11-01").content.decode()
    told.withdraw()
    assert Client().get(STORY_URL).status_code == 410
    html = data.get(REPORT).content.decode()
    assert story.title not in html
    assert "a page that is not public any more" in html
    assert f"{of_story}" in html


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("group", "reached"),
    [
        ("Administrators", {ADD, LIST, IMPORT, REPORT}),
        ("Data managers", {ADD, LIST, IMPORT, REPORT}),
        ("RSC supervisors", {ADD, LIST, REPORT}),
        ("Editors", {ADD, LIST, REPORT}),
        ("Donor readers", set()),
        ("Field staff", set()),
    ],
)
def test_who_notes_brings_and_reads_calls(group, reached):
    client = client_of(group)
    every = (ADD, LIST, IMPORT, REPORT)
    assert {path for path in every if client.get(path).status_code == 200} == reached


def test_the_months_are_stated_by_the_schedule(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert state_hotline_calls.name in tasks
    Calls.objects.create(day=dt.date(2026, 10, 30), calls=3)
    state_hotline_calls()
    assert figure().value == 3
