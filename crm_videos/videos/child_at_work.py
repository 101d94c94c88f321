"""The child that makes a rendition, seen from the worker: what it says, and its end."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer
from typing import IO, Any

from crm_videos.private.reading import Loan
from crm_videos.recordings.confined import command_for, confinement, key_and_question

PROGRAM = "crm_videos.videos.making_child"
LONGEST_LINE = 4096


class CannotMake(Exception):
    """It was not made this time: the child died, or the machine had no room."""


class NeverMade(Exception):
    """It cannot be made, however often it is tried; the message is the child's word for why."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the child made. Width and height are in pixels; a sound has none."""

    data: bytes
    width: int | None
    height: int | None
    duration_ms: int | None


def make(
    loan: Loan,
    asked: dict[str, Any],
    *,
    patience_seconds: float,
    progress: Callable[[int], None] = lambda _thousandths: None,
) -> Made:
    """Have one file made; ``progress`` is told how far it is and may raise to end it.

    The child has nothing of the site but the one encrypted file that is lent, and leaves
    nothing on any disk. Raises :class:`CannotMake` and :class:`NeverMade`.
    """
    child = subprocess.Popen(
        command_for(PROGRAM),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # It may quote the recording.
        stderr=subprocess.DEVNULL,
        **confinement(loan),
    )
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - they are pipes
    timer = Timer(patience_seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        with child.stdin as key:
            key.write(key_and_question(loan, asked))
        return _listen(child.stdout, progress)
    except OSError as error:
        raise CannotMake from error
    finally:
        timer.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def _listen(said: IO[bytes], progress: Callable[[int], None]) -> Made:
    while line := said.readline(LONGEST_LINE):
        try:
            told = json.loads(line)
        except ValueError:
            raise CannotMake from None
        if "failed" in told:
            raise NeverMade(told["failed"])
        if "progress" in told:
            progress(told["progress"])
            continue
        data = said.read(told["size"])
        if len(data) != told["size"]:
            break
        return Made(data, told.get("width"), told.get("height"), told.get("duration_ms"))
    raise CannotMake
