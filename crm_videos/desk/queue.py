"""A queue of the desk: what one kind of work waits for, in the districts of one person.

To add one: a subclass of :class:`Queue` in a file of its own, in the list that the app's
function for Wagtail's hook ``register_story_queues`` gives.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser, User
from django.utils.functional import Promise
from wagtail import hooks

from campaigns.scope import Scope, scope_of
from foundation.moments import dhaka_day

HOOK = "register_story_queues"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: ``what`` is a code and never a name; ``mine`` waits for its reader."""

    what: str
    why: str
    url: str
    mine: bool = False


class Queue(ABC):
    """One kind of work. Its queries are as many, however much waits."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    # What is said when nothing waits.
    empty: ClassVar[Promise]
    # Who has it not is not shown the queue.
    permission: ClassVar[str]
    order: ClassVar[int]

    def __init__(self, person: User, scope: Scope, now: datetime.datetime) -> None:
        self.person, self.scope, self.now = person, scope, now
        self.today = dhaka_day(now)

    @abstractmethod
    def find(self) -> Iterable[Waiting]:
        """Give what waits in the person's districts, what waits longest first."""

    @cached_property
    def rows(self) -> list[Waiting]:
        """What waits for this very person, then the rest."""
        return sorted(self.find(), key=lambda one: not one.mine)


def kinds_for(person: User | AnonymousUser) -> list[type[Queue]]:
    """Give the kinds of queues that a person may see, in their order; asks the database nothing."""
    every: list[type[Queue]] = [kind for give in hooks.get_hooks(HOOK) for kind in give()]
    allowed = [kind for kind in every if person.has_perm(kind.permission)]
    return sorted(allowed, key=lambda kind: kind.order)


def queues_for(person: User | AnonymousUser, now: datetime.datetime) -> list[Queue]:
    """Give the queues that a person may see, each of their districts."""
    kinds = kinds_for(person)
    if not kinds or not isinstance(person, User):
        return []
    scope = scope_of(person)
    return [kind(person, scope, now) for kind in kinds]
