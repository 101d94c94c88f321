"""The ledger's laws, over sequences that nobody thought of."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from campaigns.closing import approve_closing, begin_closing
from campaigns.ledger import Cell, Fact, Source, post_contribution, post_stated
from campaigns.models import Current, Entry, Roll
from campaigns.rebuilding import rebuild_rollups
from campaigns.rollups import COUNTS
from campaigns.totals import lines_at

pytestmark = pytest.mark.django_db
laws = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Shrinking replays the database hundreds of times; the examples are small as they are.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
MONTHS = [dt.date(2026, 7, 1), dt.date(2026, 8, 1), dt.date(2026, 9, 1)]
AREAS = ["BD3093", "BD6091", "BD4047"]
MINUTES = st.integers(0, 5)


@contextmanager
def undone() -> Iterator[None]:
    """Run one example and leave nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def source(minute: int, authority: str) -> Source:
    at = dt.datetime(2026, 11, 21, 8, minute, tzinfo=dt.UTC)
    return Source(authority=authority, ref="account:1", observed_at=at, run=f"run:{minute}")


def stated_cell(indicator: str, month: dt.date) -> Cell:
    definition, channel = {
        "D1": ("facebook-viewers", "facebook"),
        "D4": ("youtube-engaged-views", "youtube"),
    }[indicator]
    return Cell(
        indicator=indicator,
        channel=channel,
        definition=definition,
        period_start=month,
        period_end=month + dt.timedelta(days=27),
        zone="America/Los_Angeles",
    )


statements = st.builds(
    lambda indicator, month, minute, authority, value, settled: Fact(
        cell=stated_cell(indicator, month),
        source=source(minute, authority),
        value=value,
        reason="" if value is not None else "withheld",
        settled=settled,
    ),
    st.sampled_from(["D1", "D4"]),
    st.sampled_from(MONTHS),
    MINUTES,
    st.sampled_from(["platform", "person"]),
    st.none() | st.integers(0, 50),
    st.booleans(),
)


def attendance_cell(kind: str, day: dt.date, place: str, sex: str, age: str) -> Cell:
    return Cell(
        indicator="A2",
        channel=kind,
        definition="attendance",
        period_start=day,
        period_end=day,
        zone="Asia/Dhaka",
        area=place,
        sex=sex,
        age=age,
    )


PEOPLE = [("w", "adult"), ("m", "adult"), ("w", "child"), ("m", "child"), ("x", "x")]
revisions = st.tuples(
    st.sampled_from(["event:1", "event:2"]),
    MINUTES,
    st.sampled_from(["ipt-show", "video-show"]),
    st.sampled_from([month.replace(day=9) for month in MONTHS]),
    st.integers(0, 2),
    st.lists(st.none() | st.integers(0, 50), min_size=5, max_size=5),
)


def post_revision(revision, places: list[str]) -> None:
    event, minute, kind, day, place, counts = revision
    said = source(minute, "person")
    facts = [
        Fact(
            cell=attendance_cell(kind, day, places[place], *who),
            source=said,
            value=count,
            reason="" if count is not None else "not-recorded",
        )
        for who, count in zip(PEOPLE, counts, strict=True)
    ]
    post_contribution(event, facts, source=said, now=NOW)


def sums() -> dict[str, tuple[int, ...]]:
    """What every series says at every month, whatever rows that is kept in."""
    return {
        f"{line.name.code} {month}": counts
        for month in MONTHS
        for area in ("", *AREAS)
        for line in lines_at(month, area=area)
        if any(counts := tuple(getattr(line, count) for count in COUNTS))
    }


