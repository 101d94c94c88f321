"""The files of a video by the names at the end of their addresses, and answering with one.

Who may is asked before: for readers the gate (``portal.pages.serving_videos``).
"""

import logging
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from crm_videos.models import StoryVideo
from crm_videos.private.frames import Damaged
from crm_videos.private.sending import send_file
from crm_videos.videos.approved import captions_in, holds_what_was_approved, rendition_of
from crm_videos.videos.captions import print_vtt
from crm_videos.words import Language, RenditionKind

logger = logging.getLogger(__name__)

# With endings: telephones choose their player by them.
NAMES = {
    RenditionKind.POSTER: "poster.webp",
    RenditionKind.SOUND: "sound.m4a",
    RenditionKind.P240: "240p.mp4",
    RenditionKind.P360: "360p.mp4",
}
CONTENT_TYPES = {
    RenditionKind.POSTER: "image/webp",
    RenditionKind.SOUND: "audio/mp4",
    RenditionKind.P240: "video/mp4",
    RenditionKind.P360: "video/mp4",
}
VTT = "text/vtt; charset=utf-8"
KINDS = {name: kind for kind, name in NAMES.items()}
HEADERS = {
    # Nobody keeps what may be withdrawn: what was cut off is taken up again by its range.
    "Cache-Control": "no-store",
    # A proxy that buffers would write it to its own disk.
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
    # No script, no form, no way out. Without an origin a player may not load its own film.
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; media-src 'self'; "
    "style-src 'unsafe-inline'; sandbox allow-same-origin",
    # On pages of other sites it would be seen without its story and its hotline.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def captions_name(language: str) -> str:
    """Name the captions in a language."""
    return f"captions.{language}.vtt"


CAPTIONS = {captions_name(language): language for language in Language}


def answer_with(
    request: HttpRequest,
    video: StoryVideo,
    name: str,
    *,
    headers: Mapping[str, str] = HEADERS,
    go_on: Callable[[], None] = lambda: None,
) -> HttpResponseBase | None:
    """Send a file of a video just as it was approved; None when there is none of that name."""
    if name in CAPTIONS:
        said = captions_in(video, CAPTIONS[name])
        if said is None:
            return None
        return HttpResponse(print_vtt(said.cues), content_type=VTT, headers=headers)
    made = rendition_of(video, KINDS[name]) if name in KINDS else None
    if made is None or made.file is None:
        return None
    if not holds_what_was_approved(made):
        logger.error("the file of rendition %s is not the one that was made", made.pk)
        return None
    try:
        return send_file(
            request,
            made.file,
            etag=f'"{made.sha256[:32]}"',
            content_type=CONTENT_TYPES[KINDS[name]],
            headers=headers,
            go_on=go_on,
        )
    except Damaged:
        logger.exception("the file of rendition %s cannot be read", made.pk)
        return None
