"""Answering with a kept page, before Django is asked; whoever opens one is counted all the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from portal.page_cache.asked import asked_for
from portal.page_cache.keeping import cache_control
from portal.page_cache.kept import Kept
from portal.page_cache.shelf import shelf
from portal.page_views.noting import code_in, is_person, note

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")


class FromKeptPages:
    """A WSGI application around another: it answers what it can."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        shelf().begin()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a public page from what is kept; hand everything else on."""
        asked = asked_for(environ) if settings.KEEP_PAGES_SECONDS else None
        if asked is None:
            return self.application(environ, start_response)
        now = timezone.now().timestamp()
        kept = shelf().find(asked.key, now)
        if kept is None:
            return self.application(environ, start_response)
        if settings.PAGE_VIEWS_FROM_SITE and _is_opened(environ):
            note(kept.shown, code_in(asked.code))
        status, headers, body = _answer(kept, environ, now)
        start_response(f"{status.value} {status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _answer(
    kept: Kept, environ: dict[str, Any], now: float
) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    headers = [
        ("Vary", "Accept-Encoding"),
        ("ETag", kept.etag),
        ("Cache-Control", cache_control(kept, now)),
    ]
    if _knows(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
        return HTTPStatus.NOT_MODIFIED, headers, b""
    body = kept.plain
    if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = kept.zipped
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return HTTPStatus.OK, [*kept.headers, *headers], body


def _is_opened(environ: dict[str, Any]) -> bool:
    purpose = environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", ""))
    return environ["REQUEST_METHOD"] == "GET" and is_person(
        environ.get("HTTP_USER_AGENT", ""), purpose
    )


def _knows(told: str, etag: str) -> bool:
    """Compare weakly, as RFC 9110 asks of ``If-None-Match``."""
    if not told:
        return False
    known = {one.strip().removeprefix("W/") for one in told.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


@lru_cache(maxsize=64)
def takes_gzip(accepted: str) -> bool:
    """Say whether an ``Accept-Encoding`` takes gzip; ``q=0`` refuses it."""
    told = {}
    for one in accepted.lower().split(","):
        name, mark, quality = one.partition(";")
        told[name.strip()] = not REFUSED.search(mark + quality)
    return told.get("gzip", told.get("*", False))
