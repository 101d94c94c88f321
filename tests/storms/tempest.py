"""What blows: workers killed and put to sleep, schedulers doubled, brokers emptied.

Everything that it kills it has started itself, and finds by process id.
"""

import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kombu import Connection

from portal.management.commands.up import later_parts
from portal.settings.broker import broker_options
from tests.own_site import OwnSite, kill_group

CHILD_EVERY, WORKER_EVERY = 2.0, 20.0
CHILDREN = 2
LOOKS = 20
# What Celery keeps in Redis; nothing else in that database is touched.
REDIS_KEYS = ("celery", "unacked", "unacked_index", "unacked_mutex")
WAKE_UP = "media_ingest.tasks.poll_due_accounts"


class Tempest:
    """Two schedulers and a worker, and no peace for them.

    It waits while ``spares`` says so: a poll whose every attempt is cut off is
    given up, as it should be, and then differs from a quiet run.
    """

    def __init__(self, site: OwnSite, seed: int, spares: Callable[[], bool]) -> None:
        self.site = site
        self.spares = spares
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.last_asker = 0
        self.asleep: list[int] = []
        self._over = threading.Event()
        self._lock = threading.RLock()
        self._thread = threading.Thread(target=self._blow, daemon=True)
        self.worker = self._start_worker()
        for name in ("one", "other"):
            self._start("scheduler", "--schedule", str(site.folder / f"beat-{name}"))

    def __enter__(self) -> "Tempest":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
        self.site.end()

    @property
    def interruptions(self) -> int:
        """At most so many polls were cut off: one a child, two a worker."""
        done = self.done
        cut_off = sum(self._log_count(words) for words in ("Soft time limit", "Hard time limit"))
        workers = done["workers killed"] + done["workers that gave up"] + done["slept"]
        return done["children killed"] + CHILDREN * workers + cut_off

    def kill_asker(self, port: int, *, what: str = "poisoned") -> None:
        """Kill the child that holds a connection, as the kernel does when memory runs out."""
        # The kernel's list of children can miss one that was just forked; it waits for its answer.
        for _look in range(LOOKS):
            with self._lock:
                # One that sleeps may have asked just before it fell asleep.
                pid = owner_of(port, [*children_of(self.worker.pid), *self.asleep])
                if pid:
                    self._kill(pid, what)
                    return
            time.sleep(0.05)

    def empty_the_broker(self) -> None:
        """Lose every wake-up that waits or is under way."""
        url = self.site.environment["CELERY_BROKER_URL"]
        if url.startswith("files"):
            folder = self.site.folder / "broker"
            folder.rename(self.site.folder / f"emptied-{self.done['brokers emptied']}")
        else:
            with self._broker() as connection, connection.channel() as channel:
                if url.startswith("redis"):
                    channel.client.delete(*REDIS_KEYS)
                else:
                    channel.queue_purge("celery")
        self.done["brokers emptied"] += 1

    def wake_twice(self) -> None:
        """Deliver one wake-up twice, as a broker may."""
        from portal.celery import app

        with self._broker() as connection, suppress(connection.connection_errors):
            for _ in range(2):
                app.send_task(WAKE_UP, connection=connection, expires=5)

    def kill_the_worker(self) -> None:
        """Kill all of a worker at once, and start it again."""
        with self._lock:
            kill_group(self.worker)
            self.done["workers killed"] += 1
            self.worker = self._start_worker()

    def put_to_sleep(self, port: int) -> "Sleeper":
        """Stop the worker in its tracks, as a machine that is suspended, and start another.

        On SQLite only the child that asks: one asleep while it writes would stop
        everybody for good, and no server is there to see it.
        """
        with self._lock:
            asker = owner_of(port, children_of(self.worker.pid))
            on_sqlite = self.site.environment["DATABASE_URL"].startswith("sqlite")
            sleeper = Sleeper(self.worker, alone=asker if on_sqlite else 0)
            self.asleep = sleeper.children
            self.done["slept"] += 1
            self.worker = self._start_worker()
        return sleeper

    def _blow(self) -> None:
        """Kill on time, counted from when a worker is up, and start again what has ended."""
        up_at, next_child, worker = 0.0, 0.0, None
        while not self._over.wait(0.2):
            with self._lock:
                now = time.monotonic()
                if worker is not self.worker:
                    worker, up_at = self.worker, 0.0
                if worker.poll() is not None:
                    # A worker gives up when a child dies while its pool is made.
                    kill_group(worker)
                    self.done["workers that gave up"] += 1
                    self.worker = self._start_worker()
                elif not up_at:
                    up_at = now if len(children_of(worker.pid)) >= CHILDREN else 0.0
                    next_child = now + CHILD_EVERY
                elif now > min(up_at + WORKER_EVERY, next_child):
                    if self.spares():
                        self.done["spared"] += 1
                    elif now > up_at + WORKER_EVERY:
                        self.kill_the_worker()
                    else:
                        next_child = now + CHILD_EVERY
                        self._kill_a_child()

    def _kill_a_child(self) -> None:
        """Kill the child that asked last, for it is likely to be in a poll, or any other."""
        children = children_of(self.worker.pid)
        asker = owner_of(self.last_asker, children) if self.chance.random() < 0.5 else 0
        if children:
            self._kill(asker or self.chance.choice(children), "children killed")

    def _kill(self, pid: int, what: str) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.done[what] += 1

    def _start_worker(self) -> subprocess.Popen[str]:
        self.done["workers started"] += 1
        name = f"storm-{self.done['workers started']}@localhost"
        return self._start("worker", "--hostname", name)

    def _start(self, name: str, *more: str) -> subprocess.Popen[str]:
        (part,) = [part for part in later_parts() if part.name == name]
        return self.site.start(*part.command[1:], *more, "--loglevel", "WARNING", log=f"{name}.log")

    def _broker(self) -> Connection:
        url = self.site.environment["CELERY_BROKER_URL"]
        return Connection(url, transport_options=broker_options(url, Path(self.site.folder)))

    def _log_count(self, words: str) -> int:
        return self.site.output("worker.log").count(words)


class Sleeper:
    """A worker that sleeps in the middle of a poll, and wakes when others have done its work."""

    def __init__(self, worker: subprocess.Popen[str], *, alone: int) -> None:
        self.worker = worker
        # The parent first: it would replace those that are killed, and fork more unseen.
        os.kill(worker.pid, signal.SIGSTOP)
        self.children = children_of(worker.pid)
        for pid in self.children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP if alone in (0, pid) else signal.SIGKILL)

    def wake(self) -> None:
        """Let the children go on. Their parent would kill them for being late."""
        for pid in self.children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def end(self) -> None:
        kill_group(self.worker)


def children_of(pid: int) -> list[int]:
    """Give the processes that a worker has forked, by whichever of its threads.

    Without an event loop (the broker of files) it is a thread of the pool that
    replaces a killed child, and the kernel lists it with that thread.
    """
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def owner_of(port: int, pids: list[int]) -> int:
    """Give the process that holds the connection with this local port; 0 for none of them."""
    inode = _inode_of(port)
    for pid in pids if inode else ():
        with suppress(OSError):
            for handle in Path(f"/proc/{pid}/fd").iterdir():
                with suppress(OSError):
                    if str(handle.readlink()) == f"socket:[{inode}]":
                        return pid
    return 0


def _inode_of(port: int) -> str:
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if int(fields[1].rpartition(":")[2], 16) == port and fields[9] != "0":
            return fields[9]
    return ""
