"""Verification in the admin: side by side, merged, undone; draws and calls; own districts only."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import RSC, Assignment, Place, ServedDistrict
from events.models import Draw, DrawnEvent, Event, EventPair, Merge
from events.recording import record_events, save_event
from events.verification.draws import draw_month
from events.verification.merging import merge_events
from events.verification.same_events import find_all_same_events
from foundation.moments import dhaka_day
from tests.events.in_bulk import store_in_bulk
from tests.events.phone import field_worker

pytestmark = pytest.mark.django_db

OWN, OTHER = "BD3093", "BD4047"
PAIRS, DRAWS = "/admin/same_events/", "/admin/draws/"
EVIDENCE, OUTLIERS = "/admin/reports/event-evidence/", "/admin/reports/event-outliers/"
MAY = dt.date(2024, 5, 1)
VERIFIES = (
    "access_admin", "view_event", "change_eventpair", "view_eventpair", "view_draw",
    "change_drawnevent", "view_drawnevent",
)  # fmt: skip


def union_of(district: str) -> Place:
    return Place.objects.filter(level="union", code__startswith=district)[0]


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def verifier(name: str, *districts: str, permissions=VERIFIES) -> User:
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    if districts:
        Assignment.objects.create(user=user).districts.set(districts)
    return user


@pytest.fixture
def rows(new_event, now) -> dict[str, EventPair]:
    """Of each district two events that look like one, and a draw in which one of them is."""
    for district in (OWN, OTHER):
        parts = {"place": union_of(district), "organiser": f"Canary {district} team"}
        record_events(
            (new_event(venue=f"Canary {district} {n}", women=n, **parts) for n in (40, 41)),
            now=now,
        )
    find_all_same_events(now=now)
    draw_month(MAY, by=None, now=now)
    return {pair.first.place.district_code: pair for pair in EventPair.objects.all()}


def lines(answer) -> dict[str, tuple[str, str]]:
    return {line.label: (line.here, line.sent) for line in answer.context["lines"]}


# --- One event or two ------------------------------------------------------------


def test_the_list_says_what_who_and_why(admin, rows):
    page = admin.get(PAIRS).content.decode()
    for words in ("10 May 2024", "Tangail", "Likely one event", "The same place.", "Waits for"):
        assert words in page


def test_both_stand_side_by_side_in_words(admin, rows):
    shown = lines(admin.get(f"{PAIRS}inspect/{rows[OWN].pk}/"))
    assert shown["Women"] == ("40", "41")
    assert shown["Venue"] == (f"Canary {OWN} 40", f"Canary {OWN} 41")
    assert shown["Standing"] == ("Counted", "Counted")
    assert "Recorded at" in shown


@pytest.mark.parametrize(
    ("kept", "figures", "counted"),
    [
        ("first", "own", 40), ("first", "other", 41), ("second", "own", 41), ("second", "other", 40)
    ],
)  # fmt: skip
def test_a_person_merges_them_and_undoes_it(admin, rows, ledger, kept, figures, counted):
    pair = rows[OWN]
    before = ledger()
    given = {"kept": kept, "figures": figures, "reason": "both were there"}
    assert admin.post(f"{PAIRS}merge/{pair.pk}/", given).status_code == 302
    merge = Merge.objects.get()
    assert merge.kept == (pair.first if kept == "first" else pair.second)
    assert (merge.by.username, merge.reason) == ("shirin", "both were there")
    assert ledger(key__area_code=pair.first.place_id)["A2 w adult"] == counted
    page = admin.get(f"{PAIRS}inspect/{pair.pk}/").content.decode()
    assert "One event: merged" in page
    assert f"{PAIRS}merge/" not in page
    assert admin.post(f"{PAIRS}undo/{pair.pk}/").status_code == 302
    assert ledger() == before
    assert "undone" in admin.get(f"{PAIRS}inspect/{pair.pk}/").content.decode()


def test_they_are_told_apart_with_a_reason(admin, rows):
    pair = rows[OWN]
    assert admin.post(f"{PAIRS}different/{pair.pk}/", {"reason": ""}).status_code == 200
    admin.post(f"{PAIRS}different/{pair.pk}/", {"reason": "two villages"})
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by.username) == ("different", "shirin")
    assert "two villages" in admin.get(f"{PAIRS}inspect/{pair.pk}/").content.decode()
    # What was told apart too early can still be merged.
    admin.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    assert Merge.objects.exists()


def test_what_stands_against_it_is_said_on_the_form(admin, rows, ledger):
    pair = rows[OWN]
    admin.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    again = admin.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    assert "set aside already" in again.content.decode()
    admin.post(f"{PAIRS}undo/{pair.pk}/")
    assert admin.post(f"{PAIRS}undo/{pair.pk}/").status_code == 302
    assert ledger()["A1 x x"] == 4


def test_the_form_of_a_merged_event_does_not_count_it_again(admin, rows, form, ledger, now):
    pair = rows[OWN]
    merge_events(pair.first, pair.second, by=User.objects.get(username="shirin"), now=now)
    before = ledger()
    event = Event.objects.get(pk=pair.second_id)
    answer = admin.post(
        f"/admin/events/edit/{event.pk}/", form(event, standing="counted", set_aside_reason="")
    )
    assert "Undo that" in str(answer.context["form"].errors)
    assert ledger() == before


def test_an_event_shows_its_evidence_and_its_pairs(admin, rows):
    page = admin.get(f"/admin/events/inspect/{rows[OWN].first_id}/").content.decode()
    assert "No photo." in page
    assert "The people were counted." in page
    assert f"{PAIRS}inspect/{rows[OWN].pk}/" in page


def test_the_list_of_events_narrows_by_evidence(admin, rows, new_event, now):
    save_event(new_event(headcount="sheet", women=5, venue="hall"), by=None, now=now)
    found = admin.get("/admin/events/?evidence=fair").context["object_list"]
    assert [event.venue for event in found] == ["hall"]


# --- Draws -----------------------------------------------------------------------


def test_a_month_is_drawn_in_the_admin_and_its_calls_are_written_down(admin, new_event, now):
    record_events([new_event(venue=f"hall {n}") for n in range(3)], now=now)
    given = {"month": "2024-05", "share": "50", "seed": "4711"}
    answer = admin.post(f"{DRAWS}new/", given)
    draw = Draw.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{DRAWS}inspect/{draw.pk}/")
    assert (draw.seed, draw.share, draw.drawn.count()) == ("4711", 50, 2)
    again = admin.post(f"{DRAWS}new/", given)
    assert again.context["form"].errors["month"]
    row = draw.drawn.first()
    call = f"{DRAWS}call/{row.pk}/"
    assert row.event.venue in admin.get(call).content.decode()
    assert admin.post(call, {"result": "differs"}).status_code == 200
    admin.post(call, {"result": "differs", "differs_how": "a day later"})
    row.refresh_from_db()
    assert (row.result, row.called_by.username) == ("differs", "shirin")
    page = admin.get(answer.url).content.decode()
    assert "0 of 2 events drawn were confirmed, 1 differs, 1 still to be called" in page
    assert "a day later" in page
    assert "2024" in admin.get(DRAWS).content.decode()


def test_a_blank_seed_is_made_of_the_ids(admin, new_event, now):
    save_event(new_event(), by=None, now=now)
    admin.post(f"{DRAWS}new/", {"month": "2024-05", "share": "5", "seed": ""})
    draw = Draw.objects.get()
    assert draw.seed == f"2024-05:{draw.digest}"


def test_nobody_calls_back_an_own_event_in_the_admin(new_event, now):
    user = verifier("rahima", OTHER)
    save_event(new_event(), by=user, now=now)
    draw_month(MAY, by=None, now=now)
    row = DrawnEvent.objects.get()
    answer = browser_of(user).post(f"{DRAWS}call/{row.pk}/", {"result": "confirmed"})
    assert "yourself" in answer.content.decode()
    row.refresh_from_db()
    assert row.tries == 0


def test_only_who_works_everywhere_draws(rows):
    new = f"{DRAWS}new/"
    drawer = (*VERIFIES, "add_draw")
    assert browser_of(verifier("a", OWN, permissions=drawer)).get(new).status_code == 302
    everywhere = verifier("b", permissions=(*drawer, "everywhere_assignment"))
    assert browser_of(everywhere).get(new).status_code == 200


# --- Reports ---------------------------------------------------------------------


def test_the_evidence_of_each_month_is_counted(admin, rows, new_event, now):
    moment = dt.datetime.now(tz=dt.UTC)
    recent = dhaka_day(moment) - dt.timedelta(days=3)
    save_event(new_event(held_on=recent, headcount="sheet", women=5), by=None, now=moment)
    (row,) = admin.get(EVIDENCE).context["object_list"]
    assert (row["month"], row["fair"], row["all"]) == (recent.replace(day=1), 1, 1)


def test_who_stands_out_is_shown_by_organiser_or_by_person(admin, new_event, now):
    worker = field_worker("rahima")
    worker.first_name = "Rahima"
    worker.save()
    team = {"organiser": "Team A", "recorded_by": worker}
    big = [new_event(women=1000 + n, **team) for n in range(8)]
    usual = [new_event(organiser="Team B", women=50 + n) for n in range(9)]
    store_in_bulk([*big, *usual], at=now)
    days = {"held_on_from": "2024-01-01", "held_on_to": "2024-12-31"}
    page = admin.get(OUTLIERS, days).content.decode()
    assert "Team A" in page
    assert "larger than with others" in page
    assert "Team B" not in page
    rows = admin.get(OUTLIERS, {**days, "who": "person"}).context["object_list"]
    assert rows == [] or rows[0].who == str(worker.pk)
    assert admin.get(OUTLIERS).context["object_list"] == []


# --- Own districts ---------------------------------------------------------------


def supervisor() -> User:
    rsc = RSC.objects.create(name_en="T", name_bn="ট", seat_id=OWN, districts_source="a test")
    ServedDistrict.objects.create(district_id=OWN, rsc=rsc)
    user = User.objects.create_user("supervisor")
    user.groups.add(Group.objects.get(name="RSC supervisors"))
    Assignment.objects.create(user=user, supervises=rsc)
    return user


def data_manager() -> User:
    user = User.objects.create_user("data manager")
    user.groups.add(Group.objects.get(name="Data managers"))
    return user


def field_staff() -> User:
    user = User.objects.create_user("field staff")
    user.groups.add(Group.objects.get(name="Field staff"))
    Assignment.objects.create(user=user).districts.set([OWN, OTHER])
    return user


def unassigned() -> User:
    return verifier("unassigned")


def assigned() -> User:
    return verifier("assigned", OWN)


SEES = [
    (supervisor, {OWN}),
    (assigned, {OWN}),
    (data_manager, {OWN, OTHER}),
    (field_staff, set()),
    (unassigned, set()),
]
who = pytest.mark.parametrize(("who", "sees"), SEES, ids=[make.__name__ for make, _ in SEES])
LISTS = [
    PAIRS,
    f"{PAIRS}results/?district=BD4047&state=waiting",
    DRAWS,
    f"{EVIDENCE}results/",
    f"{OUTLIERS}results/?held_on_from=2024-01-01&who=person",
    f"{OUTLIERS}?held_on_from=2024-01-01&district=BD4047",
]


def pages(pair: EventPair) -> list[str]:
    drawn = DrawnEvent.objects.get(event__in=[pair.first_id, pair.second_id])
    return [
        f"{PAIRS}inspect/{pair.pk}/",
        f"{PAIRS}merge/{pair.pk}/",
        f"{PAIRS}different/{pair.pk}/",
        f"{PAIRS}undo/{pair.pk}/",
        f"{DRAWS}call/{drawn.pk}/",
    ]


@pytest.fixture
def many(rows, new_event, now) -> None:
    """Give each district a team whose figures stand out, beside the others."""
    for district in (OWN, OTHER):
        team = {"organiser": f"Canary {district} team", "place": union_of(district)}
        store_in_bulk([new_event(women=61, **team) for _ in range(8)], at=now)


@who
def test_lists_and_reports_hold_only_own_districts(rows, many, who, sees):
    browser = browser_of(who())
    for url in LISTS:
        page = browser.get(url, follow=True).content.decode()
        for district in {OWN, OTHER} - sees:
            assert f"Canary {district}" not in page, url
            assert not [one for one in pages(rows[district]) if one in page], url
    outliers = browser.get(f"{OUTLIERS}?held_on_from=2024-01-01", follow=True).content.decode()
    assert {district for district in rows if f"Canary {district}" in outliers} == sees


@who
def test_single_pages_open_only_in_own_districts(rows, who, sees):
    browser = browser_of(who())
    draw = browser.get(f"{DRAWS}inspect/{Draw.objects.get().pk}/", follow=True).content.decode()
    for district, pair in rows.items():
        opened = [url for url in pages(pair) if browser.get(url).status_code == 200]
        assert opened == (pages(pair) if district in sees else [])
        assert (f"Canary {district}" in draw) == (district in sees)


@who
def test_decisions_are_taken_only_in_own_districts(rows, who, sees, ledger):
    browser = browser_of(who())
    for pair in rows.values():
        *_, call = pages(pair)
        browser.post(call, {"result": "confirmed"})
        browser.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    confirmed = DrawnEvent.objects.filter(result="confirmed").select_related("event__place")
    assert {one.event.place.district_code for one in confirmed} == sees
    merged = Merge.objects.select_related("kept__place")
    assert {one.kept.place.district_code for one in merged} == sees
    assert ledger()["A1 x x"] == 4 - len(sees)


def test_a_pair_that_moved_apart_is_for_who_may_see_both(rows, now):
    pair = rows[OWN]
    moved = pair.second
    moved.place = union_of(OTHER)
    save_event(moved, by=None, now=now)
    for user in (verifier("one", OWN), verifier("other", OTHER)):
        browser = browser_of(user)
        assert f"inspect/{pair.pk}/" not in browser.get(PAIRS).content.decode()
        browser.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
        assert browser.get(f"{PAIRS}inspect/{pair.pk}/").status_code == 302
    assert not Merge.objects.exists()
    both = browser_of(verifier("both", OWN, OTHER))
    assert f"inspect/{pair.pk}/" in both.get(PAIRS).content.decode()


def test_who_may_only_look_decides_nothing(rows):
    browser = browser_of(
        verifier("reader", OWN, permissions=("access_admin", "view_eventpair", "view_drawnevent"))
    )
    pair = rows[OWN]
    page = browser.get(f"{PAIRS}inspect/{pair.pk}/").content.decode()
    assert f"{PAIRS}merge/" not in page
    browser.post(f"{PAIRS}merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    browser.post(f"{PAIRS}different/{pair.pk}/", {"reason": "no"})
    assert not Merge.objects.exists()
    assert EventPair.objects.get(pk=pair.pk).is_waiting


def test_the_lists_ask_the_database_as_often_for_many_as_for_few(admin, rows, new_event, now):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(url).status_code == 200
        return len(asked)

    draw = f"{DRAWS}inspect/{Draw.objects.get().pk}/"
    for url in (PAIRS, draw):
        queries(url)  # Wagtail fills its caches.
    few = queries(PAIRS)
    unions = Place.objects.filter(level="union", code__startswith="BD10")[:12]
    store_in_bulk((new_event(place=union) for union in unions for _ in range(2)), at=now)
    find_all_same_events(now=now)
    assert EventPair.objects.count() > 10
    assert queries(PAIRS) == few