def assert_rows_are_right() -> None:
    """Rebuilt equals kept, running totals run, parts equal totals."""
    comparison = rebuild_rollups(dry_run=True)
    assert (comparison.put_right, comparison.closed_differ) == ([], [])
    before: dict[int, int] = {}
    for roll in Roll.objects.order_by("month"):
        previous = before.get(roll.series_id, 0)
        assert roll.cum == previous + roll.own + roll.late + roll.brought
        before[roll.series_id] = roll.cum
    districts: dict[tuple[str, dt.date], int] = {}
    country: dict[tuple[str, dt.date], int] = {}
    for roll in Roll.objects.filter(series__indicator="A2").select_related("series"):
        s = roll.series
        line = f"{s.channel_id} {s.sex} {s.age}"
        sums = districts if s.area_code else country
        sums[line, roll.month] = sums.get((line, roll.month), 0) + roll.own + roll.late
    assert districts == country


@pytest.mark.long
@laws
@given(st.lists(statements, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_and_repetition_of_statements_never_change_a_total(facts, random) -> None:
    results = []
    for order in (facts, [*random.sample(facts, len(facts)), *facts[:2]]):
        with undone():
            for fact in order:
                post_stated([fact], now=NOW)
            results.append(sums())
            assert_rows_are_right()
            newest: dict[Cell, Fact] = {}
            for fact in facts:
                rank = (fact.source.authority == "person", fact.source.observed_at)
                kept = newest.get(fact.cell)
                if not kept or rank > (kept.source.authority == "person", kept.source.observed_at):
                    newest[fact.cell] = fact
            for cell, fact in newest.items():
                rivals = [
                    f for f in facts
                    if f.cell == cell
                    and f.source.authority == fact.source.authority
                    and f.source.observed_at == fact.source.observed_at
                ]  # fmt: skip
                now_said = Current.objects.get(key__digest=cell.digest("")).value
                assert now_said in {f.value for f in rivals}
    assert results[0] == results[1]


@pytest.mark.long
@laws
@given(st.lists(revisions, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_and_repetition_of_revisions_never_change_a_total(places, edits, random) -> None:
    results = []
    for order in (edits, [*random.sample(edits, len(edits)), *edits[:2]]):
        with undone():
            for edit in order:
                post_revision(edit, places)
            results.append(sums())
            assert_rows_are_right()
    assert results[0] == results[1]


closings = st.lists(st.booleans(), min_size=4, max_size=4)


@pytest.mark.long
@laws
@given(st.lists(statements | revisions, min_size=4, max_size=4), closings)
def test_closed_rows_never_move_and_what_comes_later_appears_once(places, acts, closings) -> None:
    with undone():
        one, other = (User.objects.create(username=name) for name in ("one", "other"))
        post_stated(
            [Fact(cell=stated_cell("D1", MONTHS[0]), source=source(0, "platform"), value=1)],
            now=NOW,
        )
        to_close, frozen = list(MONTHS), {}
        for act, close in zip(acts, closings, strict=True):
            if close and to_close:
                month = to_close.pop(0)
                begin_closing(month, by=one, today=NOW.date())
                approve_closing(month, by=other, now=NOW)
                frozen |= {
                    roll.pk: [getattr(roll, count) for count in COUNTS]
                    for roll in Roll.objects.filter(month__lte=month)
                }
            if isinstance(act, Fact):
                post_stated([act], now=NOW)
            else:
                post_revision(act, places)
            rows = Roll.objects.in_bulk(frozen)
            assert {pk: [getattr(r, c) for c in COUNTS] for pk, r in rows.items()} == frozen
        assert_rows_are_right()
        # What is known now is what all rows of the country add up to: nothing lost, nothing twice.
        for indicator in ("D1", "D4", "A2"):
            known = sum(
                Current.objects.filter(key__indicator=indicator, state="value").values_list(
                    "value", flat=True
                )
            )
            rows = Roll.objects.filter(series__indicator=indicator, series__area_code="")
            assert known == sum(row.own + row.late + row.brought for row in rows)
        for entry in Entry.objects.filter(version__gte=1).select_related("key"):
            assert entry.booked_month >= entry.key.month


def test_this_runs_against_a_database_with_its_guards() -> None:
    from foundation import triggers

    assert triggers.installed_names(connection) >= triggers.expected_names(connection.vendor)
