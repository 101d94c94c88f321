"""What other apps tell on the page of a campaign or of a row of a register.

To add a part: a function that takes the campaign (or the row), the person who reads and the
moment, and gives a :class:`Part` or ``None``, given by the app's function for Wagtail's hook
``register_campaign_parts`` or ``register_news_parts``. Campaigns know nothing of stories.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from wagtail import hooks

OF_CAMPAIGNS, OF_NEWS = "register_campaign_parts", "register_news_parts"


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it shows, already narrowed to what the reader may know."""

    template: str
    context: dict[str, Any]


Source = Callable[[Any, User, datetime.datetime], Part | None]


def parts_of(hook: str, thing: Any, reader: User, now: datetime.datetime) -> Iterator[Part]:
    """Give what there is to tell, in the order in which the apps were registered."""
    for give in hooks.get_hooks(hook):
        source: Source = give()
        if part := source(thing, reader, now):
            yield part
