"""The one public way to a story's video, its poster and its captions. It asks the gate each time.

A file is minutes on its way over a weak network: then the gate is asked again and again, and
what is withdrawn meanwhile breaks off.
"""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from crm_videos.videos.approved import is_here
from crm_videos.videos.files import CAPTIONS, HEADERS, answer_with
from portal.pages.models import StoryPage
from portal.pages.past_the_gate import NOT_HERE, WITH_ALL, why_not

# Seconds: a dozen questions to the database for what is sent meanwhile.
ASK_AGAIN_AFTER = 2.0


class NoLongerShown(Exception):
    """It was withdrawn while it was being sent; the answer ends short of its length."""


@require_safe
def story_video(request: HttpRequest, page_id: int, video_id: UUID, name: str) -> HttpResponseBase:
    """Send a file of the video while the page that shows it is public."""
    page = _page(page_id, video_id)
    if page is None or CAPTIONS.get(name) not in {None, page.locale.language_code}:
        return HttpResponse(status=NOT_HERE, headers=WITH_ALL)
    if status := _why_not(request, page):
        return HttpResponse(status=status, headers=WITH_ALL)
    sent = answer_with(
        request,
        page.video,
        name,
        headers={**HEADERS, **WITH_ALL},
        go_on=_while_shown(request, page_id, video_id),
    )
    return HttpResponse(status=NOT_HERE, headers=WITH_ALL) if sent is None else sent


def _page(page_id: int, video_id: UUID) -> Any:
    return StoryPage.objects.with_story().filter(pk=page_id, video=video_id).first()


def _why_not(request: HttpRequest, page: Any) -> int | None:
    return why_not(request, page, is_here=is_here(page.video))


def _while_shown(request: HttpRequest, page_id: int, video_id: UUID) -> Callable[[], None]:
    """Give what is asked between two frames. Raises :class:`NoLongerShown`."""
    asked_at = time.monotonic()

    def go_on() -> None:
        nonlocal asked_at
        if time.monotonic() - asked_at < ASK_AGAIN_AFTER:
            return
        page = _page(page_id, video_id)
        if page is None or _why_not(request, page):
            raise NoLongerShown
        asked_at = time.monotonic()

    return go_on
