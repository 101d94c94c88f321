"""Noting that a public page was opened: a line in the file of the day, and nobody's trace in it.

A line has the page, its language and the code of an event, never a moment, an address of a
machine or what the browser says of itself. Writing it never keeps a reader waiting for the
database, and a page is shown whether or not its line could be written.
"""

import logging
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from wagtail.models import Page

from foundation.moments import dhaka_day
from portal.page_views.models import LONGEST_CODE

logger = logging.getLogger(__name__)

SHOWN = "page_shown"
CODE = "e"
NO_CODE = "-"
# An answer without a body says that the reader's own copy is still right: it was opened too.
OPENED = (200, 304)
CODE_LETTERS = re.compile(rf"[a-z0-9]{{1,{LONGEST_CODE}}}")
# Who reads for a machine says so, mostly.
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|curl/|wget/|python-|headless"
    r"|monitor|uptime|^$",
    re.IGNORECASE,
)


def folder() -> Path:
    """Give the folder of the lines, one file for each of Dhaka's days."""
    return Path(settings.PAGE_VIEWS_ROOT)


def line_of(page: str, language: str, code: str) -> str:
    """Write one view as a line."""
    return f"{page} {language} {code or NO_CODE}\n"


def code_in(asked: str) -> str:
    """Keep the code of an event, if it can be one."""
    lowered = asked.strip().lower()
    return lowered if CODE_LETTERS.fullmatch(lowered) else ""


def is_machine(user_agent: str) -> bool:
    """Say whether a program says of itself that it reads for no person."""
    return bool(MACHINES.search(user_agent))


class NotePageViews:
    """Middleware, outside of everything that may answer in a page's place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note what was opened."""
        response = self.get_response(request)
        if settings.PAGE_VIEWS_FROM_SITE and is_view(request, response):
            note(getattr(request, SHOWN), code_in(request.GET.get(CODE, "")))
        return response


def is_view(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether somebody outside opened a page: no preview, no member of staff, no machine."""
    return (
        request.method == "GET"
        and response.status_code in OPENED
        and _is_page(response)
        and getattr(request, SHOWN, None) is not None
        and not getattr(request, "is_preview", False)
        # Only who signs in has one.
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and is_person(
            request.headers.get("User-Agent", ""),
            request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")),
        )
    )


def is_person(user_agent: str, purpose: str) -> bool:
    """Say whether somebody looks at it: no program, no browser that fetches ahead."""
    return "prefetch" not in purpose and not is_machine(user_agent)


def _is_page(response: HttpResponseBase) -> bool:
    """Tell a page from a feed below it; "your copy is right" does not say which it is."""
    kind = response.headers.get("Content-Type", "text/html")
    return kind.startswith("text/html")


def show(page: Page, request: HttpRequest) -> None:
    """Remember with a request which page answers it, in the language of its address."""
    setattr(request, SHOWN, (str(page.translation_key), translation.get_language() or "bn"))


def note(shown: tuple[str, str], code: str, *, day: date | None = None) -> None:
    """Add the line of one view to the file of the day; today's, unless told."""
    file = folder() / f"{(day or dhaka_day(timezone.now())).isoformat()}.log"
    line = line_of(*shown, code).encode("ascii")
    try:
        try:
            _append(file, line)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            _append(file, line)
    except OSError:
        logger.exception("a page view could not be noted")


def _append(file: Path, line: bytes) -> None:
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # One write of one short line: lines of several processes never mix.
        os.write(opened, line)
    finally:
        os.close(opened)
