"""A request that came in and the reply that goes out, without any HTTP."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]
    # The port at the other end, by which the asking process can be found.
    peer_port: int = 0


@dataclass
class Reply:
    """An answer; ``wire``, where it is given, is all that is sent, the status line included."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    wire: Iterable[bytes] | None = None


# Takes a good reply and gives a spoilt one.
Spoil = Callable[[Reply], Reply]


def json_reply(status: int, body: Any, **headers: str) -> Reply:
    """Make a reply of JSON; underscores in header names become dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status,
        json.dumps(body).encode(),
        {"content-type": "application/json; charset=UTF-8", **named},
    )
