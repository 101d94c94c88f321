"""A real film of a few kilobytes for Chromium: a box that moves, and a tone."""

import io
import math
from array import array
from fractions import Fraction
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

RATE, SAMPLES, AT_ONCE = 12, 16_000, 1024
IN_PIECES = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


def film_of(seconds: int, *, width: int = 320, height: int = 180) -> bytes:
    """Make an MP4 that begins to play before it is whole."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options=IN_PIECES) as file:
        seen = file.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        seen.width, seen.height, seen.pix_fmt = width, height, "yuv420p"
        heard = file.add_stream("aac", rate=SAMPLES, layout="mono")
        for number in range(seconds * RATE):
            frame = VideoFrame.from_image(_drawn(width, height, number))
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            file.mux(seen.encode(frame))
        file.mux(seen.encode(None))
        _add_tone(file, heard, seconds)
    return out.getvalue()


def sound_of(seconds: int) -> bytes:
    """Make an MP4 of the tone alone."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options=IN_PIECES) as file:
        _add_tone(file, file.add_stream("aac", rate=SAMPLES, layout="mono"), seconds)
    return out.getvalue()


def poster_of(width: int = 320, height: int = 180) -> bytes:
    out = io.BytesIO()
    _drawn(width, height, 0).save(out, "WEBP", quality=50)
    return out.getvalue()


def _drawn(width: int, height: int, number: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), (11, 90, 83))
    left = number * 5 % (width - 60)
    box = (left, height // 3, left + 60, height // 3 + 60)
    ImageDraw.Draw(picture).rectangle(box, fill=(246, 195, 68))
    return picture


def _add_tone(file: Any, heard: Any, seconds: int) -> None:
    for at in range(0, seconds * SAMPLES, AT_ONCE):
        file.mux(heard.encode(_tone(at)))
    file.mux(heard.encode(None))


def _tone(at: int) -> AudioFrame:
    frame = AudioFrame("s16", "mono", AT_ONCE)
    samples = (int(4000 * math.sin((at + n) / 9)) for n in range(AT_ONCE))
    frame.planes[0].update(array("h", samples).tobytes())
    frame.sample_rate, frame.pts = SAMPLES, at
    return frame
