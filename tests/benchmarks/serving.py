"""Web servers of a benchmark: what they are asked, how fast they answer, what that costs them."""

import os
import re
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGTERM

from portal.web import open_door

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")
# Who asks is a person: our site counts each view, kept or not.
ASKS = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 10) Chrome/120 Mobile Safari/537.36\r\n\r\n"
)
LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)\r\n")


@dataclass(frozen=True)
class Measured:
    """What ``requests`` cost: seconds by the wall, and of the server's processor."""

    requests: int
    wall: float
    cpu: float

    @property
    def milliseconds(self) -> float:
        return 1000 * self.cpu / self.requests


@dataclass(frozen=True)
class Server:
    """A web server in a process group of its own."""

    port: int
    group: int

    def cpu(self) -> float:
        """Add up the seconds of all its processes; none of them ends while it is measured."""
        used = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(") ")[2].split()
                if int(fields[2]) == self.group:
                    used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def measure(self, path: str, requests: int) -> Measured:
        before, begun = self.cpu(), time.perf_counter()
        ask(self.port, path, requests)
        return Measured(requests, time.perf_counter() - begun, self.cpu() - before)


@contextmanager
def serving(application: str, environment: dict[str, str], log: Path) -> Iterator[Server]:
    """Start the web server as ``manage.py up`` does; who asks waits until it answers."""
    door = open_door("127.0.0.1", 0)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "portal.web", application, "--door", str(door.fileno())),
                *("--workers", "2", "--threads", "4"),
            ],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=(door.fileno(),),
            start_new_session=True,
        )
    try:
        yield Server(door.getsockname()[1], process.pid)
    finally:
        door.close()
        os.killpg(process.pid, SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, SIGKILL)
            process.wait()


def ask(port: int, path: str, requests: int) -> bytes:
    """Ask so often over a few lines that stay open; all must be answered with 200 and alike.

    Gives the last answer's body.
    """
    asked = ASKS.format(path=path, port=port).encode()
    lines = selectors.DefaultSelector()
    left, answered, last = requests, 0, b""
    for _line in range(min(CONNECTIONS, requests)):
        line = socket.create_connection(("127.0.0.1", port), timeout=120)
        lines.register(line, selectors.EVENT_READ, bytearray())
        line.sendall(asked)
        left -= 1
    while answered < requests:
        for key, _mask in lines.select(timeout=120):
            line, heard = key.fileobj, key.data
            heard += line.recv(1 << 17) or _closed(answered)
            body = _body(heard)
            if body is None:
                continue
            answered, last = answered + 1, body
            heard.clear()
            if left:
                line.sendall(asked)
                left -= 1
    for key in list(lines.get_map().values()):
        key.fileobj.close()
    return last


def _body(heard: bytearray) -> bytes | None:
    """Give the body of a whole answer; None while it is still coming."""
    head, end, body = bytes(heard).partition(b"\r\n\r\n")
    if not end:
        return None
    assert head.startswith(b"HTTP/1.1 200 "), head
    length = int(LENGTH.search(head + b"\r\n")[1])
    return body if len(body) >= length else None


def _closed(answered: int) -> bytes:
    message = f"the server closed the line after {answered} answers"
    raise ConnectionError(message)
