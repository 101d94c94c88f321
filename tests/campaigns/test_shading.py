"""The steps of a map: equal, round, without a gap, and nought in none of them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from campaigns.shading import MOST_STEPS, even_steps, step_of


@given(st.integers(1, 10**9))
def test_steps_are_equal_and_hold_every_figure_once(highest):
    steps = even_steps(highest)
    assert 1 <= len(steps) <= MOST_STEPS
    assert len({high - low for low, high in steps}) == 1
    assert steps[0][0] == 1
    assert all(before[1] + 1 == after[0] for before, after in pairwise(steps))
    # The last step is needed: no shade is promised that no district can have.
    assert steps[-1][0] <= highest <= steps[-1][1]


def test_steps_are_of_round_widths():
    assert even_steps(0) == []
    assert even_steps(4) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert even_steps(12) == [(1, 5), (6, 10), (11, 15)]
    assert even_steps(480) == [(1, 100), (101, 200), (201, 300), (301, 400), (401, 500)]


def test_nought_lies_in_no_step():
    steps = even_steps(12)
    assert [step_of(value, steps) for value in (-1, 0, 1, 5, 6, 12)] == [
        None, None, 0, 0, 1, 2,
    ]  # fmt: skip
