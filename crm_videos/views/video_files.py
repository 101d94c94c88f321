"""What staff see and hear of a story's videos: as they would be shown, in ranges; and stills.

A rendition was made to be shown, so looking at it asks for no reason and no entry in the
access log; consent must stand. The recording itself is reached through its private file alone.
"""

from threading import BoundedSemaphore
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from crm_videos.models import Recording, StoryVideo
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import lend
from crm_videos.private.sending import send_file
from crm_videos.videos.captions import print_vtt
from crm_videos.videos.child_at_work import CannotMake, NeverMade, make
from crm_videos.videos.ordering import consent_stands
from crm_videos.views.pictures import HEADERS, MAY_CHANGE, OneStory
from crm_videos.words import Medium

# In one web process; each takes a core for some seconds.
STILLS_AT_ONCE = BoundedSemaphore(1)
STILLS_PATIENCE_SECONDS = 25


class OneVideo(OneStory):
    """A page about one video of the story, while the person agrees to any at all."""

    header_icon = "media"

    def video(self) -> StoryVideo:
        """Give the video of the address."""
        self.demand_consent()
        own = self.story.videos.here().select_related("recording", "story__testimony")
        return get_object_or_404(own, pk=self.kwargs["video"])

    def demand_consent(self) -> None:
        if not consent_stands(self.story.testimony, self.now):
            raise Http404


class RenditionView(OneVideo, View):
    """One file, as it would be shown."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, story: int, video: UUID, kind: str) -> HttpResponseBase:
        made = get_object_or_404(self.video().renditions.select_related("file"), kind=kind)
        if made.file is None or made.file.erased_at is not None:
            raise Http404
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        try:
            return send_file(
                request,
                made.file,
                etag=f'"{made.sha256}"',
                content_type=made.file.content_type,
                headers=headers,
            )
        except Damaged:
            raise Http404 from None


class CaptionFileView(OneVideo, View):
    """The captions in one language, as the player reads them."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, story: int, video: UUID, language: str) -> HttpResponse:
        caption = get_object_or_404(self.video().captions, language=language)
        words = print_vtt(caption.cues)
        return HttpResponse(words, content_type="text/vtt; charset=utf-8", headers=HEADERS)


class StillsView(OneVideo, View):
    """Some moments of a recording in squares: enough to place a box, too little to know a face.

    So whoever may make a video needs not open the recording itself, which asks for a reason.
    """

    needs = MAY_CHANGE
    http_method_names = ["get"]

    def get(self, request: HttpRequest, story: int, recording: UUID) -> HttpResponse:
        self.demand_consent()
        own = Recording.objects.here().filter(testimony=self.story.testimony_id)
        films = own.filter(medium=Medium.VIDEO).select_related("file")
        film = get_object_or_404(films, pk=recording)
        asked = {"kind": "stills", "starts_ms": 0, "ends_ms": film.duration_ms}
        if film.file is None or not STILLS_AT_ONCE.acquire(timeout=STILLS_PATIENCE_SECONDS):
            return HttpResponse(status=503, headers=HEADERS)
        try:
            with lend(film.file) as loan:
                made = make(loan, asked, patience_seconds=STILLS_PATIENCE_SECONDS)
        except (CannotMake, NeverMade, Damaged):
            return HttpResponse(status=503, headers=HEADERS)
        finally:
            STILLS_AT_ONCE.release()
        return HttpResponse(made.data, content_type="image/webp", headers=HEADERS)
