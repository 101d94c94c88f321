"""What everybody may read of what is planned: a page, a feed and a calendar file."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from campaigns.models import Place
from events.models import PlannedEvent
from foundation.moments import DHAKA
from portal.demo.invented_plans import make_coming_events_pages
from portal.pages.coming import announcements

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)  # The 21st in Dhaka, two in the morning.
URLS = {"bn": "/bn/coming-events/", "en": "/en/coming-events/"}


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate(timezone=DHAKA)


@pytest.fixture
def plan(today):
    def make(in_days: int = 3, district: str = "BD4047", **parts) -> PlannedEvent:
        given = {
            "kind_id": "ipt-show", "planned_for": today + dt.timedelta(days=in_days),
            "place": Place.objects.filter(level="union", code__startswith=district)[0],
            "announced": True, "changed_at": NOW, **parts,
        }  # fmt: skip
        return PlannedEvent.objects.create(**given)

    return make


@pytest.fixture(autouse=True)
def pages(homes) -> None:
    make_coming_events_pages()


def parts_of(client, language: str = "en", query: str = "") -> dict[str, str]:
    """Read the page, the calendar file and the feed; of the file its unfolded lines."""
    url = URLS[language]
    ics = client.get(f"{url}calendar/{query}").content.decode()
    return {
        "page": client.get(f"{url}{query}").content.decode(),
        "calendar": re.sub(r"\r\n[ \t]", "", ics),
        "feed": client.get(f"{url}feed/{query}").content.decode(),
    }


def test_what_is_announced_is_on_the_page_in_the_file_and_in_the_feed(client, plan):
    plan(venue="Bazar field", starts_at=dt.time(16))
    for part in parts_of(client).values():
        assert "Bazar field" in part


@pytest.mark.parametrize(
    "hidden",
    [
        {"announced": False},
        {"in_days": -1},
        {"in_days": 200},
    ],
    ids=["not announced", "over", "too far ahead"],
)
def test_what_is_not_for_the_public_is_nowhere(client, plan, hidden):
    plan(venue="Canary field", **hidden)
    for part in parts_of(client).values():
        assert "Canary" not in part


def test_the_offices_note_and_the_reason_of_a_cancellation_stay_inside(client, plan):
    plan(note="Canary note", cancel_reason="Canary reason", venue="Bazar field")
    for name, part in parts_of(client).items():
        assert "Canary" not in part
        assert "Bazar field" in part
        assert "ancel" in part or "CANCELLED" in part, name


def test_a_cancelled_event_is_marked_where_people_look_for_it(client, plan):
    plan(cancel_reason="rain")
    parts = parts_of(client)
    assert "Cancelled: it will not be held." in parts["page"]
    assert "STATUS:CANCELLED" in parts["calendar"]


def test_a_district_narrows_all_three(client, plan):
    plan(venue="Khulna field")
    plan(venue="Tangail field", district="BD3093")
    for part in parts_of(client, query="?district=BD3093").values():
        assert "Tangail field" in part
        assert "Khulna field" not in part


def test_a_district_that_does_not_exist_shows_all(client, plan):
    plan(venue="Khulna field")
    assert "Khulna field" in client.get(URLS["en"], {"district": "<script>"}).content.decode()


def test_the_calendar_file_gives_dhakas_hour_and_its_district(client, plan, today):
    made = plan(starts_at=dt.time(16), venue="Bazar field")
    (entry,) = Calendar.from_ical(client.get(f"{URLS['en']}calendar/").content).walk("VEVENT")
    start = dt.datetime.combine(today + dt.timedelta(days=3), dt.time(10), tzinfo=dt.UTC)
    assert entry["dtstart"].dt == start
    assert str(entry["uid"]).startswith(str(made.uid))
    assert "Khulna" in entry["location"]


def test_a_day_without_an_hour_is_a_whole_day_in_the_file(client, plan, today):
    plan()
    (entry,) = Calendar.from_ical(client.get(f"{URLS['en']}calendar/").content).walk("VEVENT")
    assert entry["dtstart"].dt == today + dt.timedelta(days=3)


def test_no_line_of_the_bangla_file_is_too_long_and_no_letter_is_cut(client, plan):
    plan(venue="উপজেলা পরিষদ মাঠ, " * 9)
    body = client.get(f"{URLS['bn']}calendar/").content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    (entry,) = Calendar.from_ical(body).walk("VEVENT")
    assert "উপজেলা পরিষদ মাঠ, " * 9 in entry["location"]


def test_bangla_readers_read_bangla(client, plan):
    plan(starts_at=dt.time(16))
    page = client.get(URLS["bn"]).content.decode()
    assert "বিকাল ৪টা" in page or "বিকেল ৪টা" in page
    assert "খুলনা" in page


def test_the_day_of_the_list_is_dhakas_day(plan):
    yesterday = plan(planned_for=dt.date(2026, 11, 20))
    today = plan(planned_for=dt.date(2026, 11, 21))
    shown = [one.plan for one in announcements(NOW)]
    assert yesterday not in shown
    assert today in shown


def test_an_empty_list_says_what_to_do(client):
    assert "Nothing is announced at the moment." in client.get(URLS["en"]).content.decode()


def test_thirty_announcements_cost_as_many_queries_as_one(client, plan):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(URLS["en"])
        return len(asked)

    plan()
    queries()
    few = queries()
    for _ in range(29):
        plan()
    assert queries() == few


def test_search_engines_read_the_next_events_and_which_are_cancelled(client, plan, today):
    plan(venue='Bazar </script> "field"', starts_at=dt.time(16))
    plan(in_days=5, cancel_reason="rain")
    html = client.get(URLS["en"]).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    first, second = json.loads(text)["@graph"]
    assert first["startDate"] == f"{today + dt.timedelta(days=3)}T16:00:00+06:00"
    assert first["location"]["name"].startswith('Bazar </script> "field"')
    assert first["eventStatus"].endswith("/EventScheduled")
    assert second["startDate"] == str(today + dt.timedelta(days=5))
    assert second["eventStatus"].endswith("/EventCancelled")
