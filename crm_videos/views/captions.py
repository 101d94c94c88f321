"""The captions of a video, written beside it: one language at a time."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from crm_videos.forms.videos import CaptionFileForm, CueFormSet
from crm_videos.videos.captions import (
    CaptionsRefused,
    Cue,
    save_captions,
    typed_time,
)
from crm_videos.videos.watching import watched_rendition
from crm_videos.views.pictures import MAY_CHANGE
from crm_videos.views.videos import VideosPage
from crm_videos.words import Language
from foundation.bangla import in_digits_of
from foundation.in_memory_uploads import InMemoryUploads

MOST_UPLOAD = 1_000_000


class CaptionsView(InMemoryUploads, VideosPage, TemplateView):
    needs = MAY_CHANGE
    template_name = "crm_videos/captions.html"
    page_title = _("Captions")
    most_upload_bytes = MOST_UPLOAD
    http_method_names = ["get", "post"]

    def get_context_data(
        self, *, rows: Any = None, bring: Any = None, faults: Any = (), **_address: Any
    ) -> dict[str, Any]:
        """Add the rows, the file to play, and the other language."""
        video = self.video()
        language = self.language()
        rows = rows or CueFormSet(initial=self._kept(), prefix="cue")
        return super().get_context_data(
            story=self.story,
            video=video,
            rendition=watched_rendition(video),
            language=language,
            languages=[(one.value, one.label) for one in Language],
            rows=rows,
            faults=faults,
            bring=bring or CaptionFileForm(),
            back=self.list_address(),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the rows, or those of a file in their place; nothing that was typed is lost."""
        if "bring" in request.POST:
            bring = CaptionFileForm(request.POST, request.FILES)
            if not bring.is_valid():
                return self.render_to_response(self.get_context_data(bring=bring))
            return self._keep(bring.cleaned_data["file"])
        rows = CueFormSet(request.POST, prefix="cue")
        if not rows.is_valid():
            return self.render_to_response(self.get_context_data(rows=rows))
        told = [row.cleaned_data for row in rows if row.cleaned_data.get("words")]
        # Rows are put in order, so one that was forgotten may be added below.
        cues = sorted((one["begins"], one["ends"], one["words"]) for one in told)
        return self._keep(cues, rows)

    def language(self) -> str:
        """Give the language of the address."""
        if self.kwargs["language"] not in Language:
            raise Http404
        return str(self.kwargs["language"])

    def _kept(self) -> list[dict[str, str]]:
        caption = self.video().captions.filter(language=self.language()).first()
        return [
            {"begins": _shown(starts), "ends": _shown(ends), "words": words}
            for starts, ends, words in (caption.cues if caption else ())
        ]

    def _keep(self, cues: list[Cue], rows: Any = None) -> HttpResponse:
        video, language = self.video(), self.language()
        try:
            save_captions(video, language, cues, by=self.actor, now=self.now)
        except CaptionsRefused as refused:
            faults = str(refused).splitlines()
            rows = rows or CueFormSet(
                initial=[
                    {"begins": _shown(starts), "ends": _shown(ends), "words": words}
                    for starts, ends, words in cues
                ],
                prefix="cue",
            )
            return self.render_to_response(self.get_context_data(rows=rows, faults=faults))
        messages.success(
            self.request,
            _("The captions are kept. Stories that show this video must be approved anew."),
        )
        return redirect(reverse("story_videos:captions", args=[self.story.pk, video.pk, language]))


def _shown(milliseconds: int) -> str:
    """Write a time as its reader would type it."""
    return in_digits_of(typed_time(milliseconds), get_language() or "en")
