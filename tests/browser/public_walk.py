"""Every public page and address of the demo, found by itself.

The walk begins with all published pages and with what Django's own table of addresses answers
without a name in it, and follows each link from there. What the table has and no link leads to
is missing, and :mod:`tests.browser.test_every_public_page` says so: nobody adds a page type here.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import get_page_models

from tests.browser.demo_site import GONE_CODE, DemoSite
from tests.portal.canary_addresses import HOLE, Address, addresses

LANGUAGES = ("bn", "en")
# Behind a sign-in, or files: where a public address does not begin.
NOT_PUBLIC = ("accounts/", "admin/", "django-admin/", "field/", "or/", "documents/", "media/")
# A page that is saved as a file.
SAVED = "text/html, saved"
# Of pages that are alike and many, such as the receipts of an issue, the first ones are enough.
MOST_OF_A_ROUTE = 10
# What a reader types into a form, so that something is found.
TYPED = {"bn": "ভিসা", "en": "visa"}


@dataclass(frozen=True)
class Shown:
    """One answer to a reader."""

    path: str
    kind: str  # the page type (FaqPage), or the route (search/)
    language: str
    status: int
    content_type: str
    body: str

    @property
    def is_page(self) -> bool:
        return self.content_type == "text/html"

    @property
    def is_saved(self) -> bool:
        return self.content_type == SAVED

    @property
    def name(self) -> str:
        return f"{self.kind} {self.path}"

    @cached_property
    def parts(self) -> set[str]:
        """Name what the page is built of: elements and their classes."""
        every = self.soup.find_all(True)
        return {f"{one.name}.{name}" for one in every for name in ("", *one.get("class", []))}

    @cached_property
    def soup(self) -> BeautifulSoup:
        # The parser of Python needs nothing, and reads the little that a feed has.
        is_xml = self.content_type.endswith("xml")
        text = self.body.partition("?>")[2] if is_xml else self.body
        return BeautifulSoup(text, "html.parser")


class Walk:
    """All that was found on a site, each address once."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        names = {model.__name__.lower(): model.__name__ for model in page_types()}
        self.types = {path: names.get(name, name) for path, name in site.page_types().items()}
        self.routes: set[str] = set()
        self.shown: dict[tuple[str, str], Shown] = {}
        self.asked = requests.Session()
        unlinked = [f"/{code}/gone/" for code in LANGUAGES] + site.links_to_leave()
        self._follow([*unlinked, *self.types, *unnamed()])
        for page in self.of_each_kind():
            for query in queries_of_forms(page):
                self._look(page.path + query, page.language, kind=f"{page.kind}, asked")

    @property
    def pages(self) -> list[Shown]:
        return [one for one in self.shown.values() if one.is_page]

    @property
    def files(self) -> list[Shown]:
        return [one for one in self.shown.values() if not one.is_page and one.status == 200]

    def of_each_kind(self, language: str = "") -> list[Shown]:
        """Give the richest page of each kind, and others that show what none of these does."""
        found = []
        for code in [language] if language else LANGUAGES:
            pages = [one for one in self.pages if one.language == code]
            pages.sort(key=lambda one: (len(one.parts), len(one.body)))
            richest = {one.kind: one for one in pages}
            seen = {part for one in richest.values() for part in one.parts}
            for one in reversed(pages):
                if one.parts - seen:
                    richest[one.name] = one
                    seen |= one.parts
            found += sorted(richest.values(), key=lambda one: one.name)
        return found

    def _follow(self, begin: list[str]) -> None:
        waiting, known = deque(begin), set(begin)
        of_route: Counter[str] = Counter()
        while waiting:
            for path in self._looked_at(waiting.popleft()):
                if path in known:
                    continue
                known.add(path)
                route = route_of(path.partition("?")[0]) or ""
                of_route[f"{path[:4]} {route}"] += 1
                if "<" not in route or of_route[f"{path[:4]} {route}"] <= MOST_OF_A_ROUTE:
                    waiting.append(path)

    def _looked_at(self, path: str) -> Iterator[str]:
        """Ask for an address, in both languages where it has none, and give what it leads to."""
        languages = (path[1:3],) if path[1:4] in {f"{code}/" for code in LANGUAGES} else LANGUAGES
        for language in languages:
            yield from self._look(path, language)

    def _look(self, path: str, language: str, kind: str = "") -> list[str]:
        answer = self.asked.get(
            self.site.url + path,
            headers={"Accept-Language": language},
            allow_redirects=False,
            timeout=30,
        )
        self._note(path)
        leads = [answer.headers["Location"]] if answer.is_redirect else []
        content_type = answer.headers.get("Content-Type", "").partition(";")[0]
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            # A file for other phones, in whatever it is written: no browser opens it here.
            content_type = SAVED if content_type == "text/html" else content_type
        is_text = content_type.startswith(("text/", "application/atom", "application/xml"))
        if is_text and not leads:
            answer.encoding = "utf-8"
            kind = kind or self._kind(path, answer.status_code)
            shown = Shown(path, kind, language, answer.status_code, content_type, answer.text)
            self.shown[path, language] = shown
            leads = [*self._links(shown)] if shown.is_page else []
        return [one for one in map(self._own, leads) if one]

    def _links(self, shown: Shown) -> Iterator[str]:
        """Note everything that a page names on this site; give what a reader can go to."""
        for one in shown.soup.find_all(True):
            for name in ("href", "src", "srcset", "action", "poster"):
                if value := one.get(name):
                    address = urljoin(shown.path, str(value).split(" ")[0])
                    self._note(self._own(address) or "")
                    if name == "href":
                        yield address

    def _own(self, address: str) -> str | None:
        """Give the path of an address of this site that is public, else nothing."""
        parts = urlsplit(address)
        ours = f"{parts.scheme}://{parts.netloc}" in {"://", self.site.url}
        path = parts.path
        if not ours or not path.startswith("/") or path.startswith("/static/"):
            return None
        return None if path[1:].startswith(NOT_PUBLIC) else path

    def _note(self, path: str) -> None:
        route = route_of(path.partition("?")[0]) if path else None
        if route is not None:
            self.routes.add(route)

    def _kind(self, path: str, status: int) -> str:
        path = path.partition("?")[0]
        if status != 200:
            return str(status)
        if path in self.types:
            return self.types[path]
        above = max((one for one in self.types if path.startswith(one)), key=len, default="")
        route = (route_of(path) or path).removeprefix("en/")
        # Below a page, and an address of nobody else: what a page type answers by itself.
        return f"{self.types[above]} {path.removeprefix(above)}" if "(" in route else route


