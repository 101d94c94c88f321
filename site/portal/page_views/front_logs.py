"""Reading the access log of a cache in front of the site, in the "combined" form that all write.

Behind such a cache our own process is asked for a page once and then no more; so the site notes
nothing itself (``PAGE_VIEWS_FROM``), and what the cache has answered counts.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from foundation.moments import dhaka_day
from portal.page_views.counting import NotUnderstood, Reading, View, count_file
from portal.page_views.noting import CODE, OPENED, code_in, is_machine

COMBINED = re.compile(
    r"\S+ \S+ \S+ \[(?P<when>[^\]]+)\] "
    r'"(?P<method>[A-Z]+) (?P<address>\S+) HTTP/[\d.]+" (?P<status>\d{3}) \S+'
    r'(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
WHEN = "%d/%b/%Y:%H:%M:%S %z"
MOST_OF_A_LINE = 4096

Shown = tuple[UUID, str]


def count_front_log(file: Path) -> int:
    """Count what is new in a log; give how many views were added.

    A log that was turned over keeps its first line under its new name, and is known by it.
    """
    name = _name_of(file)
    return count_file(file, name, lines_of_a_cache(page_at)) if name else 0


def _name_of(file: Path) -> str:
    with file.open("rb") as lines:
        first = lines.readline(MOST_OF_A_LINE)
    return hashlib.sha256(first).hexdigest() if first.endswith(b"\n") else ""


def lines_of_a_cache(find: Callable[[str], Shown | None]) -> Reading:
    """Read lines in the combined form; ``find`` says which page an address is, if any."""
    known = lru_cache(maxsize=4096)(find)

    def read(line: str) -> View | None:
        said = COMBINED.match(line)
        if said is None:
            raise NotUnderstood
        if said["method"] != "GET" or int(said["status"]) not in OPENED:
            return None
        # A log without the browser's words cannot tell machines: it counts all.
        if said["agent"] is not None and is_machine(_spoken(said["agent"])):
            return None
        day = _day_of(said["when"])
        try:
            address = urlsplit(said["address"])
        except ValueError as error:
            raise NotUnderstood from error
        shown = known(address.path)
        code = parse_qs(address.query).get(CODE, [""])[0]
        return (day, *shown, code_in(code)) if shown else None

    return read


def page_at(path: str) -> Shown | None:
    """Say which public page answers at a path, as Wagtail finds it."""
    root = Site.objects.get(is_default_site=True).root_page
    language, *rest = [part for part in path.split("/") if part] or [""]
    if language not in dict(settings.LANGUAGES):
        return None
    home = Page.objects.filter(translation_key=root.translation_key, locale__language_code=language)
    try:
        first = home.get().specific
        found = first.route(_asked(path), rest).page
    except (Http404, Page.DoesNotExist):
        return None
    return (found.translation_key, language) if found.live else None


def _asked(path: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path = "GET", path
    return request


def _spoken(agent: str) -> str:
    return "" if agent == "-" else agent


def _day_of(when: str) -> date:
    try:
        return dhaka_day(datetime.strptime(when, WHEN))  # noqa: DTZ007 - WHEN has a zone
    except ValueError as error:
        raise NotUnderstood from error
