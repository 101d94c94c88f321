"""What a statement does to the ledger, and what the ledger does not take."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.admission import ROOM
from campaigns.ledger import Cell, Fact, LedgerRefused, Source, post_contribution, post_stated
from campaigns.models import Current, Entry, Roll

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def source(minute: int = 0, authority: str = "platform", **more: str) -> Source:
    return Source(
        authority=authority,
        ref="account:1",
        observed_at=dt.datetime(2026, 11, 21, 10, minute, tzinfo=dt.UTC),
        **more,
    )


def viewers(month: dt.date = dt.date(2026, 10, 1), **more: str) -> Cell:
    return Cell(
        indicator="D1",
        channel="facebook",
        definition="facebook-viewers",
        period_start=month,
        period_end=(month + dt.timedelta(days=27)),
        zone="America/Los_Angeles",
        **more,
    )


def fact(value: int | None, minute: int = 0, cell: Cell | None = None, **more) -> Fact:
    reason = more.pop("reason", "" if value is not None else "no-reading")
    authority = more.pop("authority", "platform")
    return Fact(
        cell=cell or viewers(), source=source(minute, authority), value=value, reason=reason, **more
    )


def country_total() -> int:
    return Roll.objects.get(series__code="D1/facebook-viewers/facebook/*//x/x").cum


def test_a_second_statement_supersedes_the_first():
    post_stated([fact(10)], now=NOW)
    posting = post_stated([fact(12, minute=1)], now=NOW)
    assert posting.written == 1
    assert [e.value for e in Entry.objects.order_by("version")] == [10, 12]
    assert country_total() == 12


def test_the_same_statement_again_writes_nothing():
    post_stated([fact(10)], now=NOW)
    for minute in range(1, 11):
        assert post_stated([fact(10, minute=minute)], now=NOW).unchanged == 1
    assert Entry.objects.count() == 1


def test_an_older_statement_that_comes_late_is_stale():
    post_stated([fact(12, minute=5)], now=NOW)
    assert post_stated([fact(10, minute=1)], now=NOW).stale == 1
    assert country_total() == 12


def test_a_statement_seen_again_later_outlives_one_that_was_made_in_between():
    post_stated([fact(10, minute=1)], now=NOW)
    post_stated([fact(10, minute=5)], now=NOW)
    assert post_stated([fact(99, minute=3)], now=NOW).stale == 1


def test_a_poll_does_not_supersede_a_person():
    post_stated([fact(10, authority="person")], now=NOW)
    posting = post_stated([fact(12, minute=9)], now=NOW)
    assert posting.held == (viewers(),)
    assert country_total() == 10


def test_unknown_is_not_zero():
    post_stated([fact(None)], now=NOW)
    row = Roll.objects.get()
    assert (row.own, row.own_known, row.own_unknown, row.cum_known) == (0, 0, 1, 0)
    post_stated([fact(0, minute=1)], now=NOW)
    row = Roll.objects.get()
    assert (row.own, row.own_known, row.own_unknown, row.cum_known) == (0, 1, 0, 1)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (lambda: fact(1, cell=viewers(area="XX")), "place code"),
        (lambda: fact(-1), "below zero"),
        (lambda: fact(None, reason=""), "needs a reason"),
        (lambda: fact(1, cell=viewers(dt.date(2026, 3, 1))), "did not hold"),
        (lambda: fact(1, cell=viewers(dt.date(2026, 10, 10))), "inside one month"),
        (lambda: fact(1, cell=viewers(campaign="nobody")), "a campaign"),
        (lambda: fact(1, confidence="perhaps"), "sure, likely or unsure"),
    ],
)
def test_a_bad_fact_is_refused_in_plain_words_and_nothing_is_kept(bad, words):
    good = fact(5, cell=viewers(dt.date(2026, 9, 1)))
    with pytest.raises(LedgerRefused, match=words):
        post_stated([good, bad()], now=NOW)
    assert Entry.objects.count() == 0


def test_what_does_not_add_up_over_areas_or_sexes_is_not_stated_for_one(places):
    for part, words in (({"area": places[0]}, "over areas"), ({"sex": "w"}, "over sexes")):
        with pytest.raises(LedgerRefused, match=words):
            post_stated([fact(10, cell=viewers(**part))], now=NOW)


def test_a_channel_is_not_asked_outside_its_active_dates():
    cell = Cell(
        indicator="D0",
        channel="unlabelled",
        definition="printed-reach",
        period_start=dt.date(2022, 10, 1),
        period_end=dt.date(2022, 10, 31),
        zone="Asia/Dhaka",
    )
    with pytest.raises(LedgerRefused, match="not active"):
        post_stated([fact(1, cell=cell)], now=NOW)


def printed(role: str, start: dt.date, end: dt.date) -> Cell:
    return Cell(
        indicator="D0",
        channel="facebook",
        definition="printed-reach",
        period_start=start,
        period_end=end,
        zone="Asia/Dhaka",
        role=role,
    )


OPENING = printed("opening", dt.date(2017, 4, 1), dt.date(2022, 8, 31))
AUGUST = printed("month", dt.date(2022, 8, 1), dt.date(2022, 8, 31))
SEPTEMBER = printed("month", dt.date(2022, 9, 1), dt.date(2022, 9, 30))


def test_a_month_inside_an_opening_is_refused():
    post_stated([fact(7570718, cell=OPENING)], now=NOW)
    post_stated([fact(22539, cell=SEPTEMBER)], now=NOW)
    with pytest.raises(LedgerRefused, match="already inside"):
        post_stated([fact(5, cell=AUGUST)], now=NOW)


def test_an_opening_over_a_month_that_is_there_is_refused():
    post_stated([fact(5, cell=AUGUST)], now=NOW)
    with pytest.raises(LedgerRefused, match="counted by itself"):
        post_stated([fact(7570718, cell=OPENING)], now=NOW)


def test_an_opening_can_be_corrected():
    post_stated([fact(7570718, cell=OPENING)], now=NOW)
    assert post_stated([fact(7570719, minute=1, cell=OPENING)], now=NOW).written == 1


def show(sex: str, place: str = "BD30930012", day: int = 5) -> Cell:
    return Cell(
        indicator="A2",
        channel="ipt-show",
        definition="attendance",
        period_start=dt.date(2026, 10, day),
        period_end=dt.date(2026, 10, day),
        zone="Asia/Dhaka",
        area=place,
        sex=sex,
        age="adult",
    )


def contribute(minute: int, *cells: tuple[Cell, int]) -> None:
    said = source(minute, "person")
    facts = [Fact(cell=cell, source=said, value=value) for cell, value in cells]
    post_contribution("event:1", facts, source=said, now=NOW)


def sums(code: str) -> list[tuple[int, int]]:
    return [(r.own, r.own_known) for r in Roll.objects.filter(series__code=code)]


def test_a_contribution_counts_in_its_district_and_in_the_country(places):
    contribute(0, (show("w", places[0]), 30), (show("m", places[0]), 20))
    assert sums("A2/attendance/ipt-show/*//w/adult") == [(30, 1)]
    assert sums(f"A2/attendance/ipt-show/*/{places[0][:6]}/m/adult") == [(20, 1)]


def test_a_cell_edited_away_is_void_and_leaves_the_totals(places):
    contribute(0, (show("w", places[0]), 30), (show("m", places[0]), 20))
    contribute(1, (show("w", places[0]), 31))
    assert sums("A2/attendance/ipt-show/*//w/adult") == [(31, 1)]
    assert sums("A2/attendance/ipt-show/*//m/adult") == [(0, 0)]
    assert set(Entry.objects.values_list("version", "state")) == {
        (1, "value"), (2, "value"), (2, "void"),
    }  # fmt: skip


def test_an_older_set_of_a_contributor_is_stale_whole(places):
    contribute(5, (show("w", places[0]), 31))
    contribute(1, (show("w", places[0]), 30), (show("m", places[0]), 20))
    assert sums("A2/attendance/ipt-show/*//m/adult") == []
    assert sums("A2/attendance/ipt-show/*//w/adult") == [(31, 1)]


def test_an_empty_set_takes_everything_out_and_a_later_one_puts_it_back(places):
    contribute(0, (show("w", places[0]), 30))
    contribute(1)
    assert sums("A2/attendance/ipt-show/*//w/adult") == [(0, 0)]
    contribute(2, (show("w", places[0]), 30))
    assert sums("A2/attendance/ipt-show/*//w/adult") == [(30, 1)]


def test_what_is_stated_cannot_be_contributed(places):
    said = source(0, "person")
    with pytest.raises(LedgerRefused, match="stated as a whole"):
        post_contribution("event:1", [fact(3)], source=said, now=NOW)
    with pytest.raises(LedgerRefused, match="adds up from records"):
        post_stated([Fact(cell=show("w", places[0]), source=said, value=3)], now=NOW)


def test_a_month_beside_its_opening_in_one_batch_is_refused_too():
    with pytest.raises(LedgerRefused, match="counted by itself"):
        post_stated([fact(7570718, cell=OPENING), fact(5, cell=AUGUST)], now=NOW)
    assert Entry.objects.count() == 0


def test_a_month_inside_an_opening_of_that_one_month_is_refused():
    opening = printed("opening", SEPTEMBER.period_start, SEPTEMBER.period_end)
    post_stated([fact(100, cell=opening)], now=NOW)
    with pytest.raises(LedgerRefused, match="already inside"):
        post_stated([fact(5, cell=SEPTEMBER)], now=NOW)


@pytest.mark.parametrize("country_first", [True, False])
def test_the_country_and_a_district_of_it_are_not_both_opened(country_first):
    country = replace(OPENING, indicator="C1", channel="products", definition="products-developed")
    facts = [fact(100, cell=country), fact(10, cell=replace(country, area="BD3093"))]
    first, second = facts if country_first else reversed(facts)
    post_stated([first], now=NOW)
    with pytest.raises(LedgerRefused, match="already"):
        post_stated([second], now=NOW)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (lambda: fact(10**30), "more than there can be"),
        (lambda: fact(None, reason="x" * 41), "reason is longer than 40"),
        (
            lambda: Fact(cell=viewers(), value=1, source=replace(source(), ref="x" * 201)),
            "source is longer than 200",
        ),
    ],
)
def test_what_the_database_has_no_room_for_is_refused_in_plain_words(bad, words):
    with pytest.raises(LedgerRefused, match=words):
        post_stated([bad()], now=NOW)


def test_the_room_is_that_of_the_columns():
    for name, column in (("reason", "reason"), ("source", "source_ref")):
        assert Entry._meta.get_field(column).max_length == ROOM[name]


def test_a_new_event_is_not_compared_with_all_older_ones(places):
    """The query that looks for balances starts at the event's own month."""
    with CaptureQueriesContext(connection) as captured:
        contribute(0, (show("w", places[0]), 30))
    [looks] = [q["sql"] for q in captured if '"month" >= ' in q["sql"] and "NOT" in q["sql"]]
    assert "2026-10-01" in looks


def test_two_statements_may_supersede_one_and_the_same(places):
    """The stretch between them is void once, not twice."""
    october = [(5, 20), (1, 10), (15, 31)]
    middle, first, last = (
        replace(viewers(), period_start=dt.date(2026, 10, a), period_end=dt.date(2026, 10, b))
        for a, b in october
    )
    post_stated([fact(9, cell=middle)], now=NOW)
    post_stated([fact(3, minute=1, cell=first), fact(4, minute=1, cell=last)], now=NOW)
    assert country_total() == 7


def test_of_two_sets_of_one_instant_the_same_one_wins_whatever_the_order(places):
    said = source(0, "person")
    sets = [
        [Fact(cell=show("w", places[0]), source=said, value=3, confidence=confidence)]
        for confidence in ("sure", "unsure")
    ]
    won = []
    for event, order in (("event:1", sets), ("event:2", sets[::-1])):
        for facts in order:
            post_contribution(event, facts, source=said, now=NOW)
        won.append(Current.objects.get(key__contributor=event).confidence)
    assert won[0] == won[1]
