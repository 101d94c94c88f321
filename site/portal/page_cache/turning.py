"""When a page stops being true by the clock alone, though nobody has changed anything."""

import datetime

from django.conf import settings
from django.http import HttpRequest

from foundation.moments import DHAKA

TURNS = "page_turns_at"


def turns_at(request: HttpRequest | None, moment: datetime.datetime) -> None:
    """Say that the page being written is another one from a moment on (the hotline opens)."""
    if request is not None:
        known = getattr(request, TURNS, None)
        setattr(request, TURNS, moment if known is None else min(known, moment))


def true_until(request: HttpRequest, now: datetime.datetime) -> datetime.datetime:
    """Say until when a page that was begun ``now`` may be kept.

    Never past Dhaka's midnight: there facts turn grey, events are over, a month begins.
    """
    longest = now + datetime.timedelta(seconds=settings.KEEP_PAGES_SECONDS)
    return min(longest, _midnight(now), getattr(request, TURNS, longest))


def _midnight(now: datetime.datetime) -> datetime.datetime:
    tomorrow = now.astimezone(DHAKA).date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(), tzinfo=DHAKA)
