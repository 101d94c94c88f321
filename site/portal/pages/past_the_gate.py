"""What every public address of a story's picture or video does first: it asks about the page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.pages.story_content import verdict_of
from portal.pages.story_copies import is_gone, was_public

NOT_HERE, GONE = 404, 410
WITH_ALL = {
    # Nobody keeps it longer than the reader looks at it.
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noimageindex",
}


def why_not(request: HttpRequest, page: Any, *, is_here: bool) -> int | None:
    """Give the status that says why a file of a page is not sent; None when it is public."""
    found = verdict_of(page, now=timezone.now())
    if is_gone(page, found) or (not is_here and was_public(page)):
        return GONE
    restricted = any(not one.accept_request(request) for one in page.get_view_restrictions())
    return None if page.live and found.is_open and is_here and not restricted else NOT_HERE
