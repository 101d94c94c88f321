"""Makes one rendition of a recording, in a program of its own that :mod:`.making` starts.

It says on its standard output how far it is, a line of JSON each, and at the end what it made
and then the bytes; they lie nowhere else. ``failed`` is said of what no further attempt mends.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.video.frame import VideoFrame

# PIL would import it at the first picture; then there is no file left to import from.
from PIL import Image, WebPImagePlugin  # noqa: F401

from crm_videos.private.frames import Damaged
from crm_videos.recordings.confined import give_up_what_is_not_needed, take_what_is_lent
from crm_videos.recordings.opening import demuxer_for, open_recording
from crm_videos.videos.cutting import NotReadable, Piece, frames_of, picture_of, sound_of
from crm_videos.videos.film import Film
from crm_videos.videos.light_mp4 import Weight
from crm_videos.videos.picture_shown import (
    Look,
    PictureShown,
    rate_shown,
)

# 4K of a phone needs half of it.
MEMORY = 1536 * 1024 * 1024
# What a slow machine may need for a second of 4K, and for opening the file.
CPU_SECONDS_A_SECOND, CPU_SECONDS = 15, 60
# FFmpeg gives speech up to 1.4 times the sound bits that it is asked for: 60 seconds are at most
# 0.23 MB, and 0.93 MB with the small picture.
WEIGHTS = {
    "sound": Weight(0, 22_000, 0, ""),
    "240p": Weight(88_000, 22_000, 28, "baseline"),
    "360p": Weight(360_000, 32_000, 26, "main"),
}
SIZES = {"240p": (240, 426, 15), "360p": (360, 640, 30), "poster": (360, 640, None)}
# With three of the heaviest pictures a page is still less than 60 KB.
POSTER_BYTES = 12_000
# For the office, which is not on a weak network.
STILLS_BYTES = 40_000
POSTER_QUALITIES = (78, 60, 42, 25)
# Of the piece: who records begins and ends with a hand before the camera.
POSTER_MOMENTS = (0.2, 0.35, 0.5, 0.65, 0.8)
STILL_MOMENTS = (0.05, 0.5, 0.95)
STILL_SIDES = (270, 480)
NO_SOUND, NO_PICTURE, UNREADABLE = "no-sound", "no-picture", "unreadable"
THOUSAND = 1000
# Of a second between two sayings.
OFTEN = 1.0


class Fails(Exception):
    """It cannot be made, however often it is tried."""


def main() -> NoReturn:
    lent = take_what_is_lent()
    asked = lent.asked
    piece = Piece(asked["starts_ms"], asked["ends_ms"])
    Image.init()
    give_up_what_is_not_needed(
        cpu_seconds=int(CPU_SECONDS + CPU_SECONDS_A_SECOND * piece.seconds), memory_bytes=MEMORY
    )
    try:
        demuxer = demuxer_for(lent.plain)
        if demuxer is None:
            raise Fails(UNREADABLE)
        with open_recording(lent.plain, demuxer) as recording:
            told, made = MAKES[asked["kind"]](recording, piece, asked, _Progress(piece))
    except Fails as fails:
        _say({"failed": str(fails)})
    except NotReadable:
        _say({"failed": UNREADABLE})
    except (Damaged, MemoryError):
        # The disk or the machine may be better another time.
        sys.exit(1)
    else:
        _say({**told, "size": len(made)})
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    sys.exit()


def make_film(
    recording: InputContainer,
    piece: Piece,
    asked: dict[str, Any],
    progress: Callable[[float], None],
) -> tuple[dict[str, Any], bytes]:
    """Make picture and sound, or the sound alone."""
    kind = asked["kind"]
    picture = picture_of(recording) if kind in SIZES else None
    sound = sound_of(recording)
    if kind in SIZES and picture is None:
        raise Fails(NO_PICTURE)
    if sound is None and kind not in SIZES:
        raise Fails(NO_SOUND)
    if picture is not None:
        # 4K needs both cores to be done in time.
        picture.codec_context.thread_count = 2
    film = Film(picture, sound, WEIGHTS[kind])
    for frame, at in frames_of(recording, film.streams, piece):
        if isinstance(frame, AudioFrame):
            film.hear(frame, at, asked["voice"], piece.seconds)
        else:
            film.see(frame, at, _look(kind, asked) if kind in SIZES else None)
        progress(at)
    if film.is_empty:
        raise Fails(UNREADABLE)
    data = film.whole()
    return {**film.size, "duration_ms": piece.ends_ms - piece.starts_ms}, data


def make_poster(
    recording: InputContainer,
    piece: Piece,
    asked: dict[str, Any],
    progress: Callable[[float], None],
) -> tuple[dict[str, Any], bytes]:
    """Make the picture that stands where the film will play: the one with most to see."""
    pictures = _pictures_at(recording, piece, POSTER_MOMENTS, _look("poster", asked), progress)
    best = max(pictures, key=lambda one: one.convert("L").entropy())
    return {"width": best.width, "height": best.height}, _webp(best, POSTER_BYTES)


def make_stills(
    recording: InputContainer,
    piece: Piece,
    _asked: dict[str, Any],
    progress: Callable[[float], None],
) -> tuple[dict[str, Any], bytes]:
    """Draw some moments below each other, grey and hidden: enough to see where a head is."""
    look = Look(*STILL_SIDES, None, None)
    pictures = _pictures_at(recording, piece, STILL_MOMENTS, look, progress)
    width, height = pictures[0].size
    sheet = Image.new("L", (width, height * len(STILL_MOMENTS)))
    for number in range(len(STILL_MOMENTS)):
        sheet.paste(pictures[min(number, len(pictures) - 1)].convert("L"), (0, number * height))
    return {"width": width, "height": height}, _webp(sheet, STILLS_BYTES)


MAKES = {
    "poster": make_poster,
    "stills": make_stills,
    "sound": make_film,
    "240p": make_film,
    "360p": make_film,
}


class _Progress:
    """Says how far it is, in thousandths, not more often than anybody looks."""

    def __init__(self, piece: Piece) -> None:
        self.seconds = piece.seconds
        self.said_at = 0.0

    def __call__(self, at: float) -> None:
        now = time.monotonic()
        if now - self.said_at >= OFTEN:
            self.said_at = now
            _say({"progress": min(THOUSAND - 1, max(0, int(THOUSAND * at / self.seconds)))})


def _look(kind: str, asked: dict[str, Any]) -> Look:
    shorter, longer, rate = SIZES[kind]
    regions = {"whole": None, "region": asked["regions"]}.get(asked["hiding"], ())
    return Look(shorter, longer, rate, regions)


def _pictures_at(
    recording: InputContainer,
    piece: Piece,
    moments: tuple[float, ...],
    look: Look,
    progress: Callable[[float], None],
) -> list[Image.Image]:
    """Give the pictures at some moments, as they are shown."""
    stream = picture_of(recording)
    if stream is None:
        raise Fails(NO_PICTURE)
    found = []
    for moment in moments:
        starts = piece.starts_ms + int(moment * (piece.ends_ms - piece.starts_ms))
        rest = Piece(starts, piece.ends_ms)
        for frame, _at in frames_of(recording, [stream], rest):
            assert isinstance(frame, VideoFrame)  # noqa: S101 - the stream has no sound
            shape = stream.sample_aspect_ratio
            shown = PictureShown(frame, look, shape=shape, rate=rate_shown(None, 1))
            found += [one.to_image() for one in (*shown.push(frame, 0), *shown.end())]
            break
        progress(moment * piece.seconds)
    if not found:
        raise Fails(NO_PICTURE)
    return found


def _webp(picture: Image.Image, most_bytes: int) -> bytes:
    data = b""
    for quality in POSTER_QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality)
        data = out.getvalue()
        if len(data) <= most_bytes:
            break
    return data


def _say(said: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
