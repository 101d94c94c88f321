"""A video as the template of a story prints it: ways to watch with what each weighs, and words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from crm_videos.models import StoryVideo
from crm_videos.videos.approved import captions_in, rendition_of
from crm_videos.videos.files import CONTENT_TYPES, NAMES, captions_name
from crm_videos.words import RenditionKind
from portal.pages.sizes import in_bytes

# The lightest film first; who has little left can listen.
WAYS: tuple[tuple[RenditionKind, Promise], ...] = (
    (RenditionKind.P240, gettext_lazy("Watch (small, %(size)s)")),
    (RenditionKind.P360, gettext_lazy("Watch (larger, %(size)s)")),
    (RenditionKind.SOUND, gettext_lazy("Listen only (%(size)s)")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One file that plays, and how it is offered."""

    address: str
    content_type: str
    words: str


@dataclass(frozen=True, slots=True)
class PlacedVideo:
    """The video on a page. Numbers are text: a page would put a comma into a thousand."""

    ways: tuple[Way, ...]
    poster: str
    width: str
    height: str
    is_tall: bool
    captions: str
    transcript: tuple[str, ...]

    @classmethod
    def for_readers(cls, page: Any, video: StoryVideo) -> Self:
        """Give the public addresses, which ask the gate at each request."""
        of, said = [page.pk, video.pk], captions_name(page.locale.language_code)
        return cls._of(
            page,
            video,
            address=lambda kind: reverse("story_video", args=[*of, NAMES[kind]]),
            captions=reverse("story_video", args=[*of, said]),
        )

    @classmethod
    def for_the_office(cls, page: Any, video: StoryVideo) -> Self:
        """Give the addresses for those who work at the story: the public ones show no draft."""
        of, said = [video.story_id, video.pk], page.locale.language_code
        return cls._of(
            page,
            video,
            address=lambda kind: reverse("story_videos:file", args=[*of, kind.value]),
            captions=reverse("story_videos:caption_file", args=[*of, said]),
        )

    @classmethod
    def _of(
        cls,
        page: Any,
        video: StoryVideo,
        *,
        address: Callable[[RenditionKind], str],
        captions: str,
    ) -> Self:
        said = captions_in(video, page.locale.language_code)
        poster = rendition_of(video, RenditionKind.POSTER)
        # What is seen first gives the player its shape, so that nothing jumps when it loads.
        seen = rendition_of(video, RenditionKind.P240) or poster
        width, height = (seen.width or 0, seen.height or 0) if seen else (0, 0)
        return cls(
            tuple(
                Way(
                    address(kind),
                    CONTENT_TYPES[kind],
                    str(words) % {"size": in_bytes(made.file.size)},
                )
                for kind, words in WAYS
                if (made := rendition_of(video, kind)) and made.file
            ),
            poster=address(RenditionKind.POSTER) if poster else "",
            width=str(width or ""),
            height=str(height or ""),
            is_tall=height > width,
            captions=captions if said else "",
            transcript=tuple(said.lines()) if said else (),
        )
