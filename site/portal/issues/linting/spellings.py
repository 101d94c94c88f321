"""How places are spelled: the standard, other spellings, and what only looks like one."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crm_videos.identity_lint.bangla_grammar import bare, is_ordinary, listed, loose, stems
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, Folded, Word, fold, fold_word
from crm_videos.identity_lint.lexicon.ordinary_english import ORDINARY
from crm_videos.identity_lint.texts import Text

_ORDINARY = listed(ORDINARY)
# Names in their own right that hold an old spelling.
_STAYS = " (?:Hill Tracts|University|Medical|Grammar|Club|Abahani|Stock)"
# How alike two words have to be, and how long; below, Mohakhali would be taken for Noakhali.
ALIKE = 0.83
LEAST_LETTERS = 5
LEAST_BANGLA = 4


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as the register spells it; ``is_large`` is a division or a district."""

    en: str
    bn: str
    others: tuple[str, ...] = ()
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A spelling in a text: one that the register lists, of a large place or not, or a near one."""

    written: str
    standard: str
    is_listed: bool = False
    is_large: bool = False


@dataclass(frozen=True)
class Spellings:
    """The names of the register, ready to look for in texts."""

    places: tuple[PlaceName, ...] = ()
    _cache: dict[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def _right(self) -> frozenset[str]:
        """Every word of a standard name: none of them is a fault, wherever it stands."""
        names = (name for place in self.places for name in (place.en, place.bn))
        return frozenset(word for name in names for word in fold_word(name).casefold().split())

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(fold_word(n).casefold() for p in self.places for n in (p.en, p.bn))

    @cached_property
    def _others(self) -> dict[str, PlaceName]:
        """Give the place of each other spelling that is not itself a place's standard."""
        return {
            fold_word(other): place
            for place in sorted(self.places, key=lambda one: one.is_large)
            for other in place.others
            if fold_word(other).casefold() not in self._whole
        }

    @cached_property
    def _listed(self) -> re.Pattern[str] | None:
        latin = sorted((one for one in self._others if one.isascii()), key=len, reverse=True)
        if not latin:
            return None
        return re.compile(
            f"{EDGE_BEFORE}(?:{'|'.join(map(re.escape, latin))}){EDGE_AFTER}(?!{_STAYS})"
        )

    @cached_property
    def _large(self) -> dict[str, str]:
        """Give the names for which a near spelling is sought: divisions and districts."""
        return {place.en.casefold(): place.en for place in self.places if place.is_large}

    @cached_property
    def _large_bangla(self) -> dict[str, str]:
        return {loose(fold_word(p.bn)): p.bn for p in self.places if p.is_large}

    @cached_property
    def _other_bangla(self) -> frozenset[str]:
        return frozenset(one for one in self._others if not one.isascii())

    def misspelt_in(self, text: str) -> Iterator[Misspelt]:
        """Find spellings that are not the standard: listed ones first, then near ones."""
        folded = fold(Text("body", text))
        taken: set[str] = set()
        if self._listed is not None:
            for match in self._listed.finditer(folded.text):
                taken |= set(match[0].split())
                written, place = _typed(folded, text, *match.span()), self._others[match[0]]
                yield Misspelt(written, place.en, is_listed=True, is_large=place.is_large)
        for word in folded.words:
            near = "" if word.digits or word.form in taken else self._near(word)
            if near:
                written = _typed(folded, text, word.start, word.end)
                yield Misspelt(written, near)

    def _near(self, word: Word) -> str:
        if word.form not in self._cache:
            find = self._near_bangla if word.bangla else self._near_latin
            self._cache[word.form] = find(word.form)
        return self._cache[word.form]

    def _near_latin(self, form: str) -> str:
        plain = form.casefold().removesuffix("'s")
        known = plain in self._right or plain in _ORDINARY
        if known or len(plain) < LEAST_LETTERS or not form[0].isupper():
            return ""
        near = difflib.get_close_matches(plain, self._large, n=1, cutoff=ALIKE)
        # Sylheti is of Sylhet, and right.
        return self._large[near[0]] if near and plain != f"{near[0]}i" else ""

    def _near_bangla(self, form: str) -> str:
        """Find a Bangla word that differs from a name only by letters that sound alike."""
        other = bare(form, self._other_bangla)
        if other is not None:
            return self._others[other].bn
        if any(stem in self._right for stem in stems(form)) or is_ordinary(form):
            return ""
        long = (stem for stem in stems(form) if len(stem) >= LEAST_BANGLA)
        return next((n for stem in long if (n := self._large_bangla.get(loose(stem)))), "")


def _typed(folded: Folded, text: str, start: int, end: int) -> str:
    begun, ended = folded.typed_span(start, end)
    return text[begun:ended].strip()


def spellings_of(rows: Iterable[Mapping[str, Any]]) -> Spellings:
    """Make the spellings of rows of the register: level, name_en, name_bn, aliases.

    Unions are left out: their English names are no official ones, and many are ordinary words.
    """
    return Spellings(
        tuple(
            PlaceName(
                row["name_en"],
                row["name_bn"],
                tuple(filter(None, row["aliases"].split(";"))),
                is_large=row["level"] in {"division", "district"},
            )
            for row in rows
            if row["level"] != "union"
        )
    )
