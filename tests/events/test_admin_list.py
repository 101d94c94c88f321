"""The list of events: what it shows, finds, filters and hands out, and at what cost."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from campaigns.models import Place
from events.models import Event
from events.recording import record_events

pytestmark = pytest.mark.django_db

LIST = "/admin/events/"


def shown(answer) -> list[str]:
    return [event.venue for event in answer.context["object_list"]]


@pytest.fixture
def three(new_event, now) -> None:
    elsewhere = Place.objects.filter(level="upazila", code__startswith="BD3093")[0]
    aside = {"standing": "set-aside", "set_aside_reason": "logged twice"}
    record_events(
        [
            new_event(venue="school", held_on=dt.date(2024, 5, 31)),
            new_event("video-show", venue="hall", held_on=dt.date(2024, 5, 1), place=elsewhere),
            new_event(venue="bazaar", held_on=dt.date(2024, 4, 30), **aside),
        ],
        now=now,
    )


def test_the_newest_event_comes_first(admin, three):
    assert shown(admin.get(LIST)) == ["school", "hall", "bazaar"]


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"kind": "video-show"}, ["hall"]),
        ({"district": "BD3093"}, ["hall"]),
        ({"month": "2024-05"}, ["school", "hall"]),
        ({"held_on_from": "2024-05-01", "held_on_to": "2024-05-30"}, ["hall"]),
        ({"standing": "set-aside"}, ["bazaar"]),
        ({"q": "baza"}, ["bazaar"]),
        ({"q": "Tangail"}, ["hall"]),
        ({"q": "টাঙ্গাইল"}, ["hall"]),
        ({"district": "BD3093", "month": "2024-04"}, []),
    ],
)
def test_the_list_narrows(admin, three, narrowed, left):
    assert shown(admin.get(LIST, narrowed)) == left


def test_the_months_offered_reach_from_the_newest_event_to_the_oldest(admin, three):
    choices = admin.get(LIST).context["filters"].form["month"].field.choices
    assert [str(label) for value, label in choices if value] == ["May 2024", "April 2024"]


def test_a_blank_is_not_shown_as_zero_and_its_total_is_at_least(admin, new_event, now):
    record_events([new_event(women=1030, men=0)], now=now)
    page = admin.get(LIST).content.decode()
    cells = [cell.split("<")[0].strip() for cell in page.split('<td class="event-figure">')[1:]]
    assert cells == ["1,030", "0", "—", "—", "—", "at least 1,030"]


def test_in_bangla_figures_and_days_are_in_bangla_digits(admin, new_event, now):
    record_events([new_event(women=100_000, men=0)], now=now)
    profile = UserProfile.get_for_user(User.objects.get(username="shirin"))
    profile.preferred_language = "bn"
    profile.save()
    page = admin.get(LIST).content.decode()
    assert "১,০০,০০০" in page
    assert "১০ মে ২০২৪" in page
    alone = admin.get(f"{LIST}inspect/{Event.objects.get().pk}/").content.decode()
    assert "১০ মে ২০২৪" in alone
    assert "10 মে" not in alone


def test_the_list_asks_the_database_as_often_for_thirty_events_as_for_two(admin, new_event, now):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(LIST).status_code == 200
        return len(asked)

    record_events([new_event(), new_event("workshop", level="union")], now=now)
    queries()  # Wagtail fills its caches.
    few = queries()
    unions = Place.objects.filter(level="union").order_by("pk")[:28]
    record_events([new_event("training", place=union) for union in unions], now=now)
    assert queries() == few


def test_the_csv_opens_in_excel_with_bangla_and_without_running_formulas(admin, new_event, now):
    record_events([new_event(venue="=1+1", organiser="টাঙ্গাইল দল", women=4, men=0)], now=now)
    answer = admin.get(LIST, {"export": "csv"})
    raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert row["Venue"] == "'=1+1"
    assert row["Organiser"] == "টাঙ্গাইল দল"
    assert (row["Women"], row["Men"], row["Girls"], row["Total"]) == ("4", "0", "", "4")
    assert (row["Date"], row["District"]) == ("2024-05-10", "Khulna")


def test_the_spreadsheet_holds_what_the_filter_left(admin, three):
    answer = admin.get(LIST, {"export": "xlsx", "standing": "counted"})
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    venue = rows[0].index("Venue")
    assert [row[venue] for row in rows[1:]] == ["school", "hall"]


def test_the_note_stays_in_the_office(admin, new_event, now):
    record_events([new_event(note="a private remark")], now=now)
    answer = admin.get(LIST, {"export": "csv"})
    assert b"private remark" not in b"".join(answer.streaming_content)


def test_the_list_narrows_to_a_flag_and_says_it_in_words(admin, new_event, now):
    odd = new_event(venue="odd", flags=["clock-corrected", "old"])
    record_events([odd, new_event(venue="usual", flags=["older"])], now=now)
    answer = admin.get(LIST, {"flag": "old"})
    assert shown(answer) == ["odd"]
    assert "more than 60 days after its day" in answer.content.decode()


def test_a_phone_that_claims_the_year_nine_thousand_does_not_fill_the_filter(admin, new_event, now):
    far = new_event(held_on=dt.date(9999, 12, 31), standing="questioned", flags=["future"])
    record_events([far, new_event()], now=now)
    choices = admin.get(LIST).context["filters"].form["month"].field.choices
    assert [value for value, _ in choices if value] == ["9999-12", "2024-05"]
    assert shown(admin.get(LIST, {"month": "9999-12"})) == [""]


def test_what_only_the_phone_knows_is_shown_on_the_event(admin, new_event, now):
    event = new_event(latitude=22.81234, longitude=89.5, accuracy_m=12.4, obstacle="heavy rain")
    record_events([event], now=now)
    page = admin.get(f"/admin/events/inspect/{event.pk}/").content.decode()
    assert "22.81234, 89.50000 (within 12 m)" in page
    assert "heavy rain" in page
