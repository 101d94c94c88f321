"""A file of a story's video, for those who work at the story: readers get it past the gate."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from crm_videos.models import StoryVideo
from crm_videos.pictures import consent_stands
from crm_videos.videos.files import HEADERS, answer_with
from crm_videos.views.pictures import OneStory

NAME = "story_video_file"


class VideoFileView(OneStory, View):
    """One rendition, or the captions in a language, while the person agrees to anything."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, story: int, video: UUID, name: str) -> HttpResponseBase:
        found = get_object_or_404(StoryVideo.objects.here(), pk=video, story=self.story)
        sent = None
        if consent_stands(self.story, self.now):
            private = {**HEADERS, "Cache-Control": "private, no-store"}
            sent = answer_with(request, found, name, headers=private)
        if sent is None:
            raise Http404
        return sent
