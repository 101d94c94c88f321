"""By which names a place goes: Comilla, Cumilla and কুমিল্লা are asked for as one."""

from collections import defaultdict
from functools import lru_cache

from campaigns.models import Place
from crm_videos.identity_lint.bangla_grammar import loose, stems
from portal.pages.finding.folding import folded_words

# Unions are thousands, and many bear the name of something else.
NAMED = (
    Place.Level.DIVISION,
    Place.Level.DISTRICT,
    Place.Level.CITY_CORPORATION,
    Place.Level.UPAZILA,
)
BANGLA = "\u0980"
Words = tuple[str, ...]
Spellings = dict[Words, frozenset[Words]]


def spellings_of_places() -> Spellings:
    """Give for each name of a place all its names, each as its folded words; one query."""
    rows = Place.objects.filter(level__in=NAMED).order_by("code")
    return _spellings(tuple(rows.values_list("name_en", "name_bn", "aliases")))


def names_like(words: Words, known: Spellings) -> frozenset[Words]:
    """Give the names of the place that words name, with a case ending or a slip of spelling."""
    *first, last = words
    for stem in _stems(last):
        if found := known.get(_key((*first, stem))):
            return found
    return frozenset()


# The rows themselves are the key: reading them is cheap beside taking their names apart.
@lru_cache(maxsize=2)
def _spellings(rows: tuple[tuple[str, str, str], ...]) -> Spellings:
    found: defaultdict[Words, set[Words]] = defaultdict(set)
    for name_en, name_bn, aliases in rows:
        names = {tuple(folded_words(name)) for name in (name_en, name_bn, *aliases.split(";"))}
        names.discard(())
        for name in names:
            found[_key(name)] |= names
    return {key: frozenset(names) for key, names in found.items()}


def _key(words: Words) -> Words:
    return tuple(map(loose, words))


def _stems(word: str) -> Words:
    return stems(word) if word[0] >= BANGLA else (word,)
