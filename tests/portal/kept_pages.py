"""Readers at the site's own WSGI door, where kept pages are answered before Django is asked."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from portal.page_cache.answering import FromKeptPages

PHONE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
HOST = "localhost:8000"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    # Whether it was answered without Django.
    was_kept: bool

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@contextmanager
def connections_left_open() -> Iterator[None]:
    """A request's end would close the connection in whose transaction the test lives."""
    signals = (request_started, request_finished)
    for one in signals:
        one.disconnect(close_old_connections)
    try:
        yield
    finally:
        for one in signals:
            one.connect(close_old_connections)


@dataclass
class Door:
    """One process of the site; ``folder`` is where it keeps pages."""

    folder: Path
    handler: WSGIHandler = field(default_factory=WSGIHandler)
    asked: int = 0

    def __post_init__(self) -> None:
        self.application = FromKeptPages(self._django)

    def _django(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self.handler(environ, start_response)

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Ask as a phone does; headers are written ``accept_encoding="gzip"``."""
        told = {"host": HOST, "user_agent": PHONE, **headers}
        made = {f"HTTP_{name.upper()}": value for name, value in told.items()}
        environ = RequestFactory().generic(method, path, **made).environ
        environ = {name: value for name, value in environ.items() if value != ""}
        started: list[Any] = []
        before = self.asked
        with connections_left_open():
            response = self.application(environ, lambda *given: started.append(given))
            body = b"".join(response)
            if hasattr(response, "close"):
                response.close()
        status, pairs = started[0][:2]
        return Answer(int(status.split()[0]), dict(pairs), body, self.asked == before)

    def pages(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]" * 4))
