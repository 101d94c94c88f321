"""Captions as the platforms take them: WebVTT and SubRip, of cues ``[from_ms, to_ms, text]``."""

from collections.abc import Iterable, Sequence
from typing import Any

Cues = Iterable[Sequence[Any]]


def webvtt(cues: Cues) -> bytes:
    """Write WebVTT."""
    blocks = [f"{_time(f, '.')} --> {_time(t, '.')}\n{_escaped(_lines(x))}\n" for f, t, x in cues]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def subrip(cues: Cues) -> bytes:
    """Write SubRip, which counts its cues from one."""
    blocks = [
        f"{number}\n{_time(begins, ',')} --> {_time(ends, ',')}\n{_lines(text)}\n"
        for number, (begins, ends, text) in enumerate(cues, start=1)
    ]
    return "\n".join(blocks).encode()


def _time(ms: int, point: str) -> str:
    seconds, rest = divmod(int(ms), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _lines(text: str) -> str:
    """Keep the lines without empty ones: those would end the cue."""
    return "\n".join(line.strip() for line in str(text).splitlines() if line.strip())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
