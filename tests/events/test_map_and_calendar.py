"""The map and the calendar of events: the figures of the books, each person's own districts."""

import datetime as dt
import re
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from campaigns.models import Assignment, Place
from events.models import PlannedEvent
from events.recording import record_events, save_event

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MAP, CALENDAR = "/admin/events_map/", "/admin/events_calendar/"
KHULNA, JASHORE = "BD4047", "BD4041"
NOW = dt.datetime(2024, 6, 15, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def june():
    with patch("campaigns.views.admin_page.timezone.now", return_value=NOW):
        yield


def union_of(district: str) -> Place:
    return Place.objects.filter(level="union", code__startswith=district).order_by("code")[0]


def read_in_bangla(name: str) -> None:
    user = User.objects.get(username=name)
    UserProfile.objects.create(user=user, preferred_language="bn")


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def table_of(page: str) -> dict[str, list[str]]:
    """Read the table of the map: each district's figures by its name."""
    body = page[page.index("<tbody>") :]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [[re.sub(r"<.*?>", "", cell).strip() for cell in re.split(r"</t[hd]>", row)]
             for row in rows]  # fmt: skip
    return {name: figures for name, *figures, _rest in cells}


def drawn(page: str) -> dict[str, str]:
    """Give the fill of each district of the map, by what is said of it."""
    found = re.findall(r'fill="([^"]+)" class="map-[^"]+"><title>([^<]*)</title>', page)
    return {words: fill for fill, words in found}


@pytest.fixture
def stored(new_event):
    """Two shows in Khulna, one of which nobody counted whole; a training, uncounted, in Jashore."""
    khulna, jashore = union_of(KHULNA), union_of(JASHORE)
    events = [
        new_event(place=khulna, women=30, men=10, girls=0, boys=0),
        new_event(place=khulna, women=5, held_on=dt.date(2024, 6, 3)),
        new_event("video-show", place=jashore, headcount="not-counted"),
        new_event("training", place=jashore, women=7, men=1, girls=0, boys=0),
    ]
    record_events(events, now=NOW)
    return events


# The map.


def test_the_map_and_its_table_say_what_the_books_say(admin, stored):
    page = text(admin.get(MAP))
    table = table_of(page)
    assert len(table) == 64 + 1
    assert table["Khulna"] == ["2", "at least 45"]
    assert table["Jashore"] == ["2", "not known"]
    assert table["Sylhet"] == ["0", "—"]
    assert table["Together"] == ["4", "at least 45"]
    fills = drawn(page)
    assert fills["Khulna: 2 events"] == fills["Jashore: 2 events"] != fills["Sylhet: 0 events"]
    assert "BY 3.0 IGO" in page


def test_unknown_is_hatched_and_no_nought(admin, stored):
    page = text(admin.get(MAP, {"show": "attendance"}))
    fills = drawn(page)
    assert fills["Jashore: not known"] == "url(#map-unknown)"
    assert fills["Khulna: at least 45"].startswith("#")
    assert fills["Sylhet: 0 events"] != fills["Khulna: at least 45"]
    legend = re.sub(r"<.*?>", "", page[page.index("event-legend") : page.index("figcaption></f")])
    assert "events, but nobody counted the people" in legend
    assert "41–50" in legend


def test_officials_are_another_figure_than_people_who_were_reached(admin, stored):
    page = text(admin.get(MAP, {"kind": "training"}))
    assert table_of(page)["Jashore"] == ["1", "8"]
    assert "Officials who met" in page
    assert table_of(text(admin.get(MAP)))["Together"][1] == "at least 45"


def test_a_period_and_a_kind_narrow_and_their_links_lead_to_the_same_events(admin, stored):
    page = text(admin.get(MAP, {"kind": "ipt-show", "first": "2024-06", "last": "2024-06"}))
    assert table_of(page)["Khulna"] == ["1", "at least 5"]
    assert table_of(page)["Jashore"] == ["0", "—"]
    [link] = set(re.findall(r'href="(/admin/events/\?district=BD4047[^"]*)"', page))
    listed = text(admin.get(link.replace("&amp;", "&")))
    assert "3 Jun 2024" in listed
    assert "10 May 2024" not in listed
    # Turned round they mean the same; what is no month is said, and the year is shown.
    turned = admin.get(MAP, {"first": "2024-06", "last": "2024-05"})
    assert table_of(text(turned))["Khulna"][0] == "2"
    assert "is not a month" in text(admin.get(MAP, {"first": "never"}))


def test_what_is_set_aside_leaves_the_map_and_the_calendar(admin, stored):
    stored[0].standing, stored[0].set_aside_reason = "set-aside", "logged twice"
    save_event(stored[0], by=None, now=NOW)
    assert table_of(text(admin.get(MAP)))["Khulna"] == ["1", "at least 5"]
    may = text(admin.get(CALENDAR, {"month": "2024-05"}))
    assert f"/inspect/{stored[0].pk}/" not in may
    assert f"/inspect/{stored[2].pk}/" in may


def test_the_map_in_bangla_has_bangla_names_and_digits(admin, stored):
    read_in_bangla("shirin")
    page = text(admin.get(MAP))
    assert table_of(page)["খুলনা"][0] == "২"
    assert "জুলাই ২০২৩ – জুন ২০২৪" in page


# The calendar.


def plan(kind="ipt-show", district=KHULNA, day=dt.date(2024, 6, 20), **parts) -> PlannedEvent:
    return PlannedEvent.objects.create(
        kind_id=kind, planned_for=day, place=union_of(district), changed_at=NOW, **parts
    )


def test_a_month_shows_what_was_held_and_what_is_planned(admin, stored):
    coming, forgotten = plan(), plan(day=dt.date(2024, 6, 2), starts_at=dt.time(15, 30))
    plan(day=dt.date(2024, 6, 3), held_as=stored[1])
    page = text(admin.get(CALENDAR))
    assert f"/admin/events/inspect/{stored[1].pk}/" in page
    assert "at least 5" in page
    assert f"/admin/events/inspect/{stored[0].pk}/" not in page
    assert re.findall(r"planned_events/edit/(\d+)", page) == [str(forgotten.pk), str(coming.pk)]
    assert "3:30 pm: " in page
    assert 'class="event-is-not-logged"' in page
    assert "Saturday, 15 June 2024 · today" in page


def test_other_months_are_a_link_away_and_keep_what_was_asked(admin, stored):
    page = text(admin.get(CALENDAR, {"kind": "ipt-show", "district": KHULNA}))
    assert "?month=2024-05&amp;kind=ipt-show&amp;district=BD4047" in page
    may = text(admin.get(CALENDAR, {"month": "2024-05", "district": KHULNA}))
    assert f"/admin/events/inspect/{stored[0].pk}/" in may
    assert f"/admin/events/inspect/{stored[2].pk}/" not in may
    december = text(admin.get(CALENDAR, {"month": "2023-12"}))
    assert "?month=2024-01" in december
    assert "Nothing was held in this month" in december
    assert "15 June" not in december


def test_a_full_day_shows_some_and_leads_to_the_rest(admin, new_event):
    day = dt.date(2024, 6, 3)
    record_events([new_event(held_on=day, women=n) for n in range(9)], now=NOW)
    plan(day=day)
    page = text(admin.get(CALENDAR))
    assert len(re.findall("/admin/events/inspect/", page)) == 6
    assert "3 more events" in page
    assert "/admin/events/?held_on_from=2024-06-03&amp;held_on_to=2024-06-03" in page


def test_the_calendar_in_bangla(admin, stored):
    read_in_bangla("shirin")
    page = text(admin.get(CALENDAR))
    assert "জুন ২০২৪" in page
    assert "৩ জুন ২০২৪" in page


# Both: who sees what, and how often the database is asked.


@pytest.mark.parametrize("address", [MAP, CALENDAR])
def test_the_number_of_questions_to_the_database_does_not_grow(admin, new_event, address):
    def asked() -> int:
        admin.get(address)
        with CaptureQueriesContext(connection) as captured:
            text(admin.get(address))
        return len(captured)

    record_events([new_event(held_on=dt.date(2024, 6, 3))], now=NOW)
    plan()
    alone = asked()
    unions = Place.objects.filter(level="union").order_by("code")[::400]
    days = [dt.date(2024, 6, 1 + n) for n in range(len(unions))]
    for union, day in zip(unions, days, strict=True):
        record_events([new_event(place=union, held_on=day)], now=NOW)
        plan(kind="school-quiz", day=day + dt.timedelta(days=5))
    assert asked() == alone


ROLES = {
    "Administrators": True, "Data managers": True, "RSC supervisors": True, "Editors": True,
    "Approvers": True, "Field staff": True, "Donor readers": False,
}  # fmt: skip
EVERYWHERE = {"Administrators", "Data managers", "Editors", "Approvers"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("own", [KHULNA, JASHORE, None])
def test_each_role_sees_its_own_districts_figures_and_no_others(stored, role, own):
    plan()
    plan(district=JASHORE)
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=role))
    if own:
        Assignment.objects.create(user=user).districts.set([own])
    browser = Client()
    browser.force_login(user)
    sees = {KHULNA, JASHORE} if role in EVERYWHERE else {own} - {None}
    pages = [browser.get(MAP), browser.get(MAP, {"show": "attendance"}), browser.get(CALENDAR)]
    may = browser.get(CALENDAR, {"month": "2024-05"})
    asked_for_other = browser.get(CALENDAR, {"month": "2024-05", "district": KHULNA})
    if not ROLES[role]:
        assert [page.status_code for page in pages] == [302] * 3
        assert b"/admin/events_map/" not in browser.get("/admin/").content
        return
    for page in pages[:2]:
        shown = table_of(text(page)) if sees else {}
        assert ("Khulna" in shown, "Jashore" in shown) == (KHULNA in sees, JASHORE in sees)
        words = " ".join(drawn(text(page)))
        assert ("Khulna" in words, "Jashore" in words) == (KHULNA in sees, JASHORE in sees)
        if own is None and role not in EVERYWHERE:
            assert "assigned to no district" in text(page)
    for page in (may, asked_for_other):
        if KHULNA not in sees:
            assert f"/inspect/{stored[0].pk}/" not in text(page)
    assert (f"/inspect/{stored[0].pk}/" in text(may)) is (KHULNA in sees)
    assert (f"/inspect/{stored[2].pk}/" in text(may)) is (JASHORE in sees)
    names = {KHULNA: union_of(KHULNA).name, JASHORE: union_of(JASHORE).name}
    for district, name in names.items():
        assert (name in text(pages[2])) is (district in sees)
    assert b"/admin/events_map/" in browser.get("/admin/").content
