"""Keeps the parts of the site running: each in a process group of its own.

``manage.py up`` says which parts. One that dies takes the rest of its group
with it (a pool or a scheduler without its parent would go on working, unseen)
and is started again. When the supervisor itself is killed, :mod:`portal.guard`
ends all groups.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

LONGEST_WAIT_SECONDS = 30
# A part that ran this long had started well: its next fault is its first again.
STEADY_SECONDS = 60
GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A command to keep running."""

    name: str
    command: Sequence[str]
    # An open socket that the command takes over, so that no other may take its port.
    socket: int | None = None


@dataclass(slots=True)
class Kept:
    """A part, its process while it runs, and when to start it if it does not."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    faults: int = 0
    due: float = 0


class Supervisor:
    """Starts parts, looks after them, and on leaving stops them all."""

    def __init__(
        self, *, logs: Path, environment: Mapping[str, str], say: Callable[[str], object]
    ) -> None:
        self.logs = logs
        self.environment = environment
        self.say = say
        self.kept: list[Kept] = []
        self.guard = subprocess.Popen(
            [sys.executable, "-I", str(Path(__file__).with_name("guard.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, part: Part) -> None:
        """Start a part, its log begun anew, and keep it from now on."""
        self.log(part).write_bytes(b"")
        kept = Kept(part)
        self.kept.append(kept)
        self._start(kept)

    def look_after(self) -> None:
        """Bury what has died; start again what is due."""
        for kept in self.kept:
            if kept.process is None:
                if time.monotonic() >= kept.due:
                    self._start(kept)
            elif kept.process.poll() is not None:
                self._bury(kept, kept.process)

    def stop(self) -> None:
        """Ask every part to end, and end those that do not within seconds."""
        running = [kept.process for kept in self.kept if kept.process]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            # One that does not end in time has a long task; that task's claim runs out.
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            self._end_group(process)
            process.wait()
        self.kept.clear()
        self._tell_guard.close()
        self.guard.wait()

    def log(self, part: Part) -> Path:
        """Give the file that takes what a part prints."""
        return self.logs / f"{part.name}.log"

    @property
    def _tell_guard(self) -> IO[bytes]:
        assert self.guard.stdin is not None  # noqa: S101 - it was opened as a pipe
        return self.guard.stdin

    def _start(self, kept: Kept) -> None:
        pipe = self._tell_guard.fileno()
        with self.log(kept.part).open("ab") as log:
            kept.process = subprocess.Popen(
                kept.part.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=() if kept.part.socket is None else (kept.part.socket,),
                # Said by the child itself: there is no moment at which it runs unguarded.
                preexec_fn=lambda: os.write(pipe, b"+%d\n" % os.getpid()) and None,
            )
        kept.started = time.monotonic()

    def _bury(self, kept: Kept, process: subprocess.Popen[bytes]) -> None:
        self._end_group(process)
        now = time.monotonic()
        kept.faults = 1 if now - kept.started > STEADY_SECONDS else kept.faults + 1
        wait = min(2 ** (kept.faults - 1), LONGEST_WAIT_SECONDS)
        kept.process, kept.due = None, now + wait
        self.say(
            f"{kept.part.name} stopped ({_how(process.returncode)}), "
            f"starting it again in {wait} s; its log: {self.log(kept.part)}"
        )

    def _end_group(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(BrokenPipeError):  # somebody killed the guard: stop the others all the same
            self._tell_guard.write(b"-%d\n" % process.pid)


def _how(code: int) -> str:
    return f"exit status {code}" if code >= 0 else signal.Signals(-code).name
