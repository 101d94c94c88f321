"""The list of places that is passed in, made ready for finding its names in running text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crm_videos.identity_lint.bangla_grammar import is_ordinary, listed, loose, loosely, stems
from crm_videos.identity_lint.folding import Folded, fold_word
from crm_videos.identity_lint.lexicon import place_words
from crm_videos.identity_lint.lexicon.ordinary_english import ORDINARY

_COARSE = frozenset({"division", "district", "city_corporation"})
_ORDINARY = listed(ORDINARY)
_ALSO_WORDS = loosely(place_words.ALSO_WORDS)
_LEAST_LATIN, _LEAST_BANGLA = 4, 4
_LONGEST = 4


@dataclass(frozen=True)
class PlaceName:
    """One place: its level (``district``, ``upazila``, ``union`` …) and how it is written."""

    level: str
    name_en: str
    name_bn: str
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name_en, self.name_bn, *self.aliases)


@dataclass(frozen=True)
class Named:
    """A listed place in a text: the words from ``first`` to before ``after``."""

    level: str
    first: int
    after: int
    # The name is also an everyday word, or a district's: it needs a marker beside it.
    weak: bool


@dataclass
class PlaceIndex:
    """The names of places by their words. Building it takes a while: keep it."""

    places: Iterable[PlaceName] = ()
    public: set[str] = field(default_factory=set, init=False)
    finer: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Sort the names into public ones and finer ones."""
        whole: set[tuple[str, ...]] = set()
        finer: dict[tuple[str, ...], str] = {}
        for place in self.places:
            for spelling in place.spellings:
                words = _words_of(spelling)
                if not words:
                    continue
                if place.level in _COARSE:
                    whole.add(words)
                    self.public.update(words)
                elif finer.get(words) != "upazila":
                    finer[words] = place.level
        for words, level in finer.items():
            if words not in whole:
                self.finer.setdefault(words[0], []).append((words, level))
        self.public -= {"sadar", "north", "south", loose("সদর"), "city", "corporation"}

    def is_public(self, form: str) -> bool:
        """Tell whether a word is part of the name of a district or division."""
        return any(key in self.public for key in _keys(form))

    def in_text(self, folded: Folded) -> list[Named]:
        """Find the names of upazilas and unions."""
        found: list[Named] = []
        i = 0
        while i < len(folded.words):
            named = self._at(folded, i)
            if named:
                found.append(named)
            i = named.after if named else i + 1
        return found

    def _at(self, folded: Folded, i: int) -> Named | None:
        word = folded.words[i]
        best: Named | None = None
        for key in _keys(word.form):
            for words, level in self.finer.get(key, ()):
                after = i + len(words)
                if best and after <= best.after:
                    continue
                if len(words) > 1 and not _stand_at(words, folded, i):
                    continue
                shown = word.bangla or word.capital or folded.joined
                best = Named(level, i, after, weak=not shown or _is_weak(words, level))
        return best


def _words_of(spelling: str) -> tuple[str, ...]:
    folded = fold_word(spelling).lower().replace("(", " ").replace(")", " ").replace("-", " ")
    return tuple(loose(word) for word in folded.split())


def _keys(form: str) -> tuple[str, ...]:
    if form[0] >= "\u0980":
        return stems(loose(form))
    return (form.lower().removesuffix("'s"),)


def _stand_at(words: tuple[str, ...], folded: Folded, i: int) -> bool:
    rest = folded.words[i + 1 : i + len(words)]
    if len(rest) + 1 != len(words):
        return False
    return all(
        word.gap in {" ", "-"} and part in _keys(word.form)
        for part, word in zip(words[1:], rest, strict=True)
    )


def _is_weak(words: tuple[str, ...], level: str) -> bool:
    if len(words) > 1 and level == "upazila":
        return False
    (first, *_rest) = words
    least = _LEAST_BANGLA if first[0] >= "\u0980" else _LEAST_LATIN
    return (
        level == "union"
        or len(first) < least
        or first in _ALSO_WORDS
        or first in _ORDINARY
        or is_ordinary(first)
    )
