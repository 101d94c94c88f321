"""A site of a test's own: real processes on a folder and a database that nobody else uses."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent


class OwnSite:
    """Runs commands of this checkout as a stranger would, on ``folder``."""

    def __init__(self, folder: Path, database_url: str, broker_url: str) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "STATE_DIR": str(folder),
            "DATABASE_URL": database_url,
            "CELERY_BROKER_URL": broker_url,
        }

    def use_database(self, url: str) -> None:
        self.environment["DATABASE_URL"] = url

    def manage(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of ``manage.py`` to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *command: str, log: str = "out.log") -> subprocess.Popen[str]:
        """Start ``python …`` in a process group of its own, its output in a file."""
        with (self.folder / log).open("a") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                text=True,
            )
        self.started.append(process)
        return process

    def output(self, log: str = "out.log") -> str:
        return (self.folder / log).read_text()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the site's database from outside."""
        url = self.environment["DATABASE_URL"]
        if not url.startswith("sqlite"):
            with psycopg.connect(url) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(query).fetchall()

    def write(self, statement: str) -> None:
        """Change the site's database from outside."""
        url = self.environment["DATABASE_URL"]
        if not url.startswith("sqlite"):
            with psycopg.connect(url) as connection:
                connection.execute(statement)
            return
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(statement)

    def end(self) -> None:
        """Kill whatever this test started and has not ended itself."""
        for process in self.started:
            kill_group(process)


def kill_group(process: subprocess.Popen[str]) -> None:
    """Kill a process and all of its group, as ``kill -9`` does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(true: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait for something to become true; fail when it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            message = f"still not so after {seconds} s"
            raise AssertionError(message)
        time.sleep(0.1)


def descendants(pid: int) -> dict[int, str]:
    """Give the processes below ``pid``, each with its command line."""
    # Without -ww, ps cuts each line at 80 columns, and a long path hides the command.
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(maxsplit=2) for line in shown.splitlines()]
    found: dict[int, str] = {}
    parents = {pid}
    while parents:
        below = {int(row[0]): row[-1] for row in rows if int(row[1]) in parents}
        found |= below
        parents = set(below)
    return found


def alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be counted does not."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.startswith("Z")
