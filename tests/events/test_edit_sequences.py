"""Whatever happens to events, the ledger holds what the events say, and nothing else."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.models import Current, Place, Roll
from events.models import ATTENDANCE_FIELDS, Event, EventKind
from events.recording import save_event

START = dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)
KINDS = ("ipt-show", "video-show", "dcc-meeting")
DAYS = (dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2024, 5, 31))

figures = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 99) for name in ATTENDANCE_FIELDS}
)
versions = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "day": st.sampled_from(DAYS),
        "place": st.integers(0, 2),
        "aside": st.booleans(),
        "figures": figures,
    }
)
# Two events, each seen in up to three versions, saved in the order of the list.
histories = st.lists(st.tuples(st.integers(0, 1), versions), min_size=1, max_size=4)


def apply_version(event: Event, version: dict, places: list[Place]) -> Event:
    event.kind = EventKind.objects.get(pk=version["kind"])
    event.held_on, event.place = version["day"], places[version["place"]]
    for name, figure in version["figures"].items():
        setattr(event, name, figure)
    event.headcount = "not-counted" if event.total is None else "count"
    event.standing = "set-aside" if version["aside"] else "counted"
    event.set_aside_reason = "logged twice" if version["aside"] else ""
    return event


class LedgerFollowsEvents(TestCase):
    @pytest.mark.long
    @settings(max_examples=150, deadline=None)
    @given(history=histories)
    def test_parts_equal_totals_after_any_sequence_of_edits(self, history):
        places = list(Place.objects.filter(level="union").order_by("pk")[:3])
        events = [Event(), Event()]
        for step, (which, version) in enumerate(history):
            event = apply_version(events[which], version, places)
            save_event(event, by=None, now=START + dt.timedelta(minutes=step))
        counted = [event for event in events if event.pk and event.standing == "counted"]

        assert held_in_ledger() == expected(counted)
        assert country_totals() == expected_totals(counted)


def held_in_ledger() -> Counter:
    """Add up the current values by indicator, kind, place and day."""
    sums: Counter = Counter()
    for row in Current.objects.filter(state="value").select_related("key"):
        key = row.key
        sums[key.indicator_id, key.channel_id, key.area_code, key.period_start] += row.value
    return +sums


def expected(events: list[Event]) -> Counter:
    sums: Counter = Counter()
    for event in events:
        at = (event.kind_id, event.place_id, event.held_on)
        sums["A1", *at] += 1
        sums["A2" if event.kind.counts_as_reached else "A4", *at] += event.total or 0
    return +sums


def country_totals() -> Counter:
    """Read what a dashboard reads: each country series at its newest month."""
    sums: Counter = Counter()
    rolls = Roll.objects.filter(series__area_code="", series__campaign="*")
    newest = {roll.series_id: roll for roll in rolls.select_related("series").order_by("month")}
    for roll in newest.values():
        sums[roll.series.indicator_id, roll.series.channel_id] += roll.cum
    return +sums


def expected_totals(events: list[Event]) -> Counter:
    sums: Counter = Counter()
    for (indicator, kind, _place, _day), value in expected(events).items():
        sums[indicator, kind] += value
    return +sums
