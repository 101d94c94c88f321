"""Captions as players read them: WebVTT (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Sequence

CONTENT_TYPE = "text/vtt; charset=utf-8"
# ``-->`` inside a text would begin a cue; tags and names of characters would be read as such.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd"})


def as_webvtt(cues: Sequence[tuple[int, int, str]]) -> str:
    """Write cues ``[from_ms, to_ms, text]``; each text is shown letter by letter."""
    written = ["WEBVTT"]
    for from_ms, to_ms, text in cues:
        # An empty line would end the cue.
        lines = [line for line in text.translate(ESCAPED).splitlines() if line.strip()]
        if lines:
            written.append("\n".join([f"{_moment(from_ms)} --> {_moment(to_ms)}", *lines]))
    return "\n\n".join(written) + "\n"


def _moment(ms: int) -> str:
    """Write a moment as ``HH:MM:SS.mmm``."""
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
