"""The line between a phone and the server: it counts bytes, is cut, dead, or leads elsewhere."""

import random
import socket
import struct
import threading
from contextlib import suppress
from enum import Enum, auto

WIFI_PAGE = b"<!doctype html><title>Free Wi-Fi</title><form>Type the number of your room</form>"
# A connection is cut within so many bytes: inside the head, the body, or the answer.
CUT_WITHIN = 3000
AT_ONCE = struct.pack("ii", 1, 0)


class State(Enum):
    """What becomes of a new connection."""

    OPEN = auto()
    DEAD = auto()
    WIFI = auto()  # somebody's page to sign in answers in the server's place


class BadLine:
    """Listens on a port of its own and carries to ``server_port``, unless it is told otherwise."""

    def __init__(self, server_port: int, *, seed: int = 1) -> None:
        self.server_port = server_port
        self.state = State.OPEN
        self.cut_share = 0.0
        self.chance = random.Random(seed)
        self.connections = self.cut = self.bytes_down = self.bytes_up = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def begin_to_count(self) -> None:
        self.connections = self.cut = self.bytes_down = self.bytes_up = 0

    def close(self) -> None:
        with suppress(OSError):
            # Closing alone would leave the thread waiting inside accept.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        self.connections += 1
        with phone, suppress(OSError):
            if self.state is State.DEAD:
                _reset(phone)
            elif self.state is State.WIFI:
                _answer_page(phone)
            else:
                self._carry(phone)

    def _carry(self, phone: socket.socket) -> None:
        up = down = None
        if self.chance.random() < self.cut_share:
            self.cut += 1
            if self.chance.random() < 0.5:
                up = self.chance.randrange(CUT_WITHIN)
            else:
                down = self.chance.randrange(CUT_WITHIN)
        with socket.create_connection(("127.0.0.1", self.server_port)) as server:
            above = threading.Thread(
                target=self._pipe, args=(phone, server, up, "bytes_up"), daemon=True
            )
            above.start()
            self._pipe(server, phone, down, "bytes_down")
            above.join()

    def _pipe(self, one: socket.socket, other: socket.socket, most: int | None, count: str) -> None:
        carried = 0
        with suppress(OSError):
            while data := one.recv(65536):
                if most is not None and carried + len(data) > most:
                    # Whoever sent it was heard: only the phone does not learn so.
                    _reset(other if count == "bytes_down" else one)
                    break
                other.sendall(data)
                carried += len(data)
                setattr(self, count, getattr(self, count) + len(data))
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR if most is not None else socket.SHUT_WR)


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        # Another thread may wait for what comes; until it wakes, closing alone does nothing.
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def _answer_page(phone: socket.socket) -> None:
    phone.recv(65536)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(WIFI_PAGE)}\r\n"
    phone.sendall(head.encode() + b"Connection: close\r\n\r\n" + WIFI_PAGE)
