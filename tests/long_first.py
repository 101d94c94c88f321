"""The order of the tests: who gets a long one last keeps the other workers waiting."""

import os
from collections.abc import Sequence

import pytest

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def long_first(items: Sequence[pytest.Item], *, workers: int = WORKERS) -> list[pytest.Item]:
    """Order tests such that each worker begins with long ones.

    ``--dist worksteal`` gives each worker an equal stretch of the list; who is done takes from
    the end of another's. All tests of the browser are the first worker's: it alone loads the
    demo for them.
    """
    if workers == 1:
        return list(items)
    browser, long, short = (
        [item for item in items if kind(item) == name] for name in ("browser", "long", "")
    )
    heads = [browser, *(long[number :: workers - 1] for number in range(workers - 1))]
    ordered: list[pytest.Item] = []
    for number, head in enumerate(heads):
        stretch = (len(items) - len(ordered)) // (workers - number)
        more = max(stretch - len(head), 0)
        ordered += [*head, *short[:more]]
        short = short[more:]
    return ordered


def kind(item: pytest.Item) -> str:
    return next((name for name in ("browser", "long") if item.get_closest_marker(name)), "")
