"""The picture as it is shown: upright, small, and hidden where it must be, frame by frame.

Each frame that comes out went through the one graph; there is no other way to the encoder.
Hidden parts are averaged over squares so coarse that no feature of a face is left. Nothing of
a frame goes along but its pixels.

Nothing here knows Django: the child imports it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

# Squares along the shorter side of the picture.
COARSE = 12
TURNS = {90: "cclock", 270: "clock"}
CLOCK = 90_000


@dataclass(frozen=True, slots=True)
class Look:
    """How large at most, how many pictures a second at most, what is hidden.

    ``regions`` are boxes [left, top, width, height] in thousandths of the upright picture;
    None hides the whole, nothing in the list nothing.
    """

    shorter: int
    longer: int
    rate: int | None
    regions: Sequence[Sequence[int]] | None


class PictureShown:
    """Takes frames as they were recorded, gives them as they are shown."""

    def __init__(self, first: VideoFrame, look: Look, *, shape: Fraction | None, rate: Fraction):
        self.kind = (first.width, first.height, first.format.name)
        turn = round(first.rotation / 90) * 90 % 360
        self.width, self.height = size_shown(first, look, shape, turned=turn % 180 != 0)
        self.rate = rate
        self.graph = Graph()
        self.source = self.graph.add_buffer(
            width=first.width,
            height=first.height,
            format=first.format,
            time_base=Fraction(1, CLOCK),
        )
        last = self.source
        if look.rate:
            last = self._then(last, "fps", f"fps={rate}:start_time=0")
        drawn = (self.height, self.width) if turn % 180 else (self.width, self.height)
        last = self._then(last, "scale", f"{drawn[0]}:{drawn[1]}:flags=bicubic")
        last = self._then(last, "setsar", "1")
        last = self._then(last, "format", "pix_fmts=yuv420p")
        if turn == 180:
            last = self._then(self._then(last, "hflip"), "vflip")
        elif turn:
            last = self._then(last, "transpose", f"dir={TURNS[turn]}")
        last = self._hidden(last, look)
        last = self._then(last, "sidedata", "mode=delete")
        self.sink = self.graph.add("buffersink")
        last.link_to(self.sink)
        self.graph.configure()

    def push(self, frame: VideoFrame, at: float) -> Iterator[VideoFrame]:
        """Take a frame at its time in seconds; give those that are ready."""
        if (frame.width, frame.height, frame.format.name) != self.kind:
            # No phone does this within a recording, and the graph stands.
            message = "the picture changes its size"
            raise ValueError(message)
        lasts = (frame.duration or 0) * (frame.time_base or 0)
        frame.pts, frame.time_base = round(at * CLOCK), Fraction(1, CLOCK)
        frame.duration = round(lasts * CLOCK)
        self.source.push(frame)
        yield from self._ready()

    def end(self) -> Iterator[VideoFrame]:
        """Give what is left."""
        self.source.push(None)
        yield from self._ready()

    def _ready(self) -> Iterator[VideoFrame]:
        while True:
            try:
                frame = self.sink.pull()
            except (NothingYet, NothingMore):
                return
            assert isinstance(frame, VideoFrame)  # noqa: S101 - the graph has no sound
            yield frame

    def _then(self, before: FilterContext, name: str, how: str = "") -> FilterContext:
        node = self.graph.add(name, how or None)
        before.link_to(node)
        return node

    def _hidden(self, last: FilterContext, look: Look) -> FilterContext:
        square = max(2, math.ceil(min(self.width, self.height) / COARSE))
        squares = f"width={square}:height={square}"
        if look.regions is None:
            return self._then(last, "pixelize", squares)
        for region in look.regions:
            left, top, width, height = self._pixels(region)
            split = self._then(last, "split", "2")
            covered = self.graph.add("crop", f"{width}:{height}:{left}:{top}:exact=1")
            split.link_to(covered, 1, 0)
            covered = self._then(covered, "pixelize", squares)
            last = self.graph.add("overlay", f"x={left}:y={top}:format=yuv420")
            split.link_to(last, 0, 0)
            covered.link_to(last, 0, 1)
        return last

    def _pixels(self, region: Sequence[int]) -> tuple[int, int, int, int]:
        """Give a box in pixels: even, because colours are, and rather larger than smaller."""
        left, top, width, height = region
        x, x_end = _even_around(left, left + width, self.width)
        y, y_end = _even_around(top, top + height, self.height)
        return x, y, x_end - x, y_end - y


def rate_shown(of_recording: Fraction | None, most: int) -> Fraction:
    """Give so many pictures a second that each shown one is one of every so many recorded ones."""
    if not of_recording or of_recording < 1:
        return Fraction(most)
    return (of_recording / math.ceil(of_recording / most)).limit_denominator(1001)


def size_shown(
    first: VideoFrame, look: Look, shape: Fraction | None, *, turned: bool
) -> tuple[int, int]:
    """Give width and height, even, never larger than the recording, its sides as they look."""
    width, height = first.width * (shape or 1), Fraction(first.height)
    if turned:
        width, height = height, width
    shrink = min(
        Fraction(1),
        Fraction(look.shorter) / min(width, height),
        Fraction(look.longer) / max(width, height),
    )
    return _even(width * shrink), _even(height * shrink)


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)


def _even_around(starts: int, ends: int, of: int) -> tuple[int, int]:
    first = starts * of // 1000 // 2 * 2
    last = min(of, math.ceil(Fraction(ends * of, 1000) / 2) * 2)
    return min(first, of - 2), last
