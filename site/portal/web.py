"""The web server: ``python -m portal.web``, granian on a socket that is open before it starts.

Left alone, granian opens a socket for each worker, on a port that others may share: whoever
started the site twice would have two releases answer by turns, and whoever waits at a worker that
dies would be sent away. So the port is taken here, by one, and its queue is everybody's.
"""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.mp import MPServer

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

WAITING = 1024
# How long requests that are under way may go on when it is told to stop.
GRACE_SECONDS = 3
# The longest head, and how much of a body is read ahead of who asked for it.
BUFFER_BYTES = 65536
# A phone that lost its network says nothing, and would keep a thread for ever: a line on which
# nobody answers any more is given up after a minute.
DEAD_LINES = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}


class WebServer(MPServer):
    """Granian at the door that it is given."""

    def __init__(
        self, application: str, door: socket.socket, *, workers: int, threads: int
    ) -> None:
        address, port = door.getsockname()[:2]
        super().__init__(
            application,
            address,
            port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            # A thread takes its connection to the database with it.
            blocking_threads_idle_timeout=600,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(max_buffer_size=BUFFER_BYTES),
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=GRACE_SECONDS,
        )
        self.door = door

    def _respawn_workers(self, *args: Any, **kwargs: Any) -> None:
        """Put new workers in the place of dead ones, however often they die.

        Granian ends the whole server when a new one dies within seconds. What cannot be loaded
        ends it before it forks (:func:`serve`); a worker that dies later, of memory or of a
        signal, takes nobody else along.
        """
        super()._respawn_workers(*args, **kwargs)
        self.respawned_wrks.clear()

    def _init_shared_socket(self) -> None:
        """Take the door where granian would open one of its own; it has no other way in."""
        number: Any = self.door.fileno()
        holder: Any = SocketHolder
        waiting = (WAITING,) if sys.platform == "linux" else ()
        self._shd = holder(number, False, *waiting)
        self._sfd, self._sso = number, self.door


def open_door(address: str, port: int) -> socket.socket:
    """Listen where nobody else does; an ``OSError`` says why not."""
    door = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((address, port))
        door.listen(WAITING)
    except OSError:
        door.close()
        raise
    return door


def serve(application: str, door: socket.socket, *, workers: int, threads: int) -> None:
    """Serve until a signal says to stop."""
    # Each line that comes in has what its door has.
    door.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in {"TCP_NODELAY": 1, **DEAD_LINES}.items():
        if hasattr(socket, name):
            door.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    # Loaded before it forks, so that a worker that takes another's place is there at once.
    import_module(application)
    WebServer(application, door, workers=workers, threads=threads).serve(target_loader=in_a_worker)


def in_a_worker(application: str) -> "WSGIApplication":
    """Give a worker what it serves, and see to it that it ends when the main process does."""
    threading.Thread(target=end_with, args=(parent_process(),), daemon=True).start()
    loaded: WSGIApplication = import_module(application).application
    return loaded


def end_with(parent: BaseProcess) -> None:
    """Wait until the main process is gone, however it went; finish what is under way, and go."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m portal.web")
    parser.add_argument("application", nargs="?", default="portal.wsgi")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--door", type=int, help="the number of an open socket to take over")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4, help="of each worker")
    given = parser.parse_args(arguments)
    if given.door is None:
        try:
            door = open_door(given.address, given.port)
        except OSError as error:
            parser.exit(1, f"{given.address}:{given.port}: {error.strerror}\n")
    else:
        door = socket.socket(fileno=given.door)
    serve(given.application, door, workers=given.workers, threads=given.threads)


if __name__ == "__main__":
    main(sys.argv[1:])
