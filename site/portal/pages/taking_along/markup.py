"""Cutting our own pages to size.

The templates are ours: attributes are quoted, with no ``>`` in them, as Django escapes it. What
editors write is escaped or cleaned before it gets here.
"""

import html
import re
from collections.abc import Callable

IMAGE = re.compile(r"<img\b[^>]*>")
SOURCE_OF_IMAGE = re.compile(r'\ssrc="([^"]*)"')
WORDS_OF_IMAGE = re.compile(r'\salt="([^"]*)"')
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
MAIN_BEGINS = re.compile(r"<main\b[^>]*>")
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
LARGER_PICTURES = re.compile(r'<source\b[^>]*>|\s(?:srcset|sizes|loading)="[^"]*"')
# What a file can do nothing with.
NOT_IN_A_FILE = re.compile(
    r'<nav\b.*?</nav>|<section class="share">.*?</section>|<button\b.*?</button>|</?form\b[^>]*>'
    r'|<input type="hidden"[^>]*>|<video\b.*?</video>',
    re.DOTALL,
)
# What tells search engines and platforms about a page, and a history too.
DESCRIBES = re.compile(
    r'<meta (?:name="description"|property="og:)[^>]*>\s*'
    r'|<link rel="(?:alternate|canonical)"[^>]*>\s*'
    r'|<script type="application/ld\+json">.*?</script>\s*',
    re.DOTALL,
)
ADDRESS_HERE = re.compile(r'(\s(?:href|action)=")(/(?!/)[^"]*)"')
SEARCH_LINKS = re.compile(r'<a class="find".*?</a>|<p class="more">.*?</p>', re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def main_of(page: str) -> str:
    """Give what stands between the marks of the main part."""
    found = MAIN.search(page)
    return found[1] if found else ""


def pictures_of(page: str) -> list[str]:
    """Give the addresses of the pictures, each once, in their order."""
    found = (SOURCE_OF_IMAGE.search(tag) for tag in IMAGE.findall(page))
    return list(dict.fromkeys(html.unescape(one[1]) for one in found if one))


def with_one_size(page: str) -> str:
    """Leave of each picture one size, the small one: no browser asks for another later."""
    return LARGER_PICTURES.sub("", page)


def with_pictures(page: str, put: Callable[[str, str], str]) -> str:
    """Put what ``put`` makes of its address and its words in the place of each picture."""

    def place(tag: re.Match[str]) -> str:
        source, words = SOURCE_OF_IMAGE.search(tag[0]), WORDS_OF_IMAGE.search(tag[0])
        return put(html.unescape(source[1]) if source else "", words[1] if words else "")

    return IMAGE.sub(place, page)


def with_addresses(page: str, put: Callable[[str], str]) -> str:
    """Put another address in the place of each that leads into this site."""

    def place(found: re.Match[str]) -> str:
        return f'{found[1]}{html.escape(put(html.unescape(found[2])))}"'

    return ADDRESS_HERE.sub(place, page)


def words_of(page: str) -> str:
    """Give the words that can be read, whatever the marks between them."""
    return " ".join(html.unescape(TAGS.sub(" ", SCRIPTS.sub("", page))).split())
