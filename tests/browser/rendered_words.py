"""The words of a rendered page, as people read or hear them, and those in other letters."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import Comment, Doctype, NavigableString, Tag

from tests.browser.public_walk import Shown

UNREAD = ("script", "style", "svg", "template", "noscript")
SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder", "label", "content")
# Of what a page says about itself, what search engines show to people.
SHOWN_OF_DATA = {"name", "headline", "description", "address", "text", "about"}
META = re.compile(r"^(description|author|keywords|og:(title|description|site_name)|twitter:.*)$")
LATIN = re.compile(r"[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*")
BANGLA = re.compile(r"[\u0980-\u09ff]+")
# In either language an address stands as it is typed.
ADDRESS = re.compile(r"\bhttps?://\S+|\b[\w.-]+@[\w.-]+\.\w+")
# Kinds of files are said in Latin letters, and so are the menus of most phones.
BY_NATURE = re.compile(r"\b(?:PDF|History|Incognito|New Incognito tab|Private)\b")
CALENDAR = re.compile(r"^(?:SUMMARY|LOCATION|DESCRIPTION|X-WR-CALNAME)[^:]*:(.*)$", re.MULTILINE)


def other_letters(shown: Shown, but_for: Iterable[str] = ()) -> list[str]:
    """Give each piece of a page or a file that is not in the letters of its language.

    ``but_for`` are names that stand in one language for all readers.
    """
    names = re.compile("|".join(re.escape(one) for one in but_for if one) or r"$^")
    wanted = LATIN if shown.language == "bn" else BANGLA
    is_html = shown.is_page or shown.is_saved
    texts = words_of(shown) if is_html else words_of_file(shown)
    cleaned = (
        (where, names.sub(" ", BY_NATURE.sub(" ", ADDRESS.sub(" ", text)))) for where, text in texts
    )
    return [
        f"{shown.language} {shown.name}: {where}: {' '.join(text.split())[:90]!r}"
        for where, text in cleaned
        if wanted.search(text)
    ]


def words_of(shown: Shown) -> Iterator[tuple[str, str]]:
    """Give the texts of a page with where they stand, but for what says its own language."""
    soup = shown.soup
    for text in soup.find_all(string=True):
        if isinstance(text, Comment | Doctype) or text.find_parent(UNREAD):
            continue
        if text.strip() and _language_of(text) == shown.language:
            yield f"<{text.parent.name}>", str(text)
    for one in soup.find_all(True):
        if one.find_parent("svg") or _language_of(one) != shown.language:
            continue
        yield from ((f"<{one.name} {name}>", value) for name, value in _spoken(one))
    for data in soup.select('script[type="application/ld+json"]'):
        yield from _shown_of(json.loads(data.string or "null"))


def words_of_file(shown: Shown) -> Iterator[tuple[str, str]]:
    """Give what people read of a feed or a calendar file."""
    if shown.content_type == "text/calendar":
        unfolded = re.sub(r"\r?\n[ \t]", "", shown.body)
        yield from (("calendar", text) for text in CALENDAR.findall(unfolded))
    elif shown.content_type == "application/atom+xml":
        feed = shown.soup
        for one in feed.find_all(["title", "subtitle", "summary", "name", "content"]):
            yield f"feed <{one.name}>", one.get_text()


def _spoken(one: Tag) -> Iterator[tuple[str, str]]:
    for name in SPOKEN:
        about = str(one.get("name") or one.get("property") or "")
        is_meta = one.name == "meta"
        if one.get(name) and (name == "content") == is_meta and (META.match(about) or not is_meta):
            yield f"{name} {about}".strip(), str(one[name])
    if one.name == "input" and one.get("type") in {"submit", "button", "reset"}:
        yield "value", str(one.get("value", ""))


def _shown_of(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _shown_of(value, key)
    elif isinstance(data, list):
        for one in data:
            yield from _shown_of(one, name)
    elif isinstance(data, str) and name in SHOWN_OF_DATA:
        yield f"data {name}", data


def _language_of(one: Tag | NavigableString) -> str:
    holds = one if isinstance(one, Tag) and one.get("lang") else one.find_parent(lang=True)
    return str(holds["lang"]) if holds else ""
