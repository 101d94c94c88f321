"""Looking at a recording before it is taken: is it one, is it whole, how long and how large.

The stored file is decrypted in a child process with limits (``confined``), which opens it with
the one demuxer that its first bytes name (``opening``) and decodes some of it (``sampling``).
"""

import json
import logging
import signal
import subprocess
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from crm_videos.models import PrivateFile
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import Loan, lend
from crm_videos.recordings.confined import run_confined
from crm_videos.recordings.sentences import sentence_for
from crm_videos.recordings.why_refused import Why
from crm_videos.words import Medium

logger = logging.getLogger(__name__)
PROGRAM = "crm_videos.recordings.looking_child"
# Twice the child's own limit of processor time, for the machine may be busy.
PATIENCE_SECONDS = 60
# In one web process. Each may take 576 MB for a moment.
AT_ONCE = BoundedSemaphore(2)
# How a decoder ends that a file has led astray; other signals come from outside.
LED_ASTRAY = frozenset(
    {
        *(signal.SIGXCPU, signal.SIGSEGV, signal.SIGBUS),
        *(signal.SIGABRT, signal.SIGFPE, signal.SIGILL),
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A recording that can be taken: whole, readable, of a bearable size.

    The width and height are those of the picture held upright, in pixels; a sound has none.
    ``medium`` is what the file holds, which may not be what somebody chose on the page.
    """

    medium: Medium
    container: str
    codecs: tuple[str, ...]
    duration_ms: int
    width: int | None
    height: int | None


class Refused(ValueError):
    """It is not taken; the message says why, in words for who brought it."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why
        self.message = message


class CannotLook(Exception):
    """Nobody knows what is in it: the machine could not look now. Keep it and look again."""


def look_at(file: PrivateFile) -> Seen:
    """Look at a stored recording. Raises :class:`Refused` and :class:`CannotLook`."""
    try:
        with lend(file) as loan:
            return look_at_lent(loan, file.content_type)
    except Damaged as error:
        logger.error("private file %s is not as it was stored", file.pk)
        raise CannotLook from error


def look_at_lent(loan: Loan, content_type: str) -> Seen:
    """Look at what is lent, which came as this type. Raises as :func:`look_at`."""
    told = _ask_child(loan, content_type)
    if "refused" in told:
        why = Why(told["refused"])
        raise Refused(why, sentence_for(why, told["figures"]))
    if "seen" not in told:
        raise Damaged(loan.file)
    seen = told["seen"]
    return Seen(
        medium=Medium(seen["medium"]),
        container=seen["container"],
        codecs=tuple(seen["codecs"]),
        duration_ms=seen["duration_ms"],
        width=seen["width"],
        height=seen["height"],
    )


def _ask_child(loan: Loan, content_type: str) -> dict[str, Any]:
    if not AT_ONCE.acquire(timeout=PATIENCE_SECONDS):
        raise CannotLook
    try:
        child = run_confined(
            PROGRAM, loan, {"content_type": content_type}, patience_seconds=PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotLook from error
    finally:
        AT_ONCE.release()
    if child.returncode == 0:
        return json.loads(child.stdout)
    if -child.returncode in LED_ASTRAY:
        return {"refused": Why.ASKS_TOO_MUCH, "figures": {}}
    # Not what it wrote: that may quote the recording.
    logger.error("looking at private file %s ended with %s", loan.file, child.returncode)
    raise CannotLook
