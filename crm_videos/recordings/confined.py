"""A program of its own that reads one recording and can do nothing else. Both ends of it.

A hostile file may take a decoder over. So a decoder runs in a child that has none of the
site's environment, none of its descriptors but the one encrypted file that is lent to it,
and no right to open another file or a socket. The key comes through its standard input: an
argument or the environment could be read by others. Its answer goes to its standard output.

Nothing here knows Django: the child imports this file too.
"""

import base64
import io
import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypedDict
from uuid import UUID

from crm_videos.private.frames import Frames, PlainBytes

if TYPE_CHECKING:
    from crm_videos.private.reading import Loan

ROOT = Path(__file__).resolve().parents[2]
# ``-I`` keeps the child from the environment and from the folder that it is started in.
START = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module(sys.argv[2], run_name='__main__')"
)


class Confinement(TypedDict):
    """How a child is started, as ``subprocess`` takes it."""

    pass_fds: tuple[int, ...]
    cwd: str
    env: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lent:
    """What the child was given: the plain bytes, how many, and what is asked of it."""

    plain: BinaryIO
    size: int
    asked: dict[str, Any]


def run_confined(
    program: str, loan: "Loan", asked: dict[str, Any], *, patience_seconds: float
) -> subprocess.CompletedProcess[bytes]:
    """Run a module of ours as a child that reads what is lent; what it said stands in ``stdout``.

    What it says in ``stderr`` may quote the recording and belongs in no log. Raises
    ``OSError`` and ``subprocess.TimeoutExpired``.
    """
    return subprocess.run(
        command_for(program),
        input=key_and_question(loan, asked),
        capture_output=True,
        timeout=patience_seconds,
        check=False,
        **confinement(loan),
    )


def command_for(program: str) -> list[str]:
    """Give the command line of a child; it names no file and no key."""
    return [sys.executable, "-I", "-c", START, str(ROOT), program]


def confinement(loan: "Loan") -> "Confinement":
    """Give what a child starts with: of the site nothing but the one file that is lent."""
    # The site's environment holds its secrets.
    return {"pass_fds": (loan.stored.fileno(),), "cwd": "/", "env": {}}


def key_and_question(loan: "Loan", asked: dict[str, Any]) -> bytes:
    """Give what a child reads from its standard input (:func:`take_what_is_lent`)."""
    told = {
        "stored": loan.stored.fileno(),
        "key": base64.b64encode(loan.key).decode("ascii"),
        "file": str(loan.file),
        "size": loan.size,
        "asked": asked,
    }
    return json.dumps(told).encode("ascii")


def take_what_is_lent() -> Lent:
    """In the child: read from the standard input what :func:`key_and_question` gave."""
    told = json.load(sys.stdin.buffer)
    frames = Frames(
        os.fdopen(told["stored"], "rb"),
        key=base64.b64decode(told["key"]),
        file=UUID(told["file"]),
        size=told["size"],
    )
    return Lent(io.BufferedReader(PlainBytes(frames)), told["size"], told["asked"])


def give_up_what_is_not_needed(*, cpu_seconds: int, memory_bytes: int) -> None:
    """In the child: take from this process what a file could misuse; first import all there is.

    A system without one of the limits goes without.
    """
    # The web processes go first.
    os.nice(5)
    limits = {
        "RLIMIT_CPU": (cpu_seconds, cpu_seconds + 1),
        "RLIMIT_AS": (memory_bytes, memory_bytes),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_CORE": (0, 0),
        # What is open stays open; every further file or socket would be the fourth or later.
        "RLIMIT_NOFILE": (3, 3),
    }
    for name, limit in limits.items():
        with suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), limit)
