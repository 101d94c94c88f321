"""Persons beside contacts: what the declared rule gives, whatever was held, said and corrected."""

import datetime as dt
from collections import defaultdict
from uuid import UUID

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Contributor, Entry, Place
from campaigns.reach import reach_report
from campaigns.unique_persons import Union, estimate_of, estimates, quarter_of
from events.models import Event, EventKind
from events.recording import record_events, save_event
from tests.campaigns.campaign_made import make_campaign, somebody

NOW = dt.datetime(2024, 9, 1, 6, tzinfo=dt.UTC)
QUARTER, JUNE = dt.date(2024, 4, 1), dt.date(2024, 6, 1)
DAYS = [dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2024, 6, 30), dt.date(2024, 7, 1)]
KINDS = ["ipt-show", "video-show", "tea-stall-meeting"]

told = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "union": st.integers(0, 1),
        "day": st.sampled_from(DAYS),
        "came": st.none() | st.integers(0, 90),
        "share": st.none() | st.integers(0, 100),
        "standing": st.sampled_from(["counted", "counted", "set-aside"]),
    }
)


def unions() -> list[Place]:
    return [*Place.objects.filter(level="union", code__startswith="BD4047").order_by("code")[:2]]


def event_of(number: int, said: dict, places: list[Place]) -> Event:
    came, share = said["came"], said["share"]
    first = None if share is None or came is None else came * share // 100
    return Event(
        client_uuid=UUID(int=number + 1), kind=EventKind.objects.get(pk=said["kind"]),
        held_on=said["day"], place=places[said["union"]], not_recorded=came, first_timers=first,
        headcount="not-counted" if came is None else "count", standing=said["standing"],
        set_aside_reason="logged twice" if said["standing"] == "set-aside" else "",
    )  # fmt: skip


def by_hand(events: list[Event]) -> int | None:
    """Apply the rule to the events themselves, in the plainest way."""
    first, groups = {}, defaultdict(lambda: defaultdict(int))
    for one in events:
        if one.not_recorded is None:
            continue
        if one.first_timers is not None:
            first[one.place_id] = first.get(one.place_id, 0) + one.first_timers
        else:
            groups[one.place_id][one.kind_id] += one.not_recorded
    # Where all were asked a kind has nobody left over: a group of none.
    largest = [max(first.get(place, 0), *groups[place].values(), 0) for place in {*first, *groups}]
    return sum(largest) if largest else None


class TheRule(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(st.lists(told, min_size=1, max_size=6), st.randoms(use_true_random=False))
    def test_it_holds_of_any_events_in_any_order(self, said, chance):
        places = unions()
        events = [event_of(number, one, places) for number, one in enumerate(said)]
        chance.shuffle(events)
        for event in events:
            save_event(event, by=None, now=NOW)
        every = estimates(first=QUARTER, last=dt.date(2024, 7, 1))
        counted = [one for one in events if one.standing == "counted"]
        for quarter in (QUARTER, dt.date(2024, 7, 1)):
            mine = [one for one in counted if quarter_of(one.held_on.replace(day=1)) == quarter]
            told = every.get(("*", quarter))
            assert (told.low if told else None) == by_hand(mine)
            came = [one.not_recorded for one in mine if one.not_recorded is not None]
            if not came:
                continue
            asked = [one.first_timers for one in mine if one.first_timers is not None]
            largest = max(
                [
                    0,
                    *(
                        one.not_recorded
                        for one in mine
                        if one.not_recorded and one.first_timers is None
                    ),
                ]
            )
            assert max([0, *asked]) <= told.low
            assert largest <= told.low <= told.high == sum(came)
            assert told.complete == (len(came) == len(mine))


groups = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 50), max_size=3)
some_unions = st.lists(st.tuples(st.none() | st.integers(0, 50), groups), max_size=4)


def union_of(first: int | None, came: dict[str, int]) -> Union:
    one = Union(first_timers=first)
    one.attendances.update(came)
    return one


@given(some_unions, st.integers(0, 3), st.sampled_from(KINDS), st.integers(0, 20))
def test_more_people_never_make_fewer_and_areas_add_up(parts, which, kind, more):
    before = estimate_of(QUARTER, [union_of(*part) for part in parts], complete=True)
    unions = [union_of(*part) for part in parts]
    if unions:
        unions[which % len(unions)].attendances[kind] += more
    after = estimate_of(QUARTER, unions, complete=True)
    assert (before.low or 0) <= (after.low or 0)
    apart = [estimate_of(QUARTER, [one], complete=True) for one in unions]
    assert (after.low or 0) == sum(one.low or 0 for one in apart)


