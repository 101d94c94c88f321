"""What a counter moved by, on any history: shared out to the last view, never clamped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_ingest.counter_rules import Look, Move, is_doubtful, moves_between
from media_ingest.pacific import PACIFIC, pacific_day

AUGUST_BREAK = date(2026, 8, 24)


def look(text: str, count: int) -> Look:
    return Look(count, datetime.fromisoformat(text).replace(tzinfo=PACIFIC))


def test_growth_goes_to_the_last_day_of_its_interval():
    moves = moves_between(look("2026-10-05 12:00", 10), look("2026-10-08 12:00", 40))
    assert moves == [Move(date(2026, 10, 8), growth=30)]


def test_a_look_just_after_midnight_ends_the_day_before():
    moves = moves_between(look("2026-09-30 00:55", 10), look("2026-10-01 00:55", 40))
    assert moves == [Move(date(2026, 9, 30), growth=30)]


def test_two_looks_of_one_night_are_of_their_own_day():
    moves = moves_between(look("2026-10-01 00:05", 10), look("2026-10-01 01:30", 12))
    assert moves == [Move(date(2026, 10, 1), growth=2)]


def test_growth_over_the_turn_of_a_month_is_shared_out_and_marked():
    moves = moves_between(look("2026-09-30 12:00", 0), look("2026-10-01 12:00", 101))
    assert moves == [
        Move(date(2026, 9, 30), growth=50, estimated=True),
        Move(date(2026, 10, 1), growth=51, estimated=True),
    ]


def test_the_month_with_the_changed_clocks_has_an_hour_more():
    # 24 hours on each side of the turn, and one more hour on 1 November.
    moves = moves_between(look("2026-10-31 00:00", 0), look("2026-11-02 00:00", 49))
    assert [move.growth for move in moves] == [24, 25]


def test_a_change_of_meaning_is_a_turn_too():
    moves = moves_between(look("2026-08-23 12:00", 0), look("2026-08-24 12:00", 10), [AUGUST_BREAK])
    assert [(move.day.day, move.growth) for move in moves] == [(23, 5), (24, 5)]


def test_a_fall_is_a_correction_of_the_day_it_was_seen_and_never_clamped():
    moves = moves_between(look("2026-09-29 12:00", 90), look("2026-10-01 00:30", 80))
    assert moves == [Move(date(2026, 10, 1), correction=-10)]


@pytest.mark.parametrize(
    ("before", "count", "doubtful"),
    [
        (1000, 799, True), (1000, 800, False), (1000, 801, False), (400, 300, False),
        (400, 299, True), (120, 19, True), (100, 1, False), (1, 0, True), (0, 0, False),
        (10, 20, False),
    ],
)  # fmt: skip
def test_a_deep_fall_and_a_sudden_zero_are_looked_at_twice(before, count, doubtful):
    assert is_doubtful(before, count) is doubtful


EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=1000)).map(lambda gap: EARLIEST + gap)


@settings(max_examples=300)
@given(
    moments, st.timedeltas(timedelta(0), timedelta(days=120)), st.integers(0, 10**9),
    st.integers(0, 10**9),
)  # fmt: skip
def test_shares_add_up_to_the_whole_and_lie_inside_the_interval(start, gap, count, later):
    before, after = Look(count, start), Look(later, start + gap)
    moves = moves_between(before, after, [AUGUST_BREAK])

    assert sum(move.growth + move.correction for move in moves) == later - count
    assert all(move.growth >= 0 >= move.correction for move in moves)
    first = pacific_day(before.at)
    assert all(first <= move.day <= pacific_day(after.at) for move in moves)
    # No share crosses a month or a change of meaning: each has a stretch of its own.
    stretches = [(m.day.year, m.day.month, m.day >= AUGUST_BREAK) for m in moves]
    assert len(set(stretches)) == len(stretches)
    assert all(move.estimated == (len(moves) > 1) for move in moves)


counts = st.none() | st.integers(0, 5000)
histories = st.lists(st.tuples(st.integers(1, 400), counts), min_size=1, max_size=25)


@settings(max_examples=200)
@given(histories)
def test_a_cumulative_falls_only_by_dated_corrections(history):
    at, last, baseline = datetime(2026, 3, 1, tzinfo=UTC), None, 0
    cumulative, corrected = 0, 0
    for hours, count in history:
        at += timedelta(hours=hours)
        if count is None:  # hidden, private, deleted: frozen
            continue
        if last is None:
            last, baseline = Look(count, at), count
            continue
        moves = moves_between(last, Look(count, at), [AUGUST_BREAK])
        change = sum(move.growth + move.correction for move in moves)
        fell = sum(move.correction for move in moves)
        assert change >= fell
        assert fell == 0 or [move.day for move in moves] == [pacific_day(at)]
        cumulative, corrected, last = cumulative + change, corrected + fell, Look(count, at)
        assert cumulative == last.count - baseline
    assert cumulative - corrected >= 0
