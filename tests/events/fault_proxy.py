"""A line that breaks: connections cut on the way up or down, slowed, refused, answered with 502."""

import random
import socket
import struct
import threading
import time
from collections import Counter
from contextlib import suppress

BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad"
# How often each happens, in a hundred connections; the rest passes.
FAULTS = {"refused": 6, "cut up": 12, "cut down": 14, "slow": 8, "bad gateway": 6}
PIECE = 64 * 1024


class FaultProxy:
    """Passes connections on to a port, or breaks them; the same seed draws the same faults."""

    def __init__(self, port: int, *, seed: int) -> None:
        self.behind = port
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.done: Counter[str] = Counter()
        self.calm = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                phone, _address = self.listener.accept()
                threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _draw(self) -> tuple[str, float]:
        with self.lock:
            number, where = self.chance.randrange(100), self.chance.random()
            fault = "passed"
            for name, share in FAULTS.items():
                if 0 <= number < share:
                    fault = name
                number -= share
            fault = "passed" if self.calm else fault
            self.done[fault] += 1
            return fault, where

    def _serve(self, phone: socket.socket) -> None:
        fault, where = self._draw()
        phone.settimeout(60)
        with suppress(OSError), phone:
            if fault == "refused":
                return _reset(phone)
            request = _whole_request(phone)
            if fault == "bad gateway" and where < 0.5:
                # The server never hears of it; or, below, it does and the answer is lost.
                return phone.sendall(BAD_GATEWAY)
            with socket.create_connection(("127.0.0.1", self.behind), timeout=60) as server:
                if fault == "cut up":
                    server.sendall(request[: int(len(request) * where)])
                    return _reset(phone)
                if fault == "slow":
                    _trickle(server, request)
                else:
                    server.sendall(request)
                answer = _until_closed(server)
            if fault == "cut down":
                phone.sendall(answer[: int(len(answer) * where)])
                return _reset(phone)
            phone.sendall(BAD_GATEWAY if fault == "bad gateway" or not answer else answer)
        return None


def _whole_request(phone: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read:
        if not (more := phone.recv(PIECE)):
            return read
        read += more
    head, _end, body = read.partition(b"\r\n\r\n")
    lengths = [
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    missing = (lengths or [0])[0] - len(body)
    while missing > 0 and (more := phone.recv(PIECE)):
        read += more
        missing -= len(more)
    return read


def _trickle(server: socket.socket, request: bytes) -> None:
    step = max(1, len(request) // 5)
    for begin in range(0, len(request), step):
        server.sendall(request[begin : begin + step])
        time.sleep(0.02)


def _until_closed(server: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionResetError):
        while more := server.recv(PIECE):
            answer += more
    return answer


def _reset(phone: socket.socket) -> None:
    """Break it off without a goodbye."""
    phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
