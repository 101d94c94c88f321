"""Which districts border on each other, from the drawing."""

import pytest

from campaigns.district_map import outlines_of_districts
from campaigns.district_neighbours import neighbours_of

pytestmark = pytest.mark.sqlite


def test_borders_are_those_of_the_country():
    assert set(neighbours_of("BD3026")) == {
        # Faridpur, Gazipur, Manikganj, Munshiganj, Narayanganj, Tangail
        "BD3029", "BD3033", "BD3056", "BD3059", "BD3067", "BD3093",
    }  # fmt: skip
    assert set(neighbours_of("BD2022")) == {"BD2003", "BD2015"}
    # Bhola is islands, each an outline of its own: Patuakhali, Barishal, Noakhali, Lakshmipur.
    assert set(neighbours_of("BD1009")) == {"BD1078", "BD1006", "BD2075", "BD2051"}
    assert neighbours_of("BD9999") == ()


def test_every_district_has_neighbours_and_each_is_theirs_too():
    for code in outlines_of_districts():
        assert neighbours_of(code), code
        assert all(code in neighbours_of(other) for other in neighbours_of(code))
        assert code not in neighbours_of(code)
