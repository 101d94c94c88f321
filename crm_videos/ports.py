"""What a withdrawal needs and this app cannot do: declared here, wired by the site when it starts.

Two ports. One takes down a single remote copy, by its kind; the other removes what the site
itself shows or keeps of a testimony's stories and may not any more. Both may be asked again
at any time, by two workers at once, and after one that died half-way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from crm_videos.models import Copy, Withdrawal


@dataclass(frozen=True, slots=True)
class Gone:
    """The copy is gone; ``seen`` says what shows it, and is kept sealed."""

    seen: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """It did not go; it is tried again, not before ``try_at``."""

    words: str
    try_at: datetime


@dataclass(frozen=True, slots=True)
class ByHand:
    """A person must do it; the sentence says what."""

    words: str


# The words are English sentences, marked with ``gettext_noop``: readers see their own language.
Answer = Gone | NotYet | ByHand
TakeDown = Callable[[Copy, datetime], Answer]
Clear = Callable[[Withdrawal], None]

UNKNOWN_KIND = gettext_noop("Ask whoever has it to delete it, and write down what they answer.")

_take_down: dict[str, TakeDown] = {}
_clear: list[Clear] = []


def wire_take_down(kind: str, port: TakeDown) -> None:
    """Say who takes down copies of a kind."""
    _take_down[kind] = port


def wire_clearing(port: Clear) -> None:
    """Say who removes what the site itself has and one case is about."""
    _clear.append(port)


def take_down(copy: Copy, now: datetime) -> Answer:
    """Ask for one remote copy to be taken down; without anybody to ask, a person must do it."""
    port = _take_down.get(copy.kind)
    return port(copy, now) if port else ByHand(UNKNOWN_KIND)


def clear(case: Withdrawal) -> None:
    """Have the site's own traces removed that one case is about."""
    for port in _clear:
        port(case)
