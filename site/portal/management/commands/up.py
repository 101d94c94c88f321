"""``manage.py up``: the whole site on one machine, until Ctrl-C."""

import fcntl
import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from crm_videos.erasing.reapplying import unknown_here
from crm_videos.erasing.tombstones import NotOurs
from portal.demo import lines
from portal.demo.loading import is_demo
from portal.supervisor import Part, Supervisor
from portal.web import open_door

PATIENCE_SECONDS = 120
PORTS_TO_TRY = 50
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Start the site, its worker, scheduler and (for the demo) simulated platforms"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="the next free one when it is in use"
        )
        parser.add_argument(
            "--no-simulators",
            dest="simulators",
            action="store_false",
            help="poll the platforms of the environment, not simulated ones",
        )
        parser.add_argument(
            "--no-demo",
            dest="demo",
            action="store_false",
            help="leave an empty database empty",
        )

    def handle(self, *, port: int, simulators: bool, demo: bool, **options: Any) -> None:
        self.stopping = False
        for number in ENDINGS:
            signal.signal(number, self.interrupt)
        try:
            with only_one(settings.STATE_DIR / "up.lock"):
                self.prepare(demo=demo)
                # Invented figures belong to the demo only, its invented tokens to the simulators.
                self.run(port, simulators=simulators and is_demo())
        except KeyboardInterrupt:
            pass
        except Exception:
            # Where SQLite calls Python back, the interruption comes out as the database's error.
            if not self.stopping:
                raise
        self.say("Stopped.")

    def interrupt(self, *signal_and_frame: object) -> None:
        """Break the preparation off; a migration or the demo is undone by its transaction."""
        self.stopping = True
        raise KeyboardInterrupt

    def end(self, *signal_and_frame: object) -> None:
        """Let the loops end by themselves.

        An exception could get lost here: Python ignores one that is raised in
        what it calls around a fork.
        """
        self.stopping = True

    def prepare(self, *, demo: bool) -> None:
        """Bring the database up to date, and load the demo into an empty one."""
        self.say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        self.erase_again()
        if demo:
            self.load_demo()

    def erase_again(self) -> None:
        """Let nobody in before those are erased again whom an older database brought back."""
        try:
            back = unknown_here()
        except NotOurs as error:
            raise CommandError(str(error)) from None
        if back:
            self.say("An older database was brought back: erasing again who was erased …")
            call_command("reapply_tombstones", stdout=self.stdout)

    def run(self, port: int, *, simulators: bool) -> None:
        """Start every part and look after them until a signal says to stop."""
        connections.close_all()
        logs = settings.STATE_DIR / "logs"
        logs.mkdir(mode=0o700, exist_ok=True)
        door = first_free_door(port)
        if port and port != (chosen := door.getsockname()[1]):
            self.say(f"Port {port} is in use; this is on {chosen}.")
        simulator_port = free_port() if simulators else None
        environment = environment_of_parts(simulator_port)
        for number in ENDINGS:
            signal.signal(number, self.end)
        with Supervisor(logs=logs, environment=environment, say=self.say) as supervisor:
            self.say("Starting …")
            for part in first_parts(door, simulator_port):
                supervisor.start(part)
            self.wait_for_answer(supervisor, door)
            for part in () if self.stopping else later_parts():
                supervisor.start(part)
            while not self.stopping:
                supervisor.look_after()
                time.sleep(0.25)

    def load_demo(self) -> None:
        """Load the demo programme, when the database is empty."""
        if is_demo():
            return
        self.say("Loading the demo programme …")
        try:
            call_command("demo", verbosity=0)
        except CommandError as refusal:
            self.say(str(refusal))

    def wait_for_answer(self, supervisor: Supervisor, door: socket.socket) -> None:
        """Look after the first parts until the site answers; say where."""
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(door):
            supervisor.look_after()
            if self.stopping:
                return
            if time.monotonic() > deadline:
                self.say(f"No answer yet from {address}; see {supervisor.logs / 'web.log'}")
                return
            time.sleep(0.25)
        self.announce(address, supervisor.logs)

    def announce(self, address: str, logs: Path) -> None:
        """Print where to look and how to log in."""
        lines = [
            "",
            f"  Bangla   {address}/bn/",
            f"  English  {address}/en/",
            f"  Field    {address}/field/",
            f"  Staff    {address}/admin/",
            *(f"           {line}" for line in (how_to_sign_in() if is_demo() else ())),
            f"  Logs     {logs}",
            "",
            "Ctrl-C stops everything.",
        ]
        self.say("\n".join(lines))

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of this machine's site, or refuse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"The site already runs from {path.parent}: stop that one first (Ctrl-C)."
            raise CommandError(message) from error
        yield


