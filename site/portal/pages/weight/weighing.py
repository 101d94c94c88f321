"""Weighs a page, public or a draft: the answer that a reader would get, and what it loads.

The page is rendered as for somebody without an account, in its own language, and thrown
away: nothing of it is sent, counted or kept. Only the phone's copies of its pictures are made,
as the first reader would have them made.
"""

import copy
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.middleware.gzip import GZipMiddleware
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import Truncator, compress_string
from wagtail.blocks import StreamValue
from wagtail.models import Page

from portal.pages.weight.budgets import Budget
from portal.pages.weight.file_sizes import size_of
from portal.pages.weight.first_view import first_view

# What stands before each answer: its headers, as Chromium counts them (tests/browser).
HEADERS = 450
# A secret in a page cannot be guessed by its length: Django adds up to so many random bytes.
PADDING = GZipMiddleware.max_random_bytes + 1
MOST_WORDS, NAMED = 6, 3
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A picture, or a piece of the text, with its bytes; of a piece what it weighs alone."""

    words: str
    size: int


@dataclass(frozen=True)
class Weight:
    """What a first view of a page weighs, in bytes as sent."""

    text: int
    files: tuple[Part, ...]
    unknown: tuple[str, ...]
    eager: int
    page: Any

    @property
    def whole(self) -> int:
        """The page with all that it loads."""
        return self.text + sum(one.size for one in self.files)

    @property
    def requests(self) -> int:
        """How often the phone asks: for the page, and for each thing that it loads."""
        return 1 + len(self.files) + len(self.unknown)

    @property
    def budget(self) -> Budget:
        """What its page type allows."""
        budget: Budget = self.page.budget
        return budget

    @cached_property
    def pieces(self) -> tuple[Part, ...]:
        """The pieces of the text that an editor wrote, the heaviest first."""
        return tuple(sorted(_pieces(self.page), key=lambda part: -part.size))

    @property
    def pictures(self) -> tuple[Part, ...]:
        """What the page loads, the heaviest first."""
        return tuple(sorted(self.files, key=lambda part: -part.size))


def weigh(page: Any, *, parent: Any = None) -> Weight:
    """Weigh a page as it is in memory; ``parent`` is where a page goes that has no place yet."""
    shown = page if page.pk else _as_if_placed(page, parent)
    html = rendered(shown)
    files, unknown, eager = [], [], 0
    for one in first_view(html):
        size = size_of(one.address)
        eager += not one.is_late
        if size is None:
            unknown.append(one.words or one.address)
        else:
            files.append(Part(one.words, size + HEADERS))
    return Weight(packed(html.encode()), tuple(files), tuple(unknown), eager, shown)


def packed(data: bytes) -> int:
    """Give the bytes of an answer as ``GZipMiddleware`` sends it, at most."""
    return len(compress_string(data)) + PADDING + HEADERS


def rendered(page: Any) -> str:
    """Write the page as a reader without an account gets it."""
    with translation.override(page.locale.language_code):
        request = ReaderRequest(page)
        context = page.get_context(request)
        answer = TemplateResponse(request, page.get_template(request), context)
        html: str = answer.rendered_content
    return html


class ReaderRequest(HttpRequest):
    """A request that nobody sent: for the page's own address, by somebody without an account."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        parts = page.get_url_parts()
        # A page that is not in the tree of a site has no address yet.
        _site, root, path = parts or (None, "http://localhost", "/")
        scheme, _colon, host = (root or "http://localhost").partition("://")
        self.method = "GET"
        self.path = self.path_info = path or "/"
        self.user = AnonymousUser()
        self.host, self.own_scheme = host, scheme
        self.META = {"SERVER_NAME": host.partition(":")[0], "SERVER_PORT": "80"}
        self.is_preview = False

    def get_host(self) -> str:
        """Give the host of the page's site; there is no header to be distrusted."""
        return self.host

    def _get_scheme(self) -> str:
        return self.own_scheme


def _as_if_placed(page: Any, parent: Any) -> Any:
    """Give a page that is not saved yet as it will stand below its parent."""
    shown = copy.copy(page)
    above = parent or (page.get_parent() if page.path else None)
    if not shown.path and above is not None:
        shown.path, shown.depth = f"{above.path}{'z' * Page.steplen}", above.depth + 1
    if above is not None:
        shown.set_url_path(above)
        if shown.locale_id is None:
            shown.locale = above.locale
    if shown.locale_id is None:
        shown.locale = shown.get_default_locale()
    return shown


def _pieces(page: Any) -> Iterator[Part]:
    """Give the pieces of the text: each block of a stream, each longer text."""
    written = (one for one in page._meta.concrete_fields if one.model is not Page)
    for one in written:
        value = getattr(page, one.attname, None)
        if isinstance(value, StreamValue):
            for block in value:
                yield _piece(block.block.label, str(block.render()))
        elif isinstance(one, models.TextField) and isinstance(value, str) and value:
            yield _piece(one.verbose_name, value)


def _piece(name: Any, html: str) -> Part:
    """Name a piece by its kind and first words; packed by itself it shows how heavy it is."""
    text = SPACES.sub(" ", strip_tags(html)).strip()
    words = Truncator(text).words(MOST_WORDS)
    return Part(f"{name}: {words}" if words else str(name), len(zlib.compress(html.encode())))
