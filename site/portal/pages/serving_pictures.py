"""The one public way to a story's picture. It asks the gate each time, as the page does."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from crm_videos.models import PictureSize
from crm_videos.pictures import CONTENT_TYPE, bytes_of
from portal.pages.models import StoryPage
from portal.pages.past_the_gate import NOT_HERE, WITH_ALL, why_not

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
    if status := why_not(request, page, is_here=placed.picture.is_here):
        return HttpResponse(status=status, headers=WITH_ALL)
    data = bytes_of(placed.picture, PictureSize(size))
    if data is None:
        return HttpResponse(status=NOT_HERE, headers=WITH_ALL)
    # It is small already; compressing would only cost.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return HttpResponse(data, content_type=CONTENT_TYPE, headers={**WITH_ALL, **WITH_BYTES})
