"""What the checks may ask beside the issue itself. Who lints says how each is found out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from portal.issues.content import Content
from portal.issues.linting.spellings import Spellings


class Link(Enum):
    """How a link answered."""

    ALIVE = "alive"
    DEAD = "dead"
    # It answers, but shows us no page: it may want a browser or a sign-in.
    REFUSES = "refuses"
    # Not an address of the public internet; it was not asked.
    NOT_PUBLIC = "not public"
    NOT_ASKED = "not asked"


LinksAlive = Callable[[Sequence[str]], Mapping[str, Link]]


def links_not_asked(links: Sequence[str]) -> Mapping[str, Link]:
    """Ask nobody: each link stays to be looked at."""
    return dict.fromkeys(links, Link.NOT_ASKED)


def nothing_is_restated(cell: Content) -> bool:
    """Say of no figure that the books changed an earlier month of it."""
    return False


@dataclass(frozen=True)
class Beside:
    """The issue before, and what the world says.

    ``is_restated`` says of a cell whether the books hold a written change of an earlier month;
    ``not_quoted`` says by language why the story that was chosen is not quoted.
    """

    before: Content | None
    links_alive: LinksAlive
    places: Spellings = field(default_factory=Spellings)
    is_restated: Callable[[Content], bool] = nothing_is_restated
    not_quoted: Mapping[str, str] = field(default_factory=dict)
