"""What people approve of a video: whose it is, what was asked for and said of it, its bytes.

The gate asks here whether it is ready and was looked at; the digest of a page takes all of
it in. Everything is read of ``video.renditions`` with their files, and ``video.captions``.
"""

from typing import Any

from crm_videos.models import Caption, PrivateFile, Purpose, Rendition, StoryVideo
from crm_videos.words import RenditionKind
from foundation.encrypted import WrongKey


def is_here(video: StoryVideo) -> bool:
    """Say whether it was not removed, and none of its files was erased."""
    return video.removed_at is None and all(file.erased_at is None for file in _files(video))


def is_ready(video: StoryVideo) -> bool:
    """Say whether all that was asked for is made, and there is something to hear or to see."""
    made = video.renditions.all()
    return (
        is_here(video)
        and all(_is_made(one) for one in made)
        and any(one.kind != RenditionKind.POSTER for one in made)
    )


def is_watched(video: StoryVideo) -> bool:
    """Say whether somebody looked at it, after the last of its files was made."""
    seen_at = video.watched_at
    return seen_at is not None and all(file.stored_at <= seen_at for file in _files(video))


def captions_in(video: StoryVideo, language: str) -> Caption | None:
    """Give what is said in it, in a language; nothing counts as no captions."""
    of_it = (one for one in video.captions.all() if one.language == language)
    found = next(of_it, None)
    return found if found and any(line.strip() for line in found.lines()) else None


def facts_of_video(video: StoryVideo, language: str) -> list[Any]:
    """Give what people approve of it on a page in one language; any change voids approvals."""
    if not is_here(video):
        return [video.pk]
    said = captions_in(video, language)
    return [
        *(video.pk, video.story_id, video.recording_id, video.starts_ms, video.ends_ms),
        *(video.hiding, video.regions, video.voice),
        *(video.shows, sorted(video.tells), video.watched_by_id, video.watched_at),
        sorted(_facts_of(one) for one in video.renditions.all()),
        said.cues if said else None,
    ]


def rendition_of(video: StoryVideo, kind: str) -> Rendition | None:
    """Give what is made of a kind."""
    made = (one for one in video.renditions.all() if one.kind == kind and _is_made(one))
    return next(made, None)


def holds_what_was_approved(one: Rendition) -> bool:
    """Say whether its file is the one that was made.

    The digest lies sealed beside the only key that opens the file, and each frame is bound to
    that key: so nothing has to be read for it.
    """
    if one.file is None or one.file.seal is None:
        return False
    try:
        sealed = one.file.seal.open()
    except WrongKey:
        return False
    return bool(sealed["sha256"] == one.sha256)


def _facts_of(one: Rendition) -> list[Any]:
    """Give what is approved of one file; numbers in words, for they may be missing."""
    size = one.file.size if one.file else None
    numbers = (one.width, one.height, one.duration_ms, size)
    return [one.kind, one.state, one.sha256, *map(str, numbers)]


def _is_made(one: Rendition) -> bool:
    """Say whether a file is done, and is one that was made to be shown: never a recording."""
    return (
        one.state == Rendition.State.DONE
        and bool(one.sha256)
        and one.file is not None
        and one.file.purpose == Purpose.VIDEO_SHOWN
    )


def _files(video: StoryVideo) -> list[PrivateFile]:
    return [one.file for one in video.renditions.all() if one.file]
