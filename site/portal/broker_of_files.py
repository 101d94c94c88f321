"""The broker that needs no server: a folder per queue, a file per message.

``CELERY_BROKER_URL=files://`` chooses it. It only wakes workers: a message may
be lost (a worker killed between taking and finishing), so nothing may depend
on one; what is to be done stands in the database. What it must never do is
stop a worker, as kombu's own ``filesystem://`` does when it reads a message
that another process is still writing (kombu#1551).

Two renames make that so. A message is written under ``drafts`` and renamed
into its queue when it is whole; it is taken by renaming it out again, which
only one of several workers can do. Fan-out (Celery's remote control) is left
out: it would need a table shared between processes.
"""

import logging
import time
from collections import defaultdict, deque
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

# What a killed process leaves in ``drafts`` and ``taken`` is of no use to anybody.
DEBRIS_SECONDS = 3600
# Celery waits two seconds at a time, and once more after it was told to stop.
TURN_SECONDS = 0.5


class Channel(virtual.Channel):
    def __init__(self, connection: "Transport", **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        # One listing serves many messages: listing a long queue for each of
        # them makes a backlog slower the longer it is.
        self._listed: defaultdict[str, deque[Path]] = defaultdict(deque)

    def folder(self, *names: str) -> Path:
        """Give a folder of the broker, made anew when somebody emptied it."""
        root = Path(self.connection.client.transport_options["folder"])
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = root.joinpath(*(quote(name, safe="") for name in names))
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def sweep(self) -> None:
        """Remove what processes killed long ago left half done."""
        oldest = time.time() - DEBRIS_SECONDS
        for name in ("drafts", "taken"):
            for path in self.folder(name).iterdir():
                try:
                    if path.stat().st_mtime < oldest:
                        path.unlink()
                except FileNotFoundError:  # another process sweeps too
                    continue

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        name = f"{time.time_ns():020d}-{uuid4().hex}"
        draft = self.folder("drafts") / name
        try:
            draft.write_text(dumps(message), encoding="utf-8")
            draft.rename(self.folder("queues", queue) / name)
        except OSError:  # a full disk, say: the publisher is told
            draft.unlink(missing_ok=True)
            raise

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        listed = self._listed[queue]
        if not listed:
            listed.extend(sorted(self.folder("queues", queue).iterdir()))
        while listed:
            message = self._take(listed.popleft())
            if message is not None:
                return message
        raise Empty

    def _take(self, path: Path) -> dict[str, Any] | None:
        taken = self.folder("taken") / path.name
        try:
            path.rename(taken)
        except FileNotFoundError:
            return None  # another worker was quicker
        try:
            message: dict[str, Any] = loads(taken.read_bytes())
            self.Message(message, channel=self)
        except Exception as error:  # noqa: BLE001 - no message may stop a worker
            logger.warning("Threw an unreadable message away (%s): %s", path.parent.name, error)
            return None
        finally:
            taken.unlink(missing_ok=True)
        return message

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self.folder("queues", queue).iterdir())

    def _purge(self, queue: str) -> int:
        self._listed.pop(queue, None)
        waiting = list(self.folder("queues", queue).iterdir())
        for path in waiting:
            path.unlink(missing_ok=True)
        return len(waiting)


class Transport(virtual.Transport):
    Channel = Channel
    polling_interval = 0.25
    # A folder that is gone or a full disk is a broker out of reach: Celery tries again.
    connection_errors = (OSError,)
    driver_type = driver_name = "files"
    default_connection_params: dict[str, Any] = {}  # no host to miss

    def establish_connection(self) -> "Transport":
        """Make the folders, which shows at once whether they can be written."""
        connection: Transport = super().establish_connection()
        self.channels[0].sweep()
        return connection

    def drain_events(
        self, connection: "Transport", timeout: float | None = None, **kwargs: Any
    ) -> None:
        """Wait for a message in short turns; between turns Celery sees whether to stop."""
        turn = timeout if timeout is None else min(timeout, TURN_SECONDS)
        super().drain_events(connection, timeout=turn, **kwargs)

    def driver_version(self) -> str:
        return "1"
