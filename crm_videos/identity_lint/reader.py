"""A folded text being read: which of its words may be names, and where a name begins and ends.

All that looks for persons, places and companies asks here, so that there is one
answer to "is this an everyday word?" for both languages.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from crm_videos.identity_lint.bangla_grammar import (
    ORDINARY as ORDINARY_BANGLA,
)
from crm_videos.identity_lint.bangla_grammar import (
    bare,
    is_genitive,
    is_locative,
    is_ordinary,
    listed,
    loose,
    loosely,
)
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, Folded, Word, fold_word
from crm_videos.identity_lint.lexicon import kin_and_roles as said
from crm_videos.identity_lint.lexicon import names, public_names
from crm_videos.identity_lint.lexicon.ordinary_english import ORDINARY
from crm_videos.identity_lint.place_names import PlaceIndex
from crm_videos.identity_lint.texts import Allowed

ORDINARY_LATIN = listed(ORDINARY)
GIVEN = loosely(names.GIVEN_LATIN, names.GIVEN_BANGLA)
FAMILY = loosely(names.FAMILY_LATIN, names.FAMILY_BANGLA)
DOUBTFUL_FAMILY = loosely(names.DOUBTFUL_FAMILY)
_ABROAD = loosely(
    public_names.CITIES.lower(), public_names.COUNTRIES.lower(), public_names.ABROAD_BANGLA
)
_PUBLIC = _ABROAD | loosely(
    public_names.PEOPLES.lower(),
    public_names.CAPITALS.lower(),
    public_names.PUBLIC_OFFICES.lower(),
    public_names.OFFICES_IN_BANGLA,
)
_WHAT_PEOPLE_ARE = loosely(
    *(said.KIN_LATIN, said.MIDDLEMEN_LATIN, said.EMPLOYERS_LATIN, said.ROLES_LATIN),
    *(said.KIN_BANGLA, said.MIDDLEMEN_BANGLA, said.EMPLOYERS_BANGLA, said.ROLES_BANGLA),
    "সাহেব সাব স্যার",
)
# English words are made so, names from Bangladesh are not.
_MADE = re.compile(
    r".{2}(?:tion|tions|sion|ment|ments|ness|ity|ence|ance|ing|ings|ive|ship|ism|ture|tory|able|ible|ful|less|ward|"
    r"logy|ers|ants|ents|ists)$"
)
_LONGEST_NAME = 4
_WITHIN_A_NAME = re.compile(r"^(?: |\. |-|\.)$")


@lru_cache(maxsize=20_000)
def is_listed(form: str, among: frozenset[str]) -> bool:
    """Tell whether a word, with any Bangla ending and in any usual spelling, is in a list."""
    if form[0] >= "\u0980":
        return bare(loose(form), among) is not None
    return form.lower().removesuffix("'s") in among


@dataclass
class Reader:
    """A text with what is public in it."""

    folded: Folded
    places: PlaceIndex
    allowed: Allowed
    covered: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the public names that are more than one word."""
        self.words = self.folded.words
        self.covered = _phrases_in(self.folded.text, self.allowed.words)
        self.listed_places = self.places.in_text(self.folded)
        self.places_before = {named.after: named.first for named in self.listed_places}

    def is_covered(self, start: int, end: int) -> bool:
        """Tell whether a piece of the text lies inside a public name."""
        at = bisect_right(self.covered, (start, len(self.folded.text)))
        return at > 0 and end <= self.covered[at - 1][1]

    def is_public(self, word: Word) -> bool:
        """Tell whether a word is a country, an office, a district or an allowed name."""
        if self.is_covered(word.start, word.end):
            return True
        return is_listed(word.form, _PUBLIC) or self.places.is_public(word.form)

    def is_city(self, i: int) -> bool:
        """Tell whether word ``i`` is a city or country abroad, which a camp may be named for."""
        return is_listed(self.words[i].form, _ABROAD)

    def is_everyday(self, word: Word) -> bool:
        """Tell whether a word is in everyday use, or says what a person is to another."""
        if word.bangla:
            return is_ordinary(word.form) or is_listed(word.form, _WHAT_PEOPLE_ARE)
        lower = word.lower.removesuffix("'s")
        return (
            lower in ORDINARY_LATIN or lower in _WHAT_PEOPLE_ARE or _MADE.search(lower) is not None
        )

    def may_be_name(self, i: int) -> bool:
        """Tell whether word ``i`` is no everyday word, no number and nothing public."""
        if not 0 <= i < len(self.words):
            return False
        word = self.words[i]
        if word.digits or len(word.form) < 2 or self.is_everyday(word) or self.is_public(word):
            return False
        if word.bangla or self.folded.joined:
            return True
        return word.capital and not (
            word.form.isupper() and len(word.form) < 6 and not self.given(i)
        )

    def given(self, i: int) -> bool:
        """Tell whether word ``i`` is a given name of the list and no everyday word."""
        if not 0 <= i < len(self.words):
            return False
        word = self.words[i]
        if word.digits or word.form in ORDINARY_BANGLA:
            return False
        return is_listed(word.form, GIVEN)

    def family(self, i: int) -> bool:
        if not 0 <= i < len(self.words) or self.words[i].digits:
            return False
        return is_listed(self.words[i].form, FAMILY)

    def doubtful(self, i: int) -> bool:
        return is_listed(self.words[i].form, DOUBTFUL_FAMILY)

    def within_a_name(self, i: int) -> bool:
        """Tell whether word ``i`` may go on with the name that the word before belongs to."""
        return 0 < i < len(self.words) and _WITHIN_A_NAME.match(self.words[i].gap) is not None

    def name_from(self, i: int) -> int:
        """Give where the name that starts with word ``i`` ends (the word after it)."""
        end = i + 1
        bangla = self.words[i].bangla
        while end < len(self.words) and end - i < _LONGEST_NAME and self.within_a_name(end):
            if self.words[end].bangla is not bangla:
                break
            known = self.family(end) or self.given(end)
            if not known and (bangla or self.folded.joined or not self.may_be_name(end)):
                break
            end += 1
        return end

    def name_before(self, i: int) -> int | None:
        """Give where the name ends-before word ``i`` starts; ``None`` if there is none."""
        if not self.may_be_proper(i - 1) or not self.within_a_name(i):
            return None
        start = i - 1
        while start > 0 and i - start < _LONGEST_NAME and self.within_a_name(start):
            before = self.words[start - 1]
            if before.bangla is not self.words[start].bangla:
                break
            if before.bangla or self.folded.joined:
                if not self.given(start - 1):
                    break
            elif not self.may_be_name(start - 1):
                break
            start -= 1
        return start

    def name_before_gap(self, i: int) -> int | None:
        """As ``name_before``, with a comma or dash before word ``i``."""
        start = i
        while start > 0 and i - start < _LONGEST_NAME and self.may_be_name(start - 1):
            start -= 1
            if not self.within_a_name(start):
                break
        return start if start < i else None

    def may_be_named(self, i: int) -> bool:
        """As ``may_be_name`` where a name is due: an everyday word with a capital is one."""
        if self.may_be_proper(i) or self.given(i):
            return True
        word = self.words[i]
        return not word.bangla and word.capital and not self.is_public(word)

    def may_be_proper(self, i: int) -> bool:
        """As ``may_be_name``, and in Bangla neither "of" nor "in" something."""
        if not self.may_be_name(i):
            return False
        form = self.words[i].form
        return not self.words[i].bangla or not (is_genitive(form) or is_locative(form))

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Give the place in the text of the words from ``first`` to before ``after``."""
        return self.words[first].start, self.words[after - 1].end


def _phrases_in(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    written = sorted(
        {
            fold_word(phrase)
            for phrase in (*phrases, *public_names.PUBLIC_PHRASES)
            if phrase.strip()
        },
        key=len,
        reverse=True,
    )
    # A Bangla phrase may have an ending; a Latin one ends where it ends.
    parts = [re.escape(p) + (EDGE_AFTER if p[-1] < "\u0980" else "") for p in written]
    pattern = re.compile(f"(?i:{EDGE_BEFORE}(?:{'|'.join(parts)}))")
    return [match.span() for match in pattern.finditer(text)]
