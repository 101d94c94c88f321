"""The sound as it is heard: one channel, and the voice lower or higher where it is asked for.

A changed voice keeps people of the village from knowing it at once. It hides nobody from
whoever wants to know: the change can be undone. The pages say so.

Nothing here knows Django: the child imports it.
"""

from collections.abc import Iterator
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.filter import Graph

# Speech needs no more, and the tables of an MP4 weigh by its frames.
HERTZ = 24_000
BETWEEN = 48_000
# About four half tones: further down or up, words are lost.
PITCH = {"lower": Fraction(4, 5), "higher": Fraction(5, 4)}


class VoiceShown:
    """Takes a recording's sound, gives what is heard, without a gap from second 0 on."""

    def __init__(self, first: AudioFrame, voice: str, seconds: float) -> None:
        self.kind = (first.sample_rate, first.format.name, first.layout.name)
        self.graph = Graph()
        self.source = self.graph.add_abuffer(
            sample_rate=first.sample_rate,
            format=first.format,
            layout=first.layout.name,
            time_base=Fraction(1, BETWEEN),
        )
        steps = [
            ("aresample", f"{BETWEEN}:async=1000:first_pts=0"),
            ("atrim", f"start=0:end={seconds:.3f}"),
            ("aformat", "sample_fmts=fltp:channel_layouts=mono"),
        ]
        if voice in PITCH:
            factor = PITCH[voice]
            steps.append(("asetrate", str(round(BETWEEN * factor))))
            steps.append(("atempo", f"{float(1 / factor):.4f}"))
        steps.append(("aresample", str(HERTZ)))
        steps.append(("aformat", f"sample_fmts=fltp:channel_layouts=mono:sample_rates={HERTZ}"))
        steps.append(("asetpts", "N/SR/TB"))
        last = self.source
        for name, how in steps:
            node = self.graph.add(name, how)
            last.link_to(node)
            last = node
        self.sink = self.graph.add("abuffersink")
        last.link_to(self.sink)
        self.graph.configure()

    def push(self, frame: AudioFrame, at: float) -> Iterator[AudioFrame]:
        """Take a frame at its time in seconds; give those that are ready."""
        if (frame.sample_rate, frame.format.name, frame.layout.name) != self.kind:
            message = "the sound changes its kind"
            raise ValueError(message)
        frame.pts, frame.time_base = round(at * BETWEEN), Fraction(1, BETWEEN)
        self.source.push(frame)
        yield from self._ready()

    def end(self) -> Iterator[AudioFrame]:
        """Give what is left."""
        self.source.push(None)
        yield from self._ready()

    def _ready(self) -> Iterator[AudioFrame]:
        while True:
            try:
                frame = self.sink.pull()
            except (NothingYet, NothingMore):
                return
            assert isinstance(frame, AudioFrame)  # noqa: S101 - the graph has no picture
            yield frame
