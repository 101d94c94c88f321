"""Choosing the video of a story page: only those of its own story are offered, to be seen."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.models import StoryVideo
from crm_videos.videos.approved import is_ready, is_watched, rendition_of
from crm_videos.words import RenditionKind


class VideoChoice(forms.ModelChoiceField):
    """Shows the posters, with what was declared of each."""

    widget = forms.RadioSelect

    def label_from_instance(self, video: Any) -> SafeString:
        """Show the poster, how much the video shows, and what is still lacking."""
        poster = ""
        if rendition_of(video, RenditionKind.POSTER):
            poster = format_html(
                '<img src="{}" width="120" alt="" loading="lazy" style="margin-right:1em">',
                reverse("story_videos:file", args=[video.story_id, video.pk, RenditionKind.POSTER]),
            )
        return format_html("{}{} ({})", poster, video, _state_of(video))


def video_choice(videos: Any, story: int | None, *, help_text: str) -> VideoChoice:
    """Give the field for a page's video, with the way to where videos are made."""
    if story:
        address, words = reverse("story_videos:list", args=[story]), _("Make and see its videos")
        help_text = format_html('{} <a href="{}" target="_blank">{}</a>', help_text, address, words)
    return VideoChoice(
        videos,
        required=False,
        empty_label=gettext_lazy("No video"),
        label=gettext_lazy("Video"),
        help_text=help_text,
    )


def poster_size(video: StoryVideo | None) -> int:
    """Tell the bytes that a page loads of a video before it is tapped."""
    poster = rendition_of(video, RenditionKind.POSTER) if video else None
    return poster.file.size if poster and poster.file else 0


def _state_of(video: StoryVideo) -> str:
    if not is_ready(video):
        return _("not ready yet")
    if not is_watched(video):
        return _("nobody has looked at the whole of it")
    return str(video.level.label)
