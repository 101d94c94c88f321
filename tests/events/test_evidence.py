"""How well an event is evidenced: said in words, the same on its page and in the list's filter."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from campaigns.models import Place
from events.models import Event
from events.recording import record_events, save_event
from events.verification.draws import draw_month, note_call
from events.verification.evidence import (
    ITEMS,
    Evidence,
    at_level,
    evidence_by_month,
    evidence_of,
    weigh,
)
from events.verification.merging import merge_events


def there(event: Event) -> set[str]:
    words = {item.there: item.code for item in ITEMS}
    return {words[said] for said in evidence_of(event).there}


def test_nothing_is_little_and_a_call_back_is_all():
    assert weigh([]).level == Evidence.THIN
    assert weigh(["called"]).level == Evidence.CONFIRMED
    assert weigh({"sheet", "counted"}).level == Evidence.FAIR
    assert weigh({"sheet", "counted", "photo", "soon"}).level == Evidence.STRONG


def test_each_piece_is_either_there_or_missing():
    codes = {"sheet", "soon"}
    found = weigh(codes)
    assert len(found.there) == 2
    assert len(found.there) + len(found.missing) == len(ITEMS)


def test_one_weak_piece_more_never_lowers_the_step():
    order = list(Evidence)[::-1]
    codes: set[str] = set()
    steps = [weigh(codes).level]
    for item in sorted(ITEMS, key=lambda item: item.weight):
        codes.add(item.code)
        steps.append(weigh(codes).level)
    assert steps == sorted(steps, key=order.index)


@pytest.fixture
def stored(new_event, now):
    def store(**parts) -> Event:
        usual = {"headcount": "estimate", "held_on": dt.date(2024, 5, 1), "women": 10}
        event = new_event(**{**usual, **parts})
        save_event(event, by=None, now=now)
        return event

    return store


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({}, set()),
        ({"headcount": "count"}, {"counted"}),
        ({"headcount": "sheet"}, {"counted", "sheet"}),
        ({"partner": "BRAC"}, {"partner"}),
        ({"venue": "school"}, set()),
        ({"venue": "school", "starts_at": dt.time(10)}, {"time"}),
        ({"held_on": dt.date(2024, 5, 25)}, {"soon"}),
        ({"held_on": dt.date(2024, 5, 24)}, set()),
        ({"held_on": dt.date.max, "standing": "questioned", "flags": ["future"]}, {"soon"}),
    ],
)
def test_what_is_there_is_read_from_the_event(stored, parts, codes):
    assert there(stored(**parts)) == codes


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["union", "upazila", "district"])
def test_a_position_is_evidence_near_the_place_only(stored, level):
    place = Place.objects.filter(level=level, code__startswith="BD4047")[0]
    middle = place.parent if level == "union" else place
    near = {"latitude": float(middle.lat) + 0.1, "longitude": float(middle.lon) - 0.1}
    assert there(stored(place=place, **near)) == {"position"}
    assert there(stored(place=place, latitude=23.8, longitude=90.4)) == set()


@pytest.mark.django_db
def test_a_second_person_who_logged_it_is_evidence_and_the_same_one_is_not(new_event, now):
    one, two = (User.objects.create_user(name) for name in ("rahima", "karim"))
    shows = [new_event(recorded_by=who, women=5) for who in (one, one, two)]
    record_events(shows, now=now)
    merge_events(shows[0], shows[1], by=one, now=now)
    assert "second" not in there(shows[0])
    merge_events(shows[0], shows[2], by=one, now=now)
    assert "second" in there(shows[0])


@pytest.mark.django_db
def test_a_call_back_that_confirms_is_the_highest_step(stored, now):
    event = stored()
    draw = draw_month(dt.date(2024, 5, 1), by=None, now=now)
    caller = User.objects.create_user("caller")
    note_call(draw.drawn.get(), result="differs", differs_how="later", by=caller, now=now)
    assert evidence_of(event).level == Evidence.THIN
    note_call(draw.drawn.get(), result="confirmed", by=caller, now=now)
    assert evidence_of(event).level == Evidence.CONFIRMED


@pytest.mark.django_db
def test_the_filter_of_the_list_says_what_the_page_says(stored):
    near = {"latitude": 22.8, "longitude": 89.5}
    events = [
        stored(),
        stored(headcount="sheet"),
        stored(headcount="sheet", partner="BRAC", **near),
        stored(headcount="sheet", partner="BRAC", venue="a", starts_at=dt.time(10), **near),
    ]
    found = {level: set(at_level(Event.objects.all(), level)) for level in Evidence}
    assert set.union(*found.values()) == set(events)
    for event in events:
        assert event in found[evidence_of(event).level]


@pytest.mark.django_db
def test_the_months_add_up_to_what_the_ledger_holds(stored, ledger):
    stored(headcount="sheet")
    stored(women=1000)
    stored(held_on=dt.date(2024, 4, 30))
    stored(standing="questioned", question="When?")
    rows = evidence_by_month(Event.objects.all(), since=dt.date(2024, 1, 1))
    assert [(row["month"], row["step"], row["events"]) for row in rows if row["events"]] in (
        [("2024-05", "thin", 1), ("2024-05", "fair", 1), ("2024-04", "thin", 1)],
        [("2024-05", "fair", 1), ("2024-05", "thin", 1), ("2024-04", "thin", 1)],
    )
    held = ledger()
    assert sum(row["events"] for row in rows) == held.pop("A1 x x")
    assert sum(row["attendances"] for row in rows) == sum(held.values())
