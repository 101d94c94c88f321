"""Recordings as phones make them, drawn and encoded here: a grey that changes, a tone, seconds."""

import io
import math
import struct
from functools import cache
from typing import Any

import av

RATE = 48000
FAST = (("movflags", "+faststart"),)
PIECES = (("movflags", "frag_keyframe+empty_moov"),)
TONE = struct.pack("<960f", *(0.2 * math.sin(i / 7) for i in range(960)))


@cache
def film(
    container: str = "mp4",
    *,
    picture: str | None = "libx264",
    sound: str | None = "aac",
    seconds: int = 2,
    size: tuple[int, int] = (160, 120),
    a_second: int = 10,
    options: tuple[tuple[str, str], ...] = (),
    said: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """Encode a film, or a sound alone; ``said`` are the words that it tells about itself."""
    out = io.BytesIO()
    # To move the index to the front, the muxer reads again what it wrote.
    again = {"io_open": lambda *_: io.BytesIO(out.getvalue())} if options == FAST else {}
    with av.open(out, "w", format=container, options=dict(options), **again) as made:
        made.metadata.update(said)
        streams: list[Any] = []
        if picture:
            shown = made.add_stream(picture, rate=a_second)
            shown.width, shown.height, shown.pix_fmt = *size, "yuv420p"
            shown.thread_count = 1
            if picture in ("libx264", "libvpx"):
                shown.options = {"preset": "ultrafast", "deadline": "realtime", "g": str(a_second)}
            streams.append(shown)
        if sound:
            heard = made.add_stream(sound, rate=RATE)
            heard.layout = "mono"
            streams.append(heard)
        for second in range(seconds):
            if picture:
                for at in range(second * a_second, (second + 1) * a_second):
                    made.mux(shown.encode(_grey(at, size)))
            if sound:
                for at in range(second * RATE, (second + 1) * RATE, 960):
                    made.mux(heard.encode(_tone(at, heard.format.name)))
        for stream in streams:
            made.mux(stream.encode())
    return out.getvalue()


def spoken(magic: bytes, mode: int, size: int, seconds: int = 2) -> bytes:
    """Write AMR of a simple telephone: fifty frames a second, each of one mode (RFC 4867)."""
    return magic + (bytes([mode]) + bytes(at % 251 for at in range(size - 1))) * 50 * seconds


def _grey(at: int, size: tuple[int, int]) -> av.VideoFrame:
    frame = av.VideoFrame(*size, "yuv420p")
    for number, plane in enumerate(frame.planes):
        plane.update(bytes([128 if number else at * 7 % 256]) * plane.buffer_size)
    frame.pts = at
    return frame


def _tone(at: int, wanted: str) -> av.AudioFrame:
    frame = av.AudioFrame(format="flt", layout="mono", samples=960)
    frame.planes[0].update(TONE)
    frame.rate, frame.pts = RATE, at
    [turned] = av.AudioResampler(format=wanted, layout="mono", rate=RATE).resample(frame)
    turned.pts = at
    return turned


def as_phones_make_them() -> dict[str, tuple[str, bytes]]:
    """Give a recording of each kind that is taken, with the type that a phone declares."""
    return {
        "MP4": ("video/mp4", film()),
        "MP4 for the web": ("video/mp4", film(options=FAST)),
        "MP4 in fragments": ("video/mp4", film(options=PIECES)),
        "MOV": ("video/quicktime", film("mov")),
        "3GP": ("video/3gpp", film("3gp", picture="mpeg4")),
        "WebM": ("video/webm", film("webm", picture="libvpx", sound="libopus")),
        "WebM of a browser": (
            "video/webm",
            film("webm", picture="libvpx", sound="libopus", options=(("live", "1"),)),
        ),
        "WebM, sound": ("audio/webm", film("webm", picture=None, sound="libopus")),
        "M4A": ("audio/mp4", film("ipod", picture=None)),
        "MP3": ("audio/mpeg", film("mp3", picture=None, sound="libmp3lame")),
        "Ogg": ("audio/ogg", film("ogg", picture=None, sound="libopus")),
        "WAV": ("audio/wav", film("wav", picture=None, sound="pcm_s16le")),
        "AAC": ("audio/aac", film("adts", picture=None)),
        "AMR": ("audio/amr", spoken(b"#!AMR\n", 0x3C, 32)),
        "AMR, wide": ("audio/amr", spoken(b"#!AMR-WB\n", 0x44, 61)),
        "3GP, sound": ("audio/3gpp", film("3gp", picture=None)),
    }