def page_types() -> list[type]:
    """Give the page types that are ours and can have a page."""
    return [
        model
        for model in get_page_models()
        if model.__module__.startswith("portal.") and not model._meta.abstract
    ]


def public_addresses() -> list[Address]:
    """Give every address of Django's own table that a reader may ask for, the English ones."""
    with translation.override("en"):
        return [one for one in addresses() if not one.route.startswith(NOT_PUBLIC)]


def unnamed() -> list[str]:
    """Give those that name nothing, in both languages; and one that names what is gone."""
    plain = [one.route for one in public_addresses() if not one.is_regular and not one.holes]
    other = [f"bn/{route[3:]}" for route in plain if route.startswith("en/")]
    return [f"/{route}" for route in (*plain, *other, f"l/{GONE_CODE}")]


def route_of(path: str) -> str | None:
    """Say by which route of Django's table an address is answered, as the English one."""
    language = path[1:3] if path[1:3] in LANGUAGES else "en"
    with translation.override(language):
        try:
            route = resolve(path).route
        except Resolver404:
            return None
    return re.sub(r"^bn/", "en/", route).replace("^", "")


def queries_of_forms(page: Shown) -> Iterator[str]:
    """Fill in each form of a page that asks (method GET) with the first thing that it offers."""
    for form in page.soup.select("main form"):
        if form.get("method", "get").lower() != "get":
            continue
        filled: dict[str, str] = {}
        for one in form.select("input[name], select[name]"):
            filled.setdefault(str(one["name"]), _first_of(one, page.language))
        yield f"?{urlencode(filled)}"


def _first_of(field: Tag, language: str) -> str:
    if field.name == "select":
        offered = [str(one.get("value", "")) for one in field.select("option")]
        return next(filter(None, offered), "")
    if field.get("type", "text") in {"text", "search"}:
        return str(field.get("value") or TYPED[language])
    return str(field.get("value", ""))


__all__ = ["HOLE", "LANGUAGES", "Shown", "Walk", "page_types", "public_addresses"]
