"""In which order pages are shown: where the words stand, then what helps a reader most."""

from typing import Any

from portal.pages.finding.asking import Asked
from portal.pages.finding.folding import folded_words
from portal.pages.finding.places import Words

# Whole or begun in the title, whole or begun in the introduction, somewhere in the text.
WHOLE, BEGUN, ELSEWHERE = 0, 1, 4
OF_EVERY_KIND = 50


def sorted_for_reading(pages: list[Any], asked: Asked) -> list[Any]:
    """Sort specific pages; the same pages always in the same order."""
    return sorted(pages, key=lambda page: (*_place_of(page, asked), _usefulness(page), -page.pk))


def _place_of(page: Any, asked: Asked) -> tuple[int, int]:
    """Say how far down the words stand: the last of them, then all together."""
    parts = [folded_words(page.title), folded_words(getattr(page, "intro", ""))]
    places = [min(_where(one, parts) for one in group) for group in asked.groups]
    return max(places), sum(places)


def _where(words: Words, parts: list[list[str]]) -> int:
    for above, part in enumerate(parts):
        if set(words) <= set(part):
            return 2 * above + WHOLE
        if all(any(other.startswith(word) for other in part) for word in words):
            return 2 * above + BEGUN
    return ELSEWHERE


def _usefulness(page: Any) -> int:
    """Say which kinds come first; a page type may say so itself (``found_after``)."""
    return getattr(page, "found_after", OF_EVERY_KIND)
