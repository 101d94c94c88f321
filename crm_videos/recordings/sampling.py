"""Whether a recording is whole: every packet is read, and some seconds are really decoded.

Decoding all of half an hour would take minutes. So the beginning, three places between and
the end are decoded; what the packets say of their times tells how far the file reaches.
Times are in microseconds, from the beginning of the recording.

Nothing here knows Django: the child imports it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from av import Packet
from av.container import InputContainer
from av.error import FFmpegError
from av.frame import Frame
from av.stream import Stream
from av.video.frame import VideoFrame

SECOND = 1_000_000
BETWEEN = (1, 2, 3)
PARTS = 4
LAST_SECONDS = SECOND
# A place may hold so many packets that nothing comes of: the last ones of a group of pictures
# wait for the first of the next.
MOST_PACKETS_AT_A_PLACE = 600
# Decoding begins with the whole picture before the place; behind it so much may be broken.
MAY_BE_LOST = SECOND
# Of processor time; later places are then left out. 4K is slow to decode.
DECODES_FOR_SECONDS = 12.0


@dataclass(slots=True)
class Sampled:
    """What was found. ``gap_at`` is the first place where nothing could be decoded."""

    duration: int = 0
    readable_until: int = 0
    pictures: int = 0
    width: int | None = None
    height: int | None = None
    begins: bool = False
    gap_at: int | None = None


def sample(
    container: InputContainer, picture: Stream | None, sound: Stream | None, *, trusts_header: bool
) -> Sampled:
    """Read it through and decode samples. Raises ``MemoryError`` and what the stream raises.

    ``trusts_header`` says whether the container writes its duration down; others only guess.
    """
    streams = [stream for stream in (picture, sound) if stream is not None]
    found = Sampled()
    start = container.start_time or 0
    for packet in _packets(container, streams):
        if packet.pts is None or packet.time_base is None:
            continue
        ends = _begins(packet) + int((packet.duration or 0) * packet.time_base * SECOND) - start
        found.readable_until = max(found.readable_until, ends)
        found.pictures += packet.stream is picture
    declared = container.duration or 0
    found.duration = declared if trusts_header and declared > 0 else found.readable_until
    if found.readable_until > 0:
        _decode_places(container, streams, found, start)
    return found


def _decode_places(
    container: InputContainer, streams: list[Stream], found: Sampled, start: int
) -> None:
    until = found.readable_until
    places = [0, *(until * part // PARTS for part in BETWEEN), max(until - LAST_SECONDS, 0)]
    for number, place in enumerate(places):
        if time.process_time() > DECODES_FOR_SECONDS:
            return
        first = _first_frame(container, streams, start + place)
        if number == 0:
            found.begins = first is not None
            if isinstance(first, VideoFrame):
                found.width, found.height = _upright(first)
        if first is None:
            found.gap_at = place
            return


def _first_frame(container: InputContainer, streams: list[Stream], at: int) -> Frame | None:
    """Decode from a place on until each stream gave something; give what the first one did."""
    container.seek(at)
    frames: dict[int, Frame] = {}
    for number, packet in zip(count(), _packets(container, streams), strict=False):
        if number > MOST_PACKETS_AT_A_PLACE or _begins(packet) > at + MAY_BE_LOST:
            break
        try:
            for frame in packet.decode():
                frames.setdefault(packet.stream.index, frame)
        except FFmpegError:
            # The next may be sound: phones drop one now and then.
            continue
        if len(frames) == len(streams):
            break
    return frames.get(streams[0].index)


def _begins(packet: Packet) -> int:
    if packet.pts is None or packet.time_base is None:
        return 0
    return int(packet.pts * packet.time_base * SECOND)


def _packets(container: InputContainer, streams: list[Stream]) -> Iterator[Packet]:
    """Give the packets from here on, up to the first that is not whole."""
    try:
        for packet in container.demux(streams):
            if packet.is_corrupt:
                return
            yield packet
    except FFmpegError:
        return


def _upright(frame: VideoFrame) -> tuple[int, int]:
    turned = frame.rotation % 180 != 0
    return (frame.height, frame.width) if turned else (frame.width, frame.height)
