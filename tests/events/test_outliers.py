"""What stands out is pointed at, with enough events only, and is never an accusation."""

import random

from events.verification.outliers import LEAST_EVENTS, Logged, find_outliers, middle_of

KIND = "ipt-show"


def shows(who: str, totals, *, counted=True, kind=KIND, start=0) -> list[Logged]:
    return [
        Logged(id=start + n, who=who, kind=kind, figures=(total,), counted=counted)
        for n, total in enumerate(totals)
    ]


def usual(who: str = "others", n: int = 40, start: int = 1000) -> list[Logged]:
    chance = random.Random(4)
    return shows(who, [chance.randrange(40, 90) for _ in range(n)], start=start)


def looked_at(events) -> dict[str, list[str]]:
    return {row.who: row.look_at for row in find_outliers(events) if row.look_at}


def test_a_team_like_the_others_is_not_pointed_at():
    assert looked_at([*usual("one"), *usual("two", start=2000)]) == {}


def test_crowds_that_are_larger_than_with_others_are_shown():
    found = looked_at([*usual(), *shows("big", range(300, 312))])
    assert found["big"] == ["Crowds are usually larger than with others."]
    assert looked_at([*usual(), *shows("small", [1, 2, 3, 1, 2, 3, 1, 2])])["small"][0] == (
        "Crowds are usually smaller than with others."
    )


def test_fewer_than_eight_events_say_nothing():
    events = shows("big", [3000] * (LEAST_EVENTS - 1))
    assert looked_at([*usual(), *events]) == {}
    assert "big" in looked_at([*usual(), *events, *shows("big", [3000], start=99)])
    assert middle_of([1] * (LEAST_EVENTS - 1)) is None


def test_one_event_far_from_the_rest_is_named_alone():
    totals = [*range(50, 66), 4000]
    (row,) = [row for row in find_outliers([*usual(), *shows("one", totals)]) if row.far]
    assert row.far == [16]
    assert row.look_at == ["Single events are far from what is usual."]


def test_one_odd_value_does_not_hide_another():
    # A mean and a deviation would be moved by the first; the middle is not.
    totals = [*range(50, 66), 4000, 90_000]
    (row,) = [row for row in find_outliers(shows("one", totals)) if row.far]
    assert row.far == [16, 17]


def test_a_crowd_of_another_kind_is_another_measure():
    fair = shows("fair team", range(800, 820), kind="migration-fair")
    assert looked_at([*usual(), *fair]) == {}


def test_round_figures_are_odd_where_people_were_counted_and_natural_where_guessed():
    tens = [40, 50, 60, 70, 80, 45, 55, 65] * 3
    assert looked_at([*usual(), *shows("round", tens)])["round"][0].startswith("Many counted")
    assert "round" not in looked_at([*usual(), *shows("round", tens, counted=False)])


def test_figures_below_ten_are_not_round_by_nature():
    small = [(5, 5, 5)] * 4 + [(41, 5, 5), (42, 5, 5), (43, 5, 5), (44, 5, 5)]
    rows = [Logged(id=n, who="a", kind=KIND, figures=figures) for n, figures in enumerate(small)]
    assert find_outliers(rows)[0].round_share is None


def test_the_same_figures_again_and_again_are_shown():
    totals = [51, 52, 53, 54, 55, 56, 57, 61, 61, 61, 61]
    assert looked_at([*usual(), *shows("copy", totals)])["copy"] == [
        "The same figures were given again and again."
    ]


def test_of_two_teams_the_small_one_does_not_make_the_large_one_odd():
    assert set(looked_at([*usual(), *shows("big", range(300, 312))])) == {"big"}


def test_who_has_nobody_beside_is_compared_with_no_one():
    (row,) = find_outliers(shows("alone", range(50, 70)))
    assert (row.usual, row.look_at) == (None, [])


def test_unknown_is_not_zero():
    rows = [Logged(id=n, who="a", kind=KIND, figures=(None, None)) for n in range(20)]
    (row,) = find_outliers(rows)
    assert (row.median, row.repeated, row.look_at) == (None, 0, [])


def test_no_word_accuses():
    events = [*usual(), *shows("big", [1000] * 20)]
    words = [line for lines in looked_at(events).values() for line in lines]
    assert len(words) >= 2
    for word in ("fraud", "fake", "false", "wrong", "suspicious", "invented"):
        assert word not in " ".join(words).lower()
