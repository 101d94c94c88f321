"""Kinds do not mix, and a figure adds only over the axes of its indicator."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.figures import Declared, Figure, KindMixed, Measure, NotAdditive, Standing
from campaigns.models import Indicator

AXES = ["months", "channels", "areas", "sexes"]
kinds = st.sampled_from(Indicator.Kind.values)
measures = st.builds(
    Measure,
    code=st.sampled_from(["I1", "I2"]),
    kind=kinds,
    adds_over=st.frozensets(st.sampled_from(AXES)),
)
two = st.sampled_from(["a", "b"])
standings = st.builds(
    Standing, definition=two, channel=two, month=two, area=two, sex=two, age=two, basis=two
)
values = st.none() | st.integers(min_value=0, max_value=10**9)


@st.composite
def figures(draw, measure=measures) -> Figure:
    value = draw(values)
    return Figure(
        draw(measure),
        draw(standings),
        value,
        known=int(value is not None),
        unknown=int(value is None),
    )


@settings(max_examples=400)
@given(figures(), figures())
def test_adding_across_kinds_or_indicators_always_raises(one: Figure, other: Figure) -> None:
    if (one.measure.code, one.kind) == (other.measure.code, other.kind):
        return
    with pytest.raises(KindMixed):
        one + other


@settings(max_examples=400)
@given(st.data())
def test_a_sum_holds_only_over_axes_that_add(data) -> None:
    measure = data.draw(measures)
    one, other = (data.draw(figures(st.just(measure))) for _ in range(2))
    axis_of = {
        "definition": "definitions", "channel": "channels", "month": "months", "area": "areas",
        "sex": "sexes", "age": "sexes", "basis": "bases",
    }  # fmt: skip
    differing = {
        axis
        for name, axis in axis_of.items()
        if getattr(one.standing, name) != getattr(other.standing, name)
    }
    if differing <= measure.adds_over:
        both = one + other
        known = [figure.value for figure in (one, other) if figure.value is not None]
        assert both.value == (sum(known) if known else None)
        assert (both.known, both.unknown) == (
            one.known + other.known,
            one.unknown + other.unknown,
        )
    else:
        with pytest.raises(NotAdditive):
            one + other


@settings(max_examples=300)
@given(st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=6))
def test_the_order_of_parts_does_not_change_their_sum(parts) -> None:
    measure = Measure("A2", "contacts", frozenset(AXES))
    cells = [
        Figure(
            measure,
            Standing(
                definition="d", channel="c", month="m", area="", sex=str(i), age="x", basis="month"
            ),
            value,
            int(value is not None),
            int(value is None),
        )
        for i, value in enumerate(parts)
    ]
    sums = set()
    for order in itertools.islice(itertools.permutations(cells), 24):
        total = order[0]
        for cell in order[1:]:
            total = total + cell
        sums.add((total.value, total.known, total.unknown))
    assert len(sums) == 1


def test_a_declared_figure_cannot_be_added_to_anything() -> None:
    declared = Declared(value=23270, known=23270)
    for other in (declared, 1):
        with pytest.raises(TypeError):
            declared + other  # type: ignore[operator]
