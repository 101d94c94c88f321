"""A request that came in and the reply that goes out, without any HTTP."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    # Of a form in parts: the files by their names.
    files: Mapping[str, bytes] = field(default_factory=dict)
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


def fields_of(body: bytes, content_type: str) -> tuple[dict[str, str], dict[str, bytes]]:
    """Read a form: its fields, and its files where it comes in parts."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode())), {}
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    if content_type.startswith("multipart/form-data"):
        message = message_from_bytes(b"content-type: " + content_type.encode() + b"\r\n\r\n" + body)
        for part in message.walk():
            name = part.get_param("name", header="content-disposition")
            if isinstance(name, str):
                data = part.get_payload(decode=True)
                assert isinstance(data, bytes)
                if part.get_filename():
                    files[name] = data
                else:
                    fields[name] = data.decode()
    return fields, files
