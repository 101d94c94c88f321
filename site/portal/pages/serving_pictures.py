"""The one public way to a story's picture. It asks the gate each time, as the page does."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm_videos.models import PictureSize
from crm_videos.pictures import CONTENT_TYPE, bytes_of
from portal.pages.models import StoryPage
from portal.pages.story_content import verdict_of

NOT_HERE, GONE = 404, 410
WITH_ALL = {
    # Nobody keeps a picture longer than the reader looks at it.
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noimageindex",
}
WITH_BYTES = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    # On pages of other sites it would be seen without its story and its hotline.
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
def story_picture(request: HttpRequest, page_id: int, picture_id: UUID, size: str) -> HttpResponse:
    """Send a picture while the page that shows it is public; no header of the request matters."""
    page = StoryPage.objects.with_story().filter(pk=page_id).first()
    placed = page and next((p for p in page.pictures.all() if p.picture_id == picture_id), None)
    if page is None or placed is None or size not in tuple(PictureSize):
        return HttpResponse(status=NOT_HERE, headers=WITH_ALL)
    if status := why_not(request, page, placed.picture):
        return HttpResponse(status=status, headers=WITH_ALL)
    data = bytes_of(placed.picture, PictureSize(size))
    if data is None:
        return HttpResponse(status=NOT_HERE, headers=WITH_ALL)
    # It is small already; compressing would only cost.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return HttpResponse(data, content_type=CONTENT_TYPE, headers={**WITH_ALL, **WITH_BYTES})


def why_not(request: HttpRequest, page: Any, picture: Any) -> int | None:
    """Give the status that says why a picture is not sent; None when it is public."""
    found = verdict_of(page, now=timezone.now())
    if page.first_published_at and (found.is_gone or not picture.is_here):
        return GONE
    restricted = any(not one.accept_request(request) for one in page.get_view_restrictions())
    return None if page.live and found.is_open and not restricted else NOT_HERE
