"""The frames of one piece of a recording, each with its time from where the piece begins.

Nothing here knows Django: the child imports it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

# A phone drops a packet now and then; a recording that is nothing but such is none.
MOST_BAD_PACKETS = 50
# How far behind the end of the piece packets of the other stream may still lie.
OVERLAP_SECONDS = 5


class NotReadable(Exception):
    """The recording breaks off here, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where the piece begins and ends, in milliseconds of the recording."""

    starts_ms: int
    ends_ms: int

    @property
    def seconds(self) -> float:
        return (self.ends_ms - self.starts_ms) / 1000


def picture_of(container: InputContainer) -> VideoStream | None:
    """Give the picture; a cover of a sound is none."""
    own = [one for one in container.streams.video if not one.disposition & 0x400]
    return own[0] if own else None


def sound_of(container: InputContainer) -> AudioStream | None:
    own = container.streams.audio
    return own[0] if own else None


def frames_of(
    container: InputContainer, streams: list[VideoStream | AudioStream], piece: Piece
) -> Iterator[tuple[VideoFrame | AudioFrame, float]]:
    """Give each frame with its seconds from the start of the piece. Raises :class:`NotReadable`.

    A sound begins up to one frame before the piece; what is cut off there is the graph's.
    """
    begins = (container.start_time or 0) / 1_000_000 + piece.starts_ms / 1000
    container.seek(int(begins * 1_000_000))
    ended: set[int] = set()
    bad = 0
    for packet in container.demux(streams):
        if _is_far_behind(packet, begins + piece.seconds):
            return
        try:
            decoded = packet.decode()
        except FFmpegError:
            bad += 1
            if bad > MOST_BAD_PACKETS:
                raise NotReadable from None
            continue
        for frame in decoded:
            if not isinstance(frame, VideoFrame | AudioFrame) or frame.time is None:
                continue
            at = float(frame.time) - begins
            length = frame.samples / frame.sample_rate if isinstance(frame, AudioFrame) else 0
            if at >= piece.seconds:
                ended.add(packet.stream.index)
            elif at + length >= 0:
                yield frame, at
        if len(ended) == len(streams):
            return


def _is_far_behind(packet: object, ends: float) -> bool:
    dts, base = getattr(packet, "dts", None), getattr(packet, "time_base", None)
    return bool(dts is not None and base and float(dts * base) > ends + OVERLAP_SECONDS)
