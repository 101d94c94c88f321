"""Tests are put in an order for several workers; none of them goes missing on the way."""

from types import SimpleNamespace

import pytest

from tests.long_first import kind, long_first


def items(kinds: str) -> list[SimpleNamespace]:
    """Make tests as pytest collects them: ``b`` needs the browser, ``l`` is long."""
    names = {"b": "browser", "l": "long"}
    return [
        SimpleNamespace(get_closest_marker=lambda name, one=one: names.get(one) == name)
        for one in kinds
    ]


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
@pytest.mark.parametrize("kinds", ["", ".", "l", "bb", "..l..b..l...", "lllllb", "bbbbbbl"])
def test_no_test_is_lost_or_run_twice(kinds, workers):
    given = items(kinds)
    assert sorted(map(id, long_first(given, workers=workers))) == sorted(map(id, given))


def test_the_browser_is_one_workers_and_the_others_begin_with_what_is_long():
    ordered = long_first(items("..b..l...l..b.lb.."), workers=3)
    shown = "".join(kind(item)[:1] or "." for item in ordered)
    assert [shown[at : at + 6] for at in (0, 6, 12)] == ["bbb...", "ll....", "l....."]


def test_alone_they_stay_in_the_order_that_was_drawn():
    given = items("..b..l.")
    assert long_first(given, workers=1) == given