def first_free_door(port: int) -> socket.socket:
    """Listen on the first free port from ``port`` on."""
    for candidate in range(port, min(port + PORTS_TO_TRY, 65536)):
        with suppress(OSError):
            return open_door("127.0.0.1", candidate)
    message = f"No free port from {port} to {candidate}"
    raise CommandError(message)


def how_to_sign_in() -> Iterator[str]:
    """List the demo's people with the codes of this moment."""
    yield from lines(timezone.now())
    yield "Each code works once; fresh ones: .venv/bin/python manage.py demo_codes"


def free_port() -> int:
    """Find a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def answers(door: socket.socket) -> bool:
    """Ask the site for its log-in page."""
    try:
        connection = HTTPConnection("127.0.0.1", door.getsockname()[1], timeout=2)
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def environment_of_parts(simulator_port: int | None) -> Mapping[str, str]:
    """Give the parts our environment and, for the demo, the simulated platforms.

    What the user has set wins, an address of a platform too.
    """
    # Found where this process found it, installed or not.
    environment = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    if simulator_port is not None:
        simulator = f"http://127.0.0.1:{simulator_port}/"
        environment |= {
            "FACEBOOK_GRAPH_URL": simulator,
            "FACEBOOK_VIDEO_URL": simulator,
            "YOUTUBE_API_ROOT": simulator,
            "YOUTUBE_ANALYTICS_ROOT": simulator,
            "GOOGLE_TOKEN_URI": f"{simulator}token",
            "GOOGLE_AUTH_URI": f"{simulator}authorize",
            "GOOGLE_REVOKE_URI": f"{simulator}revoke",
            "YOUTUBE_CLIENT_ID": "demo-client",
            "YOUTUBE_CLIENT_SECRET": "demo-client-secret",
            # No quota to spare and no slow line: the figures may be seen moving.
            "POLL_EVERY_SECONDS": "30",
            "POLL_LEASE_SECONDS": "60",
            "PLATFORM_TIMEOUT_SECONDS": "5",
        }
    return environment | {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}


def first_parts(door: socket.socket, simulator_port: int | None) -> Iterator[Part]:
    """List what somebody waits for, and what a worker's first poll will ask."""
    yield Part(
        name="web",
        command=(
            *(sys.executable, "-m", "portal.web", "--door", str(door.fileno())),
            *("--workers", "2", "--threads", "4"),
        ),
        socket=door.fileno(),
    )
    if simulator_port is not None:
        manage = (sys.executable, "-m", "django", "simulate_platforms")
        yield Part(name="simulators", command=(*manage, "--port", str(simulator_port)))


def later_parts() -> Iterator[Part]:
    """List what works unseen; started later, it does not delay the first page."""
    celery = (sys.executable, "-m", "celery", "--app", "portal")
    yield Part(
        name="worker",
        command=(
            *(*celery, "worker", "--pool", "prefork", "--concurrency", "2"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
            *("--loglevel", "INFO"),
        ),
    )
    yield Part(name="scheduler", command=(*celery, "beat", "--pidfile", "", "--loglevel", "INFO"))
