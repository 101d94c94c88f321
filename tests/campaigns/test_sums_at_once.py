"""Adding many figures at once gives what adding them one by one gives, and refuses what it does."""

from datetime import date
from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from campaigns.figures import Figure, KindMixed, Measure, NotAdditive, Standing, sum_up
from campaigns.line_sums import sum_of
from campaigns.rollups import SeriesName
from campaigns.totals import Line, cumulative_figure, month_figure

AXES = ("months", "channels", "areas", "sexes")
ADDS = st.frozensets(st.sampled_from(AXES))
SEPTEMBER = date(2026, 9, 1)
FEW = st.sampled_from(["a", "b"])


@st.composite
def lines_of_one(draw) -> tuple[Measure, list[Line]]:
    measure = Measure("A2", "contacts", draw(ADDS))
    count = st.integers(0, 3)
    names = st.builds(
        SeriesName, indicator=st.just("A2"), definition=FEW, channel=FEW, campaign=st.just("*"),
        area=FEW, sex=FEW, age=FEW,
    )  # fmt: skip
    line = st.builds(
        Line, name=names, own=st.integers(0, 90), own_known=count, own_unknown=count,
        cum=st.integers(0, 90), cum_known=count, cum_unknown=count,
    )  # fmt: skip
    return measure, draw(st.lists(line, min_size=1, max_size=6, unique_by=lambda one: one.name))


def one_by_one(figures: list[Figure]) -> Figure | None:
    try:
        return reduce(add, figures)
    except NotAdditive:
        return None


@given(lines_of_one())
def test_lines_add_up_as_figures_do(given_lines):
    measure, lines = given_lines
    told = sum_of(lines, measure)
    month = one_by_one([month_figure(line, measure, SEPTEMBER) for line in lines])
    whole = None
    if "months" in measure.adds_over:
        whole = one_by_one([cumulative_figure(line, measure) for line in lines])
    assert told.month == (month.value if month else None)
    assert told.month_complete == (not (month and month.unknown))
    assert told.cumulative == (whole.value if whole else None)
    assert told.cumulative_complete == (not (whole and whole.unknown))


@given(
    ADDS,
    st.lists(
        st.tuples(
            st.builds(
                Standing, definition=FEW, channel=FEW, month=FEW, area=FEW, sex=FEW, age=FEW,
                basis=FEW,
            ),
            st.none() | st.integers(0, 9),
            st.sampled_from(["A1", "A2"]),
        ),
        min_size=1, max_size=5,
    ),
)  # fmt: skip
def test_at_once_or_one_by_one_is_the_same(adds, rows):
    figures = [Figure(Measure(code, "x", adds), standing, value) for standing, value, code in rows]
    try:
        wanted = reduce(add, figures)
    except (NotAdditive, KindMixed):
        wanted = None
    try:
        found = sum_up(figures)
    except (NotAdditive, KindMixed):
        found = None
    assert found == wanted
