"""What was typed, made harmless and short: each word with whatever else it is asked for as."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from wagtail.search.query import PlainText

from portal.pages.finding.folding import as_indexed, folded_words, in_title
from portal.pages.finding.places import Spellings, Words, names_like

MOST_LETTERS = 80
MOST_WORDS = 8
MOST_WORDS_OF_A_NAME = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Groups of which each must be found; of a group one alternative, with all its words."""

    words: Words
    groups: tuple[tuple[Words, ...], ...]

    @classmethod
    def read(cls, typed: str, known: Spellings) -> Self:
        """Take the words of what was typed; the name of a place stands for all its names."""
        words = asked_words(typed)
        groups, at = [], 0
        while at < len(words):
            taken, names = _named_at(words, at, known)
            own = words[at : at + taken]
            groups.append((own, *sorted(names - {own})))
            at += taken
        return cls(words, tuple(groups))

    def query(self, *, title_alone: bool = False) -> Any:
        """Give the search query: every word by its beginning, for Bangla adds its endings."""
        write = in_title if title_alone else as_indexed
        return reduce(and_, (reduce(or_, (_all_of(one, write) for one in g)) for g in self.groups))


def asked_words(typed: str) -> Words:
    """Give the words that are looked for: no sign that a search engine would obey."""
    return tuple(folded_words(typed[:MOST_LETTERS])[:MOST_WORDS])


def _named_at(words: Words, at: int, known: Spellings) -> tuple[int, frozenset[Words]]:
    """Say how many words from here on name a place, and its names; or one word and none."""
    for taken in range(min(MOST_WORDS_OF_A_NAME, len(words) - at), 0, -1):
        if names := names_like(words[at : at + taken], known):
            return taken, names
    return 1, frozenset()


def _all_of(words: Words, write: Any) -> Any:
    return reduce(and_, (PlainText(write(word)) for word in words))
