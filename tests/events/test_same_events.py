"""Events that may be one are found, a few of them and cheaply; what a person said stays said."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Place
from events.models import Event, EventLogEntry, EventPair
from events.recording import record_events, save_event
from events.verification.likeness import Seen, compare, strength
from events.verification.same_events import (
    AlreadySaid,
    find_all_same_events,
    find_same_events,
    say_different,
)
from tests.events.camera import digest, photo, send_photo
from tests.events.in_bulk import store_in_bulk
from tests.events.phone import Phone, field_worker
from tests.events.test_evidence import there

DAY = dt.timedelta(days=1)
UNION, NEIGHBOUR, ELSEWHERE = "BD40470012-U0001", "BD40470012-U0002", "BD40470030-U0001"


def seen(number: int = 1, **parts) -> Seen:
    given = {
        "kind": "ipt-show",
        "place": UNION,
        "day": dt.date(2024, 5, 10),
        "figures": (34, 12, None, None, None),
        **parts,
    }
    return Seen(id=number, **given)


ALIKE = [
    ({}, {"place-same", "figures-same"}),
    ({"figures": (30, 10, None, None, None)}, {"place-same", "figures-like"}),
    ({"place": "BD40470012"}, {"place-inside", "figures-same"}),
    ({"place": "BD4047"}, {"place-inside", "figures-same"}),
    # The field's own rule: kind, upazila, day, attendance within a fifth.
    ({"place": NEIGHBOUR, "figures": (None,) * 4 + (40,)}, {"place-upazila", "figures-like"}),
    ({"figures": (None,) * 5}, {"place-same"}),
]


@pytest.mark.parametrize(("parts", "reasons"), ALIKE)
def test_what_looks_like_one_event_is_shown_with_its_reasons(parts, reasons):
    likeness = compare(seen(), seen(2, **parts))
    assert set(likeness.reasons) == reasons
    assert compare(seen(2, **parts), seen()).score == likeness.score


UNLIKE = [
    {"kind": "video-show"},
    {"place": ELSEWHERE},
    {"day": dt.date(2024, 5, 11)},
    {"figures": (340, 120, None, None, None)},
    {"place": NEIGHBOUR, "figures": (None,) * 5},
]


@pytest.mark.parametrize("parts", UNLIKE)
def test_what_is_plainly_another_event_costs_nobody_time(parts):
    assert compare(seen(), seen(2, **parts)) is None


def test_two_shows_at_two_hours_of_one_day_are_two():
    at = dt.time(10), dt.time(15)
    like = {"figures": (30, 12, None, None, None)}
    assert compare(seen(starts_at=at[0]), seen(2, starts_at=at[1], **like)) is None
    assert compare(seen(starts_at=at[0]), seen(2, starts_at=dt.time(10, 20), **like))


@pytest.mark.parametrize("flag", ["clock-corrected", "clock-changed", "clock-unknown"])
def test_a_day_apart_is_near_enough_where_a_clock_is_in_doubt(flag):
    next_day = {"day": dt.date(2024, 5, 11)}
    in_doubt = seen(2, flags=frozenset({flag}), **next_day)
    assert "day-next" in compare(seen(), in_doubt).reasons
    assert compare(seen(), seen(2, flags=frozenset({"old"}), **next_day)) is None
    assert compare(seen(), seen(2, flags=frozenset({flag}), day=dt.date(2024, 5, 12))) is None


def test_two_people_one_spot_and_like_photos_speak_for_one_event():
    one = {"person": 1, "position": (22.81, 89.55), "photos": ("ff00ff00ff00ff00",)}
    other = {"person": 2, "position": (22.8101, 89.5501), "photos": ("ff00ff00ff00ff03",)}
    reasons = compare(seen(**one), seen(2, **other)).reasons
    assert {"people-two", "position-same", "photo-alike"} <= set(reasons)
    far = compare(
        seen(**one),
        seen(2, position=(22.9, 89.55), photos=("00ff00ff00ff00ff", "0000000000000000")),
    )
    assert not {"position-same", "photo-alike"} & set(far.reasons)


def test_the_words_for_likeness_are_three_and_no_percentage():
    assert [strength(score) for score in (9, 5, 3)] == [
        "Very likely one event", "Likely one event", "Possibly one event",
    ]  # fmt: skip


# --- The finder ------------------------------------------------------------------


@pytest.fixture
def pairs(db, now):
    def find() -> list[set[str]]:
        find_all_same_events(now=now)
        return [{pair.first.venue, pair.second.venue} for pair in EventPair.objects.all()]

    return find


def test_a_show_that_two_phones_logged_is_found(phone, pairs):
    phone.send(phone.record(venue="school"))
    assert pairs() == []
    other = Phone(field_worker("karim"), phone.place)
    other.send(other.record(venue="the school", women=30))
    assert pairs() == [{"school", "the school"}]
    assert "people-two" in EventPair.objects.get().reasons
    assert pairs() == [{"school", "the school"}]


def test_an_edit_makes_a_pair_or_ends_it(new_event, now, pairs):
    one, other = new_event(venue="a"), new_event(venue="b", held_on=dt.date(2024, 5, 20))
    record_events([one, other], now=now)
    assert pairs() == []
    other.held_on = one.held_on
    save_event(other, by=None, now=now)
    assert pairs() == [{"a", "b"}]
    other.women = 300
    save_event(other, by=None, now=now)
    assert pairs() == []


def test_what_is_set_aside_is_compared_with_nothing(new_event, now, pairs):
    one, other = new_event(venue="a"), new_event(venue="b")
    record_events([one, other], now=now)
    assert pairs()
    other.standing, other.set_aside_reason = "set-aside", "not held"
    save_event(other, by=None, now=now)
    assert not EventPair.objects.waiting().exists()
    assert pairs() == []


@pytest.mark.django_db
def test_a_photo_that_comes_later_speaks_for_one_event(phone, pairs):
    other = Phone(field_worker("karim"), phone.place)
    scenes = (photo(), photo(quality=40))
    records = [
        one.record(photos=[digest(scene)])
        for one, scene in zip((phone, other), scenes, strict=True)
    ]
    for one, record in zip((phone, other), records, strict=True):
        one.send(record)
    pairs()
    assert "photo-alike" not in EventPair.objects.get().reasons
    for one, record, scene in zip((phone, other), records, scenes, strict=True):
        assert send_photo(one, record, scene).status_code == 201
    pairs()
    assert "photo-alike" in EventPair.objects.get().reasons
    assert [there(event) >= {"photo"} for event in Event.objects.all()] == [True, True]


def test_what_a_person_told_apart_stays_apart(new_event, now, pairs):
    shirin = User.objects.create_user("shirin")
    one, other = new_event(venue="a"), new_event(venue="b")
    record_events([one, other], now=now)
    pairs()
    pair = EventPair.objects.get()
    say_different(pair, reason="two villages", by=shirin, now=now)
    with pytest.raises(AlreadySaid):
        say_different(pair, reason="no", by=shirin, now=now)
    for women in (300, 10):
        other.women = women
        save_event(other, by=None, now=now + DAY)
        pairs()
    pair.refresh_from_db()
    assert (pair.decision, pair.decision_reason, pair.decided_by) == (
        "different", "two villages", shirin,
    )  # fmt: skip
    assert not EventPair.objects.waiting().exists()
    assert EventLogEntry.objects.filter(action="events.different", user=shirin).count() == 2


def test_the_end_of_time_is_no_end_of_the_finder(new_event, now, pairs):
    odd = {"standing": "questioned", "flags": ["clock-unknown", "future"]}
    days = [dt.date.max, dt.date.max, dt.date.min]
    record_events([new_event(held_on=day, **odd) for day in days], now=now)
    assert len(pairs()) == 1


def bulk(new_event, days: int, *, from_day=dt.date(2024, 1, 1)) -> None:
    """Store events without their figures in the ledger: a copy of one, each with its own."""
    moment = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    unions = list(Place.objects.filter(level="union").order_by("pk")[:40:4])
    days_on = [from_day + n * DAY for n in range(days)]
    shows = (new_event(place=union, held_on=day) for day in days_on for union in unions)
    store_in_bulk(shows, at=moment)


def test_many_events_are_compared_by_few_queries(new_event, now):
    def cost(days: int, **kw) -> int:
        bulk(new_event, days, **kw)
        with CaptureQueriesContext(connection) as asked:
            find_all_same_events(now=now)
        return len(asked)

    few = cost(2)
    # 300 new events at once are one stretch of days, and one new one reads three days of 600.
    assert cost(30, from_day=dt.date(2024, 2, 1)) <= few + 2
    save_event(new_event(held_on=dt.date(2024, 2, 10)), by=None, now=now)
    with CaptureQueriesContext(connection) as asked:
        find_same_events(now=now)
    assert len(asked) <= few
    read = [one["sql"] for one in asked if "starts_at" in one["sql"]]
    assert len(read) == 1
    assert "2024-02-09" in read[0]
    assert "2024-02-11" in read[0]


def test_a_thousand_events_of_one_kind_in_one_day_make_no_pair_across_districts(new_event, now):
    bulk(new_event, 1)
    find_all_same_events(now=now)
    for pair in EventPair.objects.select_related("first", "second"):
        assert pair.first.place_id[:10] == pair.second.place_id[:10]
