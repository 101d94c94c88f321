"""Looking at many hostile files and keeping count of what came of each."""

import resource
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from crm_videos.recordings.looking import Refused, Seen
from tests.crm_videos.hostile_recordings import Hostile
from tests.crm_videos.looked_at import look

MEGABYTE = 1024 * 1024
# What a hostile file may cost (goal G19).
MOST_MEGABYTES = 600


@dataclass
class Outcome:
    """What came of the files. The slowest second is told, never judged: the machine is shared."""

    came_to: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    failed: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        kinds = ", ".join(f"{why} {count}" for why, count in Counter(self.came_to.values()).items())
        return (
            f"{len(self.came_to)} files, {len(self.seen)} seen; {kinds}; "
            f"children took at most {worst_megabytes()} MB; slowest {self.slowest}"
        )


def worst_megabytes() -> int:
    """The largest child of this process so far; at least this process itself as it was forked."""
    worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return worst // (1024 if sys.platform == "linux" else MEGABYTE)


def look_at_all(files: Iterable[Hostile]) -> Outcome:
    """Look at each, two at a time, as a web process does."""
    outcome = Outcome()

    def one(hostile: Hostile) -> None:
        began = time.monotonic()
        try:
            came = look(hostile.data, hostile.content_type)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            outcome.failed.append(f"{hostile.name}: {error!r}")
            return
        took = round(time.monotonic() - began, 1)
        outcome.slowest = max(outcome.slowest, (took, hostile.name))
        outcome.came_to[hostile.name] = came.why if isinstance(came, Refused) else "seen"
        if isinstance(came, Seen):
            outcome.seen.append(hostile.name)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, files))
    return outcome


def listener() -> socket.socket:
    """Open a port that a file may try to call."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    return listening


def was_called(listening: socket.socket) -> bool:
    try:
        listening.accept()
    except BlockingIOError:
        return False
    return True
