"""The order of the tests: who gets a long one last keeps the other workers waiting."""

import os
from collections.abc import Sequence

import pytest

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def is_long(item: pytest.Item) -> bool:
    """Say whether a test was marked so, or starts processes on a database of its own."""
    return bool(item.get_closest_marker("long")) or "own_site" in getattr(item, "fixturenames", ())


def long_first(items: Sequence[pytest.Item], *, workers: int = WORKERS) -> list[pytest.Item]:
    """Order tests such that each worker begins with long ones.

    ``--dist worksteal`` gives each worker an equal stretch of the list; who is done takes from
    the end of another's. All tests of the browser are the first worker's: it alone loads the
    demo for them.
    """
    if workers == 1:
        return list(items)
    of_browser = [item for item in items if item.get_closest_marker("browser")]
    rest = [item for item in items if not item.get_closest_marker("browser")]
    long, short = [i for i in rest if is_long(i)], [i for i in rest if not is_long(i)]
    others = workers - 1
    heads = [of_browser, *(long[number::others] for number in range(others))]
    ordered: list[pytest.Item] = []
    for number, head in enumerate(heads):
        stretch = (len(items) - len(ordered)) // (len(heads) - number)
        more = max(stretch - len(head), 0)
        ordered += [*head, *short[:more]]
        short = short[more:]
    return ordered + short
