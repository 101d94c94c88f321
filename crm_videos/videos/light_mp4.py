"""An MP4 in memory that a phone can play before it has all of it, with nothing said in it.

What a player needs first (``moov``) stands before the pictures and sounds. No title, no day, no
device, no chapter: nothing of the recording's own words is copied.

Nothing here knows Django: the child imports it.
"""

import io
from fractions import Fraction
from typing import NamedTuple

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from crm_videos.videos.voice_shown import HERTZ

# So that a reader who jumps waits two seconds at most.
SECONDS_BETWEEN_WHOLE_PICTURES = 2


class Weight(NamedTuple):
    """How heavy a rendition may be: bits a second, and x264's own words."""

    picture_bits: int
    sound_bits: int
    quality: int
    profile: str


class Again(io.RawIOBase):
    """The same bytes once more, read from a place of its own: to move what was written."""

    def __init__(self, written: io.BytesIO) -> None:
        self.written = written
        self.at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at}.get(whence)
        self.at = (len(self.written.getbuffer()) if base is None else base) + offset
        return self.at

    def read(self, size: int = -1) -> bytes:
        kept = self.written.tell()
        self.written.seek(self.at)
        piece = self.written.read(size)
        self.written.seek(kept)
        self.at += len(piece)
        return piece


class LightMp4:
    """Takes frames as they are shown and gives the file."""

    def __init__(self, weight: Weight) -> None:
        self.weight = weight
        self.written = io.BytesIO()
        self.file: OutputContainer = av.open(
            self.written,
            "w",
            format="mp4",
            container_options={"movflags": "+faststart", "fflags": "+bitexact"},
            io_open=lambda _url, _flags, _options: Again(self.written),
        )
        self.picture: VideoStream | None = None
        self.sound: AudioStream | None = None

    def has_picture(self, width: int, height: int, rate: Fraction) -> None:
        """Say what kind of pictures come; before the first of anything."""
        bits = self.weight.picture_bits
        words = {
            "preset": "faster",
            "profile": self.weight.profile,
            "crf": str(self.weight.quality),
            # However lively the picture, no reader pays for more.
            "maxrate": str(bits),
            "bufsize": str(2 * bits),
            # What was said under a recording is not written into the pictures.
            "a53cc": "0",
            "threads": "2",
        }
        stream = self.file.add_stream("libx264", rate=rate, options=words)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.gop_size = max(1, round(rate * SECONDS_BETWEEN_WHOLE_PICTURES))
        stream.time_base = stream.codec_context.time_base = 1 / rate
        self.picture = stream

    def has_sound(self) -> None:
        """Say that a sound comes; before the first of anything."""
        self.sound = self.file.add_stream("aac", rate=HERTZ, layout="mono")
        self.sound.codec_context.bit_rate = self.weight.sound_bits

    def add(self, frame: VideoFrame | AudioFrame) -> None:
        if isinstance(frame, VideoFrame):
            assert self.picture is not None  # noqa: S101 - it was said before
            # Each picture may be drawn anew from the one before, as the encoder likes.
            frame.pict_type = PictureType.NONE
            self.file.mux(self.picture.encode(frame))
        else:
            assert self.sound is not None  # noqa: S101 - it was said before
            self.file.mux(self.sound.encode(frame))

    def whole(self) -> bytes:
        """End it and give all of it."""
        for stream in (self.picture, self.sound):
            if stream is not None:
                self.file.mux(stream.encode(None))
        self.file.close()
        return self.written.getvalue()
