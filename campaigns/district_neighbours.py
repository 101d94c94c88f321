"""Which districts border on each other, read from the outlines of the map.

The drawing keeps shared borders shared (``campaigns/data/places.README.md``): two districts
with at least two corners in common are neighbours, over land or across a river.
"""

import re
from collections.abc import Iterator
from functools import cache

from campaigns.district_map import outlines_of_districts

Corner = tuple[int, int]
# A corner alone is where four districts meet, or two islands touch after rounding.
LEAST_SHARED = 2
# Moves and lines, of which only the first move is absolute; "z" leads back to the last move.
A_STEP = re.compile(r"([Mmlz])([^Mmlz]*)")


def neighbours_of(district: str) -> tuple[str, ...]:
    """Give the codes of the districts around one, those with the longest border first."""
    return _neighbours().get(district, ())


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    corners = {code: set(_corners(path)) for code, path in outlines_of_districts().items()}
    found = {}
    for code, own in corners.items():
        shared = {other: len(own & theirs) for other, theirs in corners.items() if other != code}
        near = [other for other, number in shared.items() if number >= LEAST_SHARED]
        found[code] = tuple(sorted(near, key=lambda other: (-shared[other], other)))
    return found


def _corners(path: str) -> Iterator[Corner]:
    """Follow an outline and give each of its corners."""
    x = y = 0
    start: Corner = (0, 0)
    for letter, written in A_STEP.findall(path):
        if letter == "z":
            x, y = start
            continue
        numbers = [int(one) for one in re.findall(r"-?\d+", written)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        for at, (dx, dy) in enumerate(pairs):
            x, y = (dx, dy) if letter == "M" else (x + dx, y + dy)
            if not at and letter in "Mm":
                start = (x, y)
            yield x, y
