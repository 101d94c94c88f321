"""Two events that the finder did not pair: a person finds the other one, and they are merged."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from campaigns.models import Place
from events.models import Event, EventPair, Merge
from events.recording import save_event
from events.verification.same_events import find_all_same_events
from tests.events.phone import field_worker
from tests.events.test_verification_in_the_admin import browser_of, verifier

pytestmark = pytest.mark.django_db
DISTRICT = "BD4047"


def find(event: Event) -> str:
    return f"/admin/same_events/find/{event.pk}/"


@pytest.fixture
def two(new_event, union, now) -> tuple[Event, Event]:
    """Two records of one show, of which one has the wrong day and the wrong union."""
    unions = Place.objects.filter(level="union", code__startswith=DISTRICT).order_by("-code")
    one = new_event(women=40, venue="the school")
    other = new_event(women=5, place=unions[0], held_on=dt.date(2024, 5, 13), venue="a field")
    for event in (one, other):
        save_event(event, by=None, now=now)
    find_all_same_events(now=now)
    assert not EventPair.objects.exists()
    return one, other


def test_what_a_person_names_is_compared_merged_and_two_again(admin, two, ledger, now):
    one, other = two
    before = ledger()
    assert find(one) in admin.get(f"/admin/events/inspect/{one.pk}/").content.decode()
    page = admin.get(find(one)).content.decode()
    assert "a field" in page
    assert "the school" not in page
    answer = admin.post(find(one), {"other": other.pk})
    pair = EventPair.objects.get()
    assert answer.url == f"/admin/same_events/inspect/{pair.pk}/"
    assert "A person asks whether these are one." in admin.get(answer.url).content.decode()
    admin.post(f"/admin/same_events/merge/{pair.pk}/", {"kept": "first", "figures": "own"})
    assert ledger()["A1 x x"] == 1
    assert Merge.objects.get().kept == one
    assert find(other) not in admin.get(f"/admin/events/inspect/{other.pk}/").content.decode()
    admin.post(f"/admin/same_events/undo/{pair.pk}/")
    assert ledger() == before


def test_the_finder_forgets_no_pair_that_a_person_has_named(admin, two, now):
    one, other = two
    admin.post(find(other), {"other": one.pk})
    admin.post(find(one), {"other": other.pk})
    for womens, score in ((6, 0), (40, None)):
        other.women = womens
        if score is None:
            other.held_on, other.place = one.held_on, one.place
        save_event(other, by=None, now=now)
        find_all_same_events(now=now)
        pair = EventPair.objects.get()
        assert "named" in pair.reasons
        assert (pair.score == 0) == (score == 0)
    other.held_on = dt.date(2024, 5, 20)
    save_event(other, by=None, now=now)
    find_all_same_events(now=now)
    assert (EventPair.objects.get().score, EventPair.objects.get().reasons) == (0, ["named"])


def test_only_events_of_the_kind_near_the_day_and_in_the_districts_are_offered(two, new_event, now):
    one, _other = two
    far = new_event(held_on=dt.date(2024, 3, 1), venue="long ago")
    kind = new_event("video-show", venue="another kind")
    elsewhere = Place.objects.filter(level="union", code__startswith="BD3093")[0]
    foreign = new_event(place=elsewhere, venue="Canary hall")
    for event in (far, kind, foreign):
        save_event(event, by=None, now=now)
    browser = browser_of(verifier("karim", DISTRICT))
    page = browser.get(find(one), {"days": 31}).content.decode()
    assert "a field" in page
    for venue in ("long ago", "another kind", "Canary hall"):
        assert venue not in page
    for wrong in (one.pk, far.pk, kind.pk, foreign.pk, 0, "x", "9" * 30, ""):
        assert browser.post(find(one), {"other": wrong}).url == find(one), wrong
    assert not EventPair.objects.exists()
    assert "a field" not in browser.get(find(one), {"days": "1"}).content.decode()
    assert "a field" in browser.get(find(one), {"days": "x", "q": "field"}).content.decode()
    assert "a field" not in browser.get(find(one), {"q": "nowhere"}).content.decode()
    answer = browser.get(find(foreign), follow=True).content.decode()
    assert "Canary hall" not in answer


def test_who_may_not_merge_finds_nothing(two):
    one, other = two
    worker = field_worker("rahima", "view_event", "access_admin", "view_eventpair")
    browser = browser_of(worker)
    assert find(one) not in browser.get(f"/admin/events/inspect/{one.pk}/").content.decode()
    assert browser.get(find(one)).status_code == 302
    browser.post(find(one), {"other": other.pk})
    assert not EventPair.objects.exists()
    worker.user_permissions.add(Permission.objects.get(codename="change_eventpair"))
    assert browser.get(find(one)).status_code == 200
