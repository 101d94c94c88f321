"""Which small counts of people the public is not shown. Pure.

A count of one to four people in one place and month may point at somebody. Whoever sees all other
cells and their sum can work out one that is hidden, so two more go with it: the smallest of those
that could be shown. Two, since one of them may be a district of whoever looks, who knows its
figure. All carry the same words, and nobody can tell which of them was small. And what is told of
a district, of a campaign or of all months is told in tens: an exact sum, less what is told
elsewhere (the open data tells kinds apart), would give a hidden count away.
"""

from collections.abc import Mapping

FEWEST = 5
TENS = 10
TAKEN_ALONG = 2


def is_small(value: int | None) -> bool:
    """Say whether a count is too small to be shown. Nought points at nobody."""
    return value is not None and 0 < value < FEWEST


def hidden_of(values: Mapping[str, int | None]) -> frozenset[str]:
    """Name the cells of one total that are hidden: the small ones, and two that go with them."""
    small = {name for name, value in values.items() if is_small(value)}
    if not small:
        return frozenset()
    large = [(value, name) for name, value in values.items() if value and value >= FEWEST]
    return frozenset(small | {name for _value, name in sorted(large)[:TAKEN_ALONG]})


def in_tens(value: int) -> int:
    """Round to the nearest ten, so that no two such figures tell what lies between them."""
    return (value + TENS // 2) // TENS * TENS
