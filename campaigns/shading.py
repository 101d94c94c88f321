"""Into which steps the figures of a map are cut, so that a shade says no more than its figure."""

from collections.abc import Iterator
from itertools import count

MOST_STEPS = 5
Step = tuple[int, int]


def even_steps(highest: int) -> list[Step]:
    """Cut 1 to ``highest`` into at most five steps, first and last figure of each.

    All are equally wide and of a round width: twice as dark is twice as many, and one
    district far above the rest is seen to be so. Nought is no step: it is said by itself.
    """
    if highest < 1:
        return []
    width = next(width for width in _round_widths() if width * MOST_STEPS >= highest)
    return [(low, low + width - 1) for low in range(1, highest + 1, width)]


def step_of(value: int, steps: list[Step]) -> int | None:
    """Say in which step a figure lies; nought and less lie in none."""
    return next((number for number, (low, high) in enumerate(steps) if low <= value <= high), None)


def _round_widths() -> Iterator[int]:
    for power in count():
        for digit in (1, 2, 5):
            yield digit * 10**power