def test_nothing_known_is_no_zero_and_nobody_who_came_is():
    assert estimate_of(QUARTER, [], complete=True).low is None
    assert estimate_of(QUARTER, [Union()], complete=True).high is None
    assert estimate_of(QUARTER, [union_of(None, {"ipt-show": 0})], complete=True).low == 0


@pytest.fixture
def quarter(db) -> list[Event]:
    """One union: shows of 40 and 30 people, a meeting of 50 where 20 were new, in one campaign."""
    make_campaign("before-eid")
    said = [("ipt-show", 0, DAYS[0], 40, None), ("ipt-show", 0, DAYS[1], 30, None),
            ("tea-stall-meeting", 0, DAYS[1], 50, 40),
            ("video-show", 1, DAYS[2], 25, None)]  # fmt: skip
    names = ("kind", "union", "day", "came", "share")
    events = [
        event_of(n, {**dict(zip(names, one, strict=True)), "standing": "counted"}, unions())
        for n, one in enumerate(said)
    ]
    events[3].campaign_id = "before-eid"
    record_events(events, now=NOW)
    return events


@pytest.mark.django_db
def test_the_report_tells_it_beside_the_contacts_with_its_rule(quarter, django_assert_num_queries):
    report = reach_report(JUNE, now=NOW)["field"]
    told = report["unique_estimate"]
    assert "largest kind of event" in told.pop("rule_en")
    assert told.pop("rule_bn")
    assert told == {
        "from": "2024-04", "to": "2024-06", "low": 70 + 25, "high": 145,
        "unions": 2, "unions_asked": 1, "complete": True,
    }  # fmt: skip
    assert report["attendance"]["cumulative"]["all"] == 145
    with django_assert_num_queries(1):
        every = estimates(first=QUARTER, last=JUNE)
    assert every["before-eid", QUARTER].low == 25
    may = reach_report(dt.date(2024, 5, 1), now=NOW)["field"]["unique_estimate"]
    assert (may["low"], may["high"]) == (70, 120)
    earlier = reach_report(JUNE, now=NOW, as_of=NOW - dt.timedelta(days=1))["field"]
    assert earlier["unique_estimate"]["low"] is None


@pytest.mark.django_db
def test_an_event_that_is_set_aside_leaves_nothing_unknown_behind(quarter):
    event = Event.objects.get(pk=quarter[3].pk)
    event.standing, event.set_aside_reason = "set-aside", "logged twice"
    save_event(event, by=None, now=NOW + dt.timedelta(minutes=1))
    told = estimates(first=QUARTER, last=JUNE)["*", QUARTER]
    assert (told.low, told.high, told.unions, told.complete) == (70, 120, 1, True)


@pytest.mark.django_db
def test_a_closed_month_s_estimate_does_not_move(quarter):
    one, other = somebody("Editors"), somebody("Approvers")
    begin_closing(QUARTER, by=one, today=dt.date(2024, 9, 1))
    approve_closing(QUARTER, by=other, now=NOW)
    late = event_of(9, {"kind": "ipt-show", "union": 0, "day": DAYS[0], "came": 500,
                        "share": None, "standing": "counted"}, unions())  # fmt: skip
    save_event(late, by=None, now=NOW + dt.timedelta(days=1))
    low = [estimates(first=QUARTER, last=month)["*", QUARTER].low for month in (QUARTER, JUNE)]
    assert low == [40, 570 + 25]


@pytest.mark.django_db
def test_events_of_before_are_posted_anew_once_and_in_open_months(quarter, capsys):
    asked = quarter[2]
    # As the ledger held it before first-timers were told.
    without = Event.objects.get(pk=asked.pk)
    without.first_timers = None
    save_event(without, by=None, now=NOW + dt.timedelta(minutes=1))
    Event.objects.filter(pk=asked.pk).update(first_timers=20)
    assert estimates(first=QUARTER, last=JUNE)["*", QUARTER].unions_asked == 0
    entries = Entry.objects.count()
    call_command("repost_events", "--dry-run")
    assert Entry.objects.count() == entries
    call_command("repost_events")
    assert Entry.objects.count() == entries + 2
    call_command("repost_events")
    assert Entry.objects.count() == entries + 2
    assert capsys.readouterr().out.splitlines() == [
        "1 events to post anew, 0 entries written", "1 events posted anew, 2 entries written",
        "0 events posted anew, 0 entries written",
    ]  # fmt: skip
    assert estimates(first=QUARTER, last=JUNE)["*", QUARTER].unions_asked == 1
    again = Event.objects.get(pk=asked.pk)
    # Later than what was told before, whose content could else stand before this one.
    assert again.updated_at > without.updated_at
    assert Contributor.objects.get(pk=again.contributor).observed_at == again.updated_at
