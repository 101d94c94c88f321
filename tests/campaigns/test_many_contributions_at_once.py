"""Many records post in one go what each would post by itself."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.admission import find_refused
from campaigns.ledger import (
    Cell,
    Contribution,
    Fact,
    LedgerRefused,
    Source,
    post_contribution,
    post_contributions,
    post_stated,
)
from campaigns.models import Contributor, Current, Entry, Roll
from campaigns.rebuilding import rebuild_rollups

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
ENTRY = ("key__digest", "version", "state", "value", "reason", "booked_month", "observed_at")


def said(minute: int = 0) -> Source:
    return Source(authority="person", ref="test", observed_at=NOW + dt.timedelta(minutes=minute))


def show(place: str, *figures: tuple[str, int], day: int = 5, minute: int = 0) -> list[Fact]:
    cell = Cell(
        indicator="A2",
        channel="ipt-show",
        definition="attendance",
        period_start=dt.date(2026, 10, day),
        period_end=dt.date(2026, 10, day),
        zone="Asia/Dhaka",
        area=place,
        age="adult",
    )
    return [
        Fact(cell=replace(cell, sex=sex), source=said(minute), value=value)
        for sex, value in figures
    ]


def contribution(ref: str, facts: list[Fact], minute: int = 0) -> Contribution:
    return Contribution(contributor=ref, facts=tuple(facts), source=said(minute))


def first_and_second_sets(places: list[str]) -> list[list[Contribution]]:
    """Three events; then one moves, one says the same, one is older, one is new, one goes."""
    a, b, c = places
    return [
        [
            contribution("event:1", show(a, ("w", 10), ("m", 5))),
            contribution("event:2", show(a, ("w", 7))),
            contribution("event:3", show(b, ("w", 3), ("m", 4)), minute=9),
            contribution("event:4", show(c, ("w", 1))),
        ],
        [
            contribution("event:4", [], minute=1),
            contribution("event:1", show(c, ("w", 10), ("m", 6), minute=1), minute=1),
            contribution("event:2", show(a, ("w", 7), minute=1), minute=1),
            contribution("event:3", show(b, ("w", 99), minute=1), minute=1),
            contribution("event:5", show(c, ("w", 2), day=9, minute=1), minute=1),
        ],
    ]


def everything() -> tuple[list, list, list, list]:
    return (
        list(Entry.objects.order_by("key__digest", "version").values_list(*ENTRY)),
        list(Roll.objects.order_by("series__code", "month").values_list("series__code", "own")),
        list(Current.objects.order_by("key__digest").values_list("key__digest", "value", "state")),
        list(Contributor.objects.order_by("ref").values_list("ref", "observed_at", "content")),
    )


def test_many_at_once_are_in_the_books_what_they_are_one_by_one(places):
    counts = []
    for sets in first_and_second_sets(places):
        one_by_one = [
            post_contribution(one.contributor, one.facts, source=one.source, now=NOW)
            for one in sets
        ]
        counts.append(sum(p.written for p in one_by_one))
    apart = everything()
    connection.needs_rollback = False
    for model in (Roll, Current, Contributor):
        assert model.objects.exists()
    # The same events under other names, together.
    renamed = [
        [replace(one, contributor=one.contributor + "x") for one in sets]
        for sets in first_and_second_sets(places)
    ]
    together = [post_contributions(sets, now=NOW) for sets in renamed]
    assert [posting.written for posting in together] == counts
    assert [posting.stale for posting in together] == [0, 1]
    entries, _rolls, _currents, contributors = everything()
    said_of = [entry[1:] for entry in entries]
    assert sorted(said_of) == sorted([entry[1:] for entry in apart[0]] * 2)
    by_name = {ref: rest for ref, *rest in contributors}
    assert all(by_name[ref] == by_name[ref + "x"] for ref, *_ in apart[3])
    assert [own for _code, own in everything()[1]] == [2 * own for _code, own in apart[1]]
    assert rebuild_rollups(dry_run=True).put_right == []


def test_one_that_is_refused_takes_the_whole_batch_with_it(places):
    good, bad = show(places[0], ("w", 3)), show(places[0], ("w", -3))
    with pytest.raises(LedgerRefused, match="below zero"):
        post_contributions([contribution("event:1", good), contribution("event:2", bad)], now=NOW)
    assert not Entry.objects.exists()
    assert not Contributor.objects.exists()


def test_which_would_be_refused_is_told_without_a_write(places):
    opening = Cell(
        indicator="A2",
        channel="ipt-show",
        definition="attendance",
        period_start=dt.date(2026, 10, 1),
        period_end=dt.date(2026, 10, 7),
        zone="Asia/Dhaka",
        role="opening",
        sex="w",
        age="adult",
    )
    post_stated([Fact(cell=opening, source=said(), value=50)], now=NOW)
    asked = [
        contribution("event:inside", show(places[0], ("w", 1), day=5)),
        contribution("event:after", show(places[0], ("w", 1), day=8)),
        contribution("event:negative", show(places[1], ("m", -1))),
        contribution("event:nothing", []),
    ]
    refused = find_refused(asked)
    assert set(refused) == {"event:inside", "event:negative"}
    assert "inside a balance" in refused["event:inside"].why
    assert Entry.objects.count() == 1
    assert find_refused([]) == {}


def test_two_sets_of_one_record_and_one_of_nobody_are_refused(places):
    for refs in (("event:1", "event:1"), ("", "event:1")):
        with pytest.raises(LedgerRefused, match="contributor"):
            post_contributions(
                [contribution(ref, show(places[0], ("w", 3))) for ref in refs], now=NOW
            )
    assert not Entry.objects.exists()


def test_fifty_take_no_more_statements_than_five(places):
    asked = []
    for number in (5, 50):
        sets = [
            contribution(f"event:{number}:{n}", show(places[n % 3], ("w", n), ("m", 1)))
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            post_contributions(sets, now=NOW)
        asked.append(len(captured))
    # SQLite takes a thousand values a statement, so long inserts are cut there.
    assert asked[1] <= asked[0] + (0 if connection.vendor == "postgresql" else 8)
