"""Looks at one recording, in a program of its own that :mod:`crm_videos.recordings.looking` starts.

It answers one line of JSON: what was seen, or why the recording is refused.
"""

import json
import sys
from typing import Any, NoReturn

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from crm_videos.private.frames import Damaged
from crm_videos.recordings.boxes import ends_within_a_box
from crm_videos.recordings.confined import Lent, give_up_what_is_not_needed, take_what_is_lent
from crm_videos.recordings.opening import (
    AAC,
    AMR,
    MATROSKA,
    MOST_PIXELS,
    MP3,
    MP4,
    OGG,
    PICTURES_CODECS,
    SOUNDS_CODECS,
    WAV,
    AsksForMore,
    demuxer_for,
    open_recording,
)
from crm_videos.recordings.sampling import SECOND, Sampled, sample
from crm_videos.recordings.why_refused import Why

CPU_SECONDS = 30
# Less than the 600 MB that a hostile file may cost; 4K of a phone needs a quarter of it.
MEMORY = 576 * 1024 * 1024
MOST_SECONDS = 30 * 60
# Slow motion of phones has 240.
MOST_FRAMES_A_SECOND = 300
# Sound and picture seldom end together, and the last picture may stand for a while.
MAY_BE_MISSING, MOST_MAY_BE_MISSING = 3 * SECOND // 10, 2 * SECOND
# What a file may say that it is, by what it is.
CONTENT_TYPES = {
    MP4: {"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "audio/3gpp"},
    MATROSKA: {"video/webm", "audio/webm"},
    OGG: {"audio/ogg"},
    WAV: {"audio/wav"},
    MP3: {"audio/mpeg"},
    AAC: {"audio/aac"},
    AMR: {"audio/amr"},
}
# The other containers only let it be guessed.
WRITE_THEIR_DURATION = frozenset({MP4, MATROSKA, WAV})


class Refuses(Exception):
    """The recording is refused; the figures go into the sentence."""

    def __init__(self, why: Why, **figures: int) -> None:
        super().__init__(why)
        self.why = why
        self.figures = figures


def look(lent: Lent) -> dict[str, Any]:
    """Tell what the recording is. Raises :class:`Refuses`."""
    demuxer = demuxer_for(lent.plain)
    if demuxer is None:
        raise Refuses(Why.NO_RECORDING)
    is_cut = demuxer == MP4 and ends_within_a_box(lent.plain, lent.size)
    try:
        container = open_recording(lent.plain, demuxer)
    except (FFmpegError, AsksForMore, ValueError) as error:
        raise Refuses(Why.CUT_OFF if is_cut else Why.UNREADABLE) from error
    with container:
        picture, sound = _streams(container)
        if picture is None and sound is None:
            raise Refuses(Why.CUT_OFF if is_cut else Why.NOTHING_IN_IT)
        _agree(lent.asked["content_type"], demuxer, has_picture=picture is not None)
        sampled = sample(container, picture, sound, trusts_header=demuxer in WRITE_THEIR_DURATION)
        _whole(sampled, is_cut=is_cut)
        return {
            "medium": "video" if picture else "audio",
            "container": demuxer,
            "codecs": [_codec(stream) for stream in (picture, sound) if stream is not None],
            "duration_ms": sampled.duration // 1000,
            "width": sampled.width,
            "height": sampled.height,
        }


def _streams(container: InputContainer) -> tuple[VideoStream | None, AudioStream | None]:
    """Find the picture and the sound, at most one each; a cover is neither.

    Phones add tracks of times and positions. They are let through, for what is shown
    later is made anew from these two.
    """
    pictures = [stream for stream in container.streams.video if not _is_cover(stream)]
    sounds = list(container.streams.audio)
    if len(pictures) > 1 or len(sounds) > 1:
        raise Refuses(Why.TOO_MANY_STREAMS)
    picture, sound = next(iter(pictures), None), next(iter(sounds), None)
    if picture is not None:
        if _codec(picture) not in PICTURES_CODECS:
            raise Refuses(Why.UNKNOWN_CODEC)
        _bearable(picture)
    if sound is not None and _codec(sound) not in SOUNDS_CODECS:
        raise Refuses(Why.UNKNOWN_CODEC)
    return picture, sound


def _is_cover(stream: VideoStream) -> bool:
    return bool(stream.disposition & Disposition.attached_pic)


def _bearable(picture: VideoStream) -> None:
    width, height = picture.codec_context.width, picture.codec_context.height
    if width * height > MOST_PIXELS or max(width, height) > 4096:
        raise Refuses(Why.TOO_MANY_PIXELS, width=width, height=height)


def _agree(declared: str, demuxer: str, *, has_picture: bool) -> None:
    if declared not in CONTENT_TYPES[demuxer]:
        raise Refuses(Why.ANOTHER_TYPE)
    # Who says that only a sound was recorded may have promised that nobody is seen.
    if has_picture and declared.startswith("audio/"):
        raise Refuses(Why.FILM_CALLED_SOUND)


def _whole(sampled: Sampled, *, is_cut: bool) -> None:
    if sampled.duration > MOST_SECONDS * SECOND:
        raise Refuses(Why.TOO_LONG, minutes=MOST_SECONDS // 60)
    if sampled.pictures > MOST_FRAMES_A_SECOND * max(sampled.duration / SECOND, 1):
        raise Refuses(Why.TOO_MANY_FRAMES)
    if not sampled.begins:
        raise Refuses(Why.CUT_OFF if is_cut else Why.UNREADABLE)
    # A box that is cut through leaves no doubt.
    tolerated = 0 if is_cut else min(MAY_BE_MISSING + sampled.duration // 20, MOST_MAY_BE_MISSING)
    if sampled.readable_until < sampled.duration - tolerated:
        raise Refuses(
            Why.CUT_OFF_AT,
            seconds=max(sampled.readable_until, 0) // SECOND,
            of=-(-sampled.duration // SECOND),
        )
    if sampled.gap_at is not None:
        raise Refuses(Why.GAP, seconds=sampled.gap_at // SECOND)


def _codec(stream: Stream) -> str:
    context = stream.codec_context
    return context.codec.canonical_name if context is not None else ""


def main() -> NoReturn:
    lent = take_what_is_lent()
    give_up_what_is_not_needed(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY)
    told: dict[str, Any]
    try:
        told = {"seen": look(lent)}
    except Refuses as refused:
        told = {"refused": refused.why, "figures": refused.figures}
    except Damaged:
        told = {"damaged": True}
    except MemoryError:
        told = {"refused": Why.ASKS_TOO_MUCH, "figures": {}}
    except Exception:  # noqa: BLE001 - a hostile file may make a decoder raise anything
        told = {"refused": Why.UNREADABLE, "figures": {}}
    sys.stdout.write(json.dumps(told))
    sys.exit()


if __name__ == "__main__":
    main()
