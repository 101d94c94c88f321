"""Searching the public pages: what is asked, made harmless and short, and what is found."""

import datetime
import unicodedata
from functools import reduce
from operator import or_

from wagtail.models import Locale, Page
from wagtail.search.query import PlainText

from portal.pages.public import for_the_public

MOST_LETTERS = 80
MOST_WORDS = 8
MOST_FOUND = 20
# Letters, the signs that Bangla writes around them, and digits.
SPELLED_WITH = ("L", "M", "N")
# Keyboards write these as one sign or as two; both look the same.
TWO_SIGNS = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df"}


def plain_words(asked: str) -> str:
    """Keep the words of what was typed: no sign that a search engine would obey."""
    shortened = unicodedata.normalize("NFC", asked[:MOST_LETTERS])
    spelled = (one if unicodedata.category(one)[0] in SPELLED_WITH else " " for one in shortened)
    words = "".join(spelled).split()
    # A sign without a letter is no word.
    return " ".join(word for word in words if any(map(str.isalnum, word)))


def find_pages(asked: str, language: str, *, now: datetime.datetime) -> list[Page]:
    """Give the public pages with all the words, the best first; as many queries for any words."""
    words = " ".join(plain_words(asked).split()[:MOST_WORDS])
    if not words:
        return []
    # A locale's number, for an index knows no joins.
    locale = Locale.objects.get(language_code=language)
    pages = for_the_public(Page.objects.filter(locale_id=locale.pk, depth__gt=1), now=now)
    query = reduce(or_, map(PlainText, spellings(words)))
    # Whole words anywhere; then what begins like them in titles and introductions.
    found = [*pages.search(query)[:MOST_FOUND], *pages.autocomplete(query)[:MOST_FOUND]]
    keys = list(dict.fromkeys(page.pk for page in found))[:MOST_FOUND]
    rows = Page.objects.filter(pk__in=keys).defer_streamfields().specific().in_bulk()
    return [rows[key] for key in keys if key in rows]


def spellings(words: str) -> list[str]:
    """Give the words as each kind of keyboard writes them."""
    joined = words
    for two, one in TWO_SIGNS.items():
        joined = joined.replace(two, one)
    return list(dict.fromkeys((words, joined)))
