"""What a phone fetches to show a page, read from the page's own HTML.

A phone of 360 pixels and two dots a pixel, as ``performance.md`` measures. Every picture
counts, also one that loads late: on a weak network Chromium fetches those up to four screens
ahead. What the reader has to tap (a film, a sound, a file) is not fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

WIDTH, DOTS, EM = 360, 2, 16
DRAWN = frozenset({"image/avif", "image/webp", "image/jpeg", "image/png", "image/gif", ""})
AT_LEAST = re.compile(r"min-width:\s*([\d.]+)(em|rem|px)")
LENGTH = re.compile(r"([\d.]+)(vw|em|rem|px)$")
UNITS = {"vw": WIDTH / 100, "em": EM, "rem": EM, "px": 1}
INLINE = ("data:", "#")
LOADS = frozenset({"stylesheet", "icon", "preload"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address that the page makes the phone ask for, and what it is in words."""

    address: str
    words: str = ""
    is_late: bool = False


@dataclass
class _Picture:
    address: str = ""


@dataclass
class FirstView(HTMLParser):
    """Reads a page; :attr:`fetched` is what it loads, each address once."""

    found: dict[str, Fetched] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.picture: _Picture | None = None

    @property
    def fetched(self) -> list[Fetched]:
        return list(self.found.values())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "picture":
            self.picture = _Picture()
        elif tag == "source":
            self._choose(given)
        elif tag == "img":
            chosen = self.picture.address if self.picture else ""
            self._add(
                chosen or chosen_of(given) or given.get("src", ""),
                given.get("alt", ""),
                is_late=given.get("loading") == "lazy",
            )
        elif tag in {"video", "audio"}:
            self._add(given.get("poster", ""))
            if given.get("preload") != "none":
                self._add(given.get("src", ""))
        elif tag in {"script", "iframe", "embed"}:
            self._add(given.get("src", ""))
        elif tag == "link" and LOADS.intersection(given.get("rel", "").split()):
            self._add(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "picture":
            self.picture = None

    def _choose(self, given: dict[str, str]) -> None:
        """Take the first source that the phone can draw, as it does."""
        if self.picture is None or self.picture.address:
            return
        if given.get("type", "") in DRAWN and is_for_a_phone(given.get("media", "")):
            self.picture.address = chosen_of(given)

    def _add(self, address: str, words: str = "", *, is_late: bool = False) -> None:
        if address and not address.startswith(INLINE):
            self.found.setdefault(address, Fetched(address, words, is_late))


def first_view(html: str) -> list[Fetched]:
    """Give what a phone fetches for a page, but for the page itself."""
    view = FirstView()
    view.feed(html)
    view.close()
    return view.fetched


def chosen_of(given: dict[str, str]) -> str:
    """Choose from ``srcset``: the smallest that is no smaller than what is drawn."""
    candidates = sorted(_candidates(given.get("srcset", "")))
    needed = drawn_width(given.get("sizes", "")) * DOTS
    fits = [address for width, address in candidates if width >= needed]
    return fits[0] if fits else candidates[-1][1] if candidates else ""


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    for one in srcset.split(","):
        address, _space, size = one.strip().partition(" ")
        if address:
            dots = size.endswith("x")
            number = float(size[:-1] or 0) if size else 1.0
            yield number * WIDTH if dots or not size else number, address


def drawn_width(sizes: str) -> float:
    """Give how wide a picture is drawn, in pixels of the page; the whole phone when not said."""
    for one in sizes.split(","):
        condition, _space, length = one.strip().rpartition(" ")
        if is_for_a_phone(condition) and (found := LENGTH.match(length)):
            return float(found[1]) * UNITS[found[2]]
    return WIDTH


def is_for_a_phone(media: str) -> bool:
    """Say whether a condition holds on a phone; those that it does not know, do."""
    least = AT_LEAST.search(media)
    return least is None or float(least[1]) * UNITS[least[2]] <= WIDTH
