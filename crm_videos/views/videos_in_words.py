"""Recordings, videos and how far they are, in the reader's words and digits."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from crm_videos.identity import IdentityLevel
from crm_videos.models import Caption, Recording, Rendition, StoryVideo
from crm_videos.videos.captions import duration_of
from crm_videos.words import Hiding, Medium, VoiceAs
from foundation.bangla import figure, in_digits_of

KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class RenditionInWords:
    kind: str
    label: str
    words: str
    is_here: bool
    waits: bool
    thousandths: int


@dataclass(frozen=True, slots=True)
class VideoInWords:
    pk: UUID
    name: str
    made_of: str
    hidden: str
    level: str
    watched: str
    renditions: list[RenditionInWords]
    captions: list[Caption]
    waits: bool
    failed: bool
    poster: bool
    can_be_watched: bool


@dataclass(frozen=True, slots=True)
class RecordingInWords:
    pk: UUID
    file: UUID | None
    name: str
    length: str
    is_film: bool


def length_in_words(milliseconds: int) -> str:
    """Write minutes and seconds."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return in_digits_of(f"{minutes}:{seconds:02d}", _language())


def recording_in_words(recording: Recording) -> RecordingInWords:
    return RecordingInWords(
        recording.pk,
        recording.file_id,
        f"{recording.get_chapter_display()} ({recording.get_medium_display()})",
        length_in_words(recording.duration_ms or 0),
        recording.medium == Medium.VIDEO,
    )


def video_in_words(video: StoryVideo) -> VideoInWords:
    """Say what was asked for, how far it is, what somebody saw in it."""
    renditions = [_rendition(one) for one in video.renditions.all()]
    waits = any(one.waits for one in renditions)
    hidden = str(Hiding(video.hiding).label)
    if video.voice != VoiceAs.AS_IT_IS:
        hidden = _("%(hidden)s; the voice is changed: %(voice)s") % {
            "hidden": hidden,
            "voice": VoiceAs(video.voice).label,
        }
    return VideoInWords(
        pk=video.pk,
        name=str(video),
        made_of=f"{video.recording.get_chapter_display()}, {length_in_words(duration_of(video))}",
        hidden=hidden,
        level=str(IdentityLevel(video.level).label) if video.watched_at else "",
        watched=_watched(video),
        renditions=renditions,
        captions=list(video.captions.all()),
        waits=waits,
        failed=any(one.state == Rendition.State.FAILED for one in video.renditions.all()),
        poster=any(one.kind == "poster" and one.is_here for one in renditions),
        can_be_watched=not waits and any(one.is_here for one in renditions),
    )


def _watched(video: StoryVideo) -> str:
    if video.watched_at is None:
        return ""
    seen = [video.get_shows_display(), *video.tells_in_words()]
    return _("%(person)s saw: %(seen)s") % {"person": video.watched_by, "seen": "; ".join(seen)}


def _rendition(row: Rendition) -> RenditionInWords:
    waits = row.state == Rendition.State.WAITING
    here = row.file is not None and row.file.erased_at is None
    words = str(row.get_state_display())
    if here and row.file is not None:
        size = {"size": figure(max(1, round(row.file.size / KILOBYTE)), _language())}
        words = _("%(size)s KB") % size
    elif waits and row.lease_until is not None:
        done = {"percent": in_digits_of(str(row.progress // 10), _language())}
        words = _("Being made: %(percent)s%%") % done
    elif row.words:
        words = f"{words}: {gettext(row.words)}"
    return RenditionInWords(
        row.kind, str(row.get_kind_display()), words, here, waits, row.progress if waits else 1000
    )


def _language() -> str:
    return get_language() or "en"
