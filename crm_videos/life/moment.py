"""One moment in the life of a story, and all of them in their order.

To add a kind of moment: a function that takes a testimony and the person who reads, and
gives moments, in the list that the app's function for Wagtail's hook ``register_story_life``
gives.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from wagtail import hooks

from crm_videos.models import Testimony

HOOK = "register_story_life"


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened when, by whom of the staff; nothing in it names the person who told."""

    at: datetime.datetime
    what: str
    who: str = ""
    more: str = ""
    url: str = ""


Source = Callable[[Testimony, User, datetime.datetime], Iterable[Moment]]


def life_of(testimony: Testimony, reader: User, now: datetime.datetime) -> list[Moment]:
    """Give what happened, the oldest first, as far as the reader may know of it."""
    sources: list[Source] = [one for give in hooks.get_hooks(HOOK) for one in give()]
    found = [one for source in sources for one in source(testimony, reader, now)]
    return sorted(found, key=lambda one: one.at)
