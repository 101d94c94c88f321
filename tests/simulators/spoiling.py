"""Ways to spoil a good reply, for ``platforms.spoils(path, way)``.

Each takes a :class:`Reply` and gives one. What is wrong with the JSON is said
by a function of the parsed body (:func:`of_json`); what is wrong with the wire
is written out byte by byte (``Reply.wire``).
"""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from tests.simulators.replies import Reply, Spoil

A_BLOCK = b" " * 2**16


def of_json(change: Callable[[Any], Any]) -> Spoil:
    """Change the parsed body: in place, or by giving another."""

    def spoil(reply: Reply) -> Reply:
        body = json.loads(reply.body)
        changed = change(body)
        text = json.dumps(body if changed is None else changed)
        return replace(reply, body=text.encode())

    return spoil


def of_body(change: Callable[[bytes], bytes]) -> Spoil:
    """Change the bytes of the body; its length is told rightly."""
    return lambda reply: replace(reply, body=change(reply.body))


def of_headers(**headers: str) -> Spoil:
    """Set headers; underscores become dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: replace(reply, headers={**reply.headers, **named})


def as_status(status: int, body: bytes | None = None) -> Spoil:
    """Answer with another status, with the same body or another."""
    return lambda reply: replace(reply, status=status, body=reply.body if body is None else body)


def one_after_another(*ways: Spoil) -> Spoil:
    """Spoil in several ways."""

    def spoil(reply: Reply) -> Reply:
        for way in ways:
            reply = way(reply)
        return reply

    return spoil


def length_told(told: int) -> Spoil:
    """Tell another length than the body has, then hang up."""
    return lambda reply: replace(reply, wire=[_head(f"content-length: {told}"), reply.body])


def chunks_cut(reply: Reply) -> Reply:
    """Send half of the body as a whole chunk, then half of the next, and hang up."""
    half = len(reply.body) // 2
    first, second = reply.body[:half], reply.body[half:]
    wire = [_head("transfer-encoding: chunked"), b"%x\r\n%s\r\n" % (len(first), first)]
    return replace(reply, wire=[*wire, b"%x\r\n%s" % (len(second), second[:10])])


def drip(stopping: threading.Event, *, every: float = 0.05) -> Spoil:
    """Send a blank now and then, for ever: never silent for as long as a time limit."""
    return lambda reply: replace(
        reply,
        wire=chain([_head("content-length: 100000")], _for_ever(b" ", stopping, every)),
    )


def drip_headers(stopping: threading.Event, *, every: float = 0.05) -> Spoil:
    """Send the letters of one header now and then, for ever."""
    start = b"HTTP/1.1 200 OK\r\nx-slow: "
    return lambda reply: replace(reply, wire=chain([start], _for_ever(b"x", stopping, every)))


def huge(stopping: threading.Event) -> Spoil:
    """Send blanks as fast as they are taken, for ever."""
    return lambda reply: replace(
        reply,
        wire=chain([_head("content-length: 1000000000000")], _for_ever(A_BLOCK, stopping, 0)),
    )


def _for_ever(piece: bytes, stopping: threading.Event, every: float) -> Iterator[bytes]:
    while not stopping.wait(every):
        yield piece


def _head(*headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", "content-type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode()
