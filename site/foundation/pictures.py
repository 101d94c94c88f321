"""From the bytes of a picture to copies that may be shown, looked at by a process of its own.

Why a process and not only Pillow's limits: these are about pixels, and a file may
as well overrun a decoder, eat all memory or never end. Then it takes down one child,
not a web process with what else that was about to acknowledge. It costs a fifth of a
second each; the phone has had its numbers acknowledged by then.
"""

import json
import logging
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore

from foundation.picture_child import NO_PICTURE

logger = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("picture_child.py")
# Twice the child's own limit, for the machine may be busy; less than a web server
# waits for its worker.
PATIENCE_SECONDS = 20
# In one web process. Each may take 768 MB for a moment.
AT_ONCE = BoundedSemaphore(2)
# How a decoder ends that a file has led astray; other signals come from outside.
LED_ASTRAY = frozenset(
    {
        *(signal.SIGXCPU, signal.SIGSEGV, signal.SIGBUS),
        *(signal.SIGABRT, signal.SIGFPE, signal.SIGILL),
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy that is asked for: JPEG, PNG or WEBP, how large at most, how heavy at most.

    What can be seen through lies on white, unless ``transparent`` is asked of a PNG or WEBP.
    """

    kind: str
    longest_side: int
    most_bytes: int | None = None
    transparent: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with nothing in it but pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What was seen of a picture: what it came as, and the copies in the order asked."""

    kind: str
    difference_hash: str
    copies: tuple[Copy, ...]


class CannotLook(Exception):
    """Nobody knows whether it is a picture: the machine could not look at it now."""


def read_picture(data: bytes, *wanted: Wanted) -> Picture | None:
    """Draw the copies; None for what is no picture. Raises :class:`CannotLook`."""
    try:
        with AT_ONCE:
            child = subprocess.run(
                [sys.executable, "-I", str(PROGRAM), json.dumps([asdict(one) for one in wanted])],
                input=data,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                cwd="/",
                # The site's environment holds its secrets.
                env={},
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotLook from error
    if child.returncode == 0:
        return _told(child.stdout)
    if child.returncode == NO_PICTURE or -child.returncode in LED_ASTRAY:
        return None
    logger.error(
        "looking at a picture ended with %s: %s", child.returncode, child.stderr[-2000:].decode()
    )
    raise CannotLook


def _told(said: bytes) -> Picture:
    line, rest = said.split(b"\n", 1)
    told = json.loads(line)
    copies = []
    for width, height, size in told["copies"]:
        copies.append(Copy(rest[:size], width, height))
        rest = rest[size:]
    return Picture(told["kind"], told["difference_hash"], tuple(copies))
