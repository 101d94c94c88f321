"""Whoever subtracts what is shown along an axis never finds a count of one to four people."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.models import Indicator
from portal.open_data.cells import WHOLE, Amount, CellTable, Name, table_of
from portal.open_data.figures import tells_no_more
from portal.open_data.small_cells import TOTAL, CannotBeProtected, hidden_cells, lines_of
from portal.open_data.words import Status
from tests.portal.open_world import AUGUST, SEPTEMBER

ATTENDANCE = Indicator(
    code="A2", kind="contacts", adds_over_months=True, adds_over_channels=True,
    adds_over_areas=True, adds_over_sexes=True,
)  # fmt: skip
CAMPAIGNS, AREAS = ("", "rights", "costs"), ("", "BD3093", "BD6091", "BD4047")
SEXES = ("w/adult", "m/adult", "w/child", "m/child", "x/x")
# Small counts are what it is about, so most are.
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))
MEETINGS = st.dictionaries(
    st.tuples(*map(st.sampled_from, (CAMPAIGNS, AREAS, SEXES))), COUNTS, min_size=1, max_size=25
)
# To be solved by fractions, slowly.
FEW = st.dictionaries(
    st.tuples(*map(st.sampled_from, (CAMPAIGNS[:2], AREAS[:3], SEXES[:3]))), COUNTS, min_size=1
)


def booked(meetings: dict[tuple[str, str, str], int]) -> dict[tuple[str, str, str], Amount]:
    """Book as the roll-ups do: for the campaign and for all, for the district and the country."""
    cells: dict[tuple[str, str, str], Amount] = defaultdict(Amount)
    for (campaign, area, sex), count in meetings.items():
        for of in {TOTAL, campaign or TOTAL}:
            for where in {TOTAL, area or TOTAL}:
                cells[of, where, sex].add(Amount(value=count, known=1))
    return dict(cells)


def made(meetings: dict[tuple[str, str, str], int], month=AUGUST) -> CellTable:
    return table_of(Name(month, "A2", "ipt-show", "attendance"), ATTENDANCE, booked(meetings))


def found_along_an_axis(table: CellTable) -> list[tuple[str, str, str]]:
    """Do what a curious reader would: for each sum that is shown, look at what is missing."""
    shown = {cell: table.value(cell) for cell in table.shown}
    found = []
    for total, whole in shown.items():
        for axis in range(3):
            if total[axis] != TOTAL or whole is None:
                continue
            parts = [
                cell
                for cell in shown
                if cell[axis] != TOTAL
                and all(cell[at] == total[at] for at in range(3) if at != axis)
            ]
            missing = [cell for cell in parts if shown[cell] is None]
            left = whole - sum(shown[cell] or 0 for cell in parts)
            # Zeros are shown, so each of the missing is one person at least.
            if (missing and left == len(missing)) or len(missing) == 1:
                found += missing
            elif missing and left < 5:
                # No single one, and yet a group of so few.
                found += missing
    return found


@given(MEETINGS)
@settings(max_examples=600, deadline=None)
def test_no_hidden_cell_is_found_by_subtraction(meetings):
    table = made(meetings)
    assert found_along_an_axis(table) == []
    for cell in table.shown:
        amount = table.amounts[cell]
        if cell != WHOLE and 0 < amount.value < 5:
            assert table.value(cell) is None
            assert table.status(cell) is Status.HIDDEN
        if amount.value == 0:
            assert table.value(cell) == 0, "a zero is shown"


@given(FEW)
@settings(max_examples=60, deadline=None)
def test_no_combination_of_sums_gives_a_small_count(meetings):
    table = made(meetings)
    counts = {cell: amount.value for cell, amount in table.amounts.items()}
    unknown = sorted(cell for cell in counts if cell in (table.hidden or ()))
    # By fractions, and each unknown by itself: another way than the one that is tested.
    sums = [
        [Fraction((cell in line.parts) - (cell == line.total)) for cell in unknown]
        for line in lines_of(counts).values()
    ]
    rank = rank_of(sums)
    for at, cell in enumerate(unknown):
        alone = [Fraction(one == at) for one in range(len(unknown))]
        is_given_away = rank_of([*sums, alone]) == rank
        assert not (is_given_away and 0 < counts[cell] < 5), cell


def rank_of(rows: list[list[Fraction]]) -> int:
    """Count the rows that say something of their own."""
    left, rank = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            if row[column]:
                times = row[column] / pivot[column]
                row[:] = [mine - times * its for mine, its in zip(row, pivot, strict=True)]
        rank += 1
    return rank


@given(MEETINGS)
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_true_and_parts_equal_totals(meetings):
    table = made(meetings)
    assert table.value(WHOLE) == sum(meetings.values())
    for axis in range(3):
        sums: dict = defaultdict(int)
        for cell, amount in table.amounts.items():
            if cell[axis] != TOTAL:
                sums[*cell[:axis], TOTAL, *cell[axis + 1 :]] += amount.value
        for total, value in sums.items():
            assert table.amounts[total].value == value


def test_large_counts_are_all_shown():
    table = made({("", "BD3093", "w/adult"): 40, ("", "BD6091", "m/adult"): 25})
    assert table.hidden == set()


def test_the_other_sex_is_hidden_with_the_small_one():
    table = made({("", "", "w/adult"): 3, ("", "", "m/adult"): 40, ("", "", "m/child"): 12})
    assert table.hidden == {(TOTAL, TOTAL, "w/adult"), (TOTAL, TOTAL, "m/child")}


def test_five_cells_of_one_person_each_are_not_enough():
    of_age = {(f"place {at}",): 1 for at in range(5)}
    hidden = hidden_cells({(TOTAL,): 30, **of_age, ("large",): 25})
    assert ("large",) in hidden, "five people in five cells: each is one"


def test_where_a_small_whole_is_shown_none_of_its_parts_is():
    table = made({("", "BD3093", "w/adult"): 3})
    assert table.hidden is None
    assert list(table.shown) == [WHOLE]


def test_one_small_district_among_zeros_is_protected_or_gone():
    with pytest.raises(CannotBeProtected):
        hidden_cells({(TOTAL,): 4, ("BD3093",): 4, ("BD6091",): 0})


def test_a_correction_below_zero_is_small_too():
    hidden = hidden_cells({(TOTAL,): 18, ("BD3093",): -2, ("BD6091",): 20, ("BD4047",): 0})
    assert hidden == {("BD3093",), ("BD6091",)}


SMALL_GIRLS = {("", "", "w/child"): 3, ("", "", "m/adult"): 40, ("", "", "m/child"): 12}
ALL_LARGE = {("", "", "w/adult"): 30, ("", "", "m/adult"): 40}


def test_a_sum_over_months_is_told_when_its_difference_tells_of_nobody():
    small, large = made(SMALL_GIRLS), made(ALL_LARGE, SEPTEMBER)
    of = (frozenset({"A2"}), TOTAL)
    assert tells_no_more([large], *of, "w")
    assert not tells_no_more([small], *of, "w"), "it would be the three girls"
    assert not tells_no_more([small, large], *of, "w"), "they would be found by subtraction"
    again = made({**SMALL_GIRLS, ("", "", "w/child"): 4}, SEPTEMBER)
    assert tells_no_more([small, again], *of, "w"), "seven girls in two months"
