"""What the site adds to an erasure: how its own rows are found, and what clears them.

This app knows no page, log or session. Whoever keeps something of a person there wires it
in here, once, when the site starts (``portal.erasing``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crm_videos.erasing.traces import Traces


@dataclass(frozen=True, slots=True)
class Eraser:
    """Clears one kind of place. ``clear`` gives how many rows it changed.

    It runs in a transaction of its own. It may run again after a kill, and then does
    what is left; it never touches a row of another person.
    """

    name: str
    # What was cleared, in the reader's language.
    label: Any
    clear: Callable[[Traces], int]


Finder = Callable[[Traces], Mapping[str, Iterable[Any]]]

_finders: list[Finder] = []
_erasers: dict[str, Eraser] = {}


def wire(*, find: Finder, erasers: Iterable[Eraser]) -> None:
    """Have more ids found, and more places cleared, in this order, after those of this app."""
    _finders.append(find)
    _erasers.update({eraser.name: eraser for eraser in erasers})


def finders() -> list[Finder]:
    """Give what was wired."""
    return list(_finders)


def erasers() -> list[Eraser]:
    """Give what was wired, in its order."""
    return list(_erasers.values())
