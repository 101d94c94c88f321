"""How the posts of a platform are read, and what one round of a poll wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from media_ingest.models import Account, PollRun, Post

if TYPE_CHECKING:
    from media_ingest.post_counts import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPlan:
    """How the posts of a platform are read.

    ``per_poll`` counts the calls that single posts may take in one poll, and
    ``per_round`` the posts between two transactions. ``next_read`` says when a
    post that was read at a moment is due again, or ``None`` for never;
    ``growth``, where there is one, turns the counts of a round into growth by
    day before they are kept.
    """

    list_every: timedelta
    list_whole_every: timedelta
    list_back: timedelta
    per_round: int
    per_poll: int
    next_read: Callable[[Post, datetime], datetime | None]
    growth: "Callable[[Account, Counts, PollRun, datetime], Written] | None" = None


@dataclass
class Written:
    """What one round wrote, and what a person may want to look at."""

    readings: int = 0
    entries: int = 0
    remarks: tuple[str, ...] = ()
    refused: bool = False
