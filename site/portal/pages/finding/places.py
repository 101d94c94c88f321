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
    return next((known[key] for key in keys_of(words) if key in known), frozenset())


def keys_of(words: Words) -> list[Words]:
    """Give under which keys a name may be found that is written with an ending or a slip."""
    *first, last = words
    return [key_of((*first, stem)) for stem in _stems(last)]


def key_of(words: Words) -> Words:
    """Write a name so that its usual slips of spelling are one."""
    return tuple(map(loose, words))


# The rows themselves are the key: reading them is cheap beside taking their names apart.
@lru_cache(maxsize=2)
def _spellings(rows: tuple[tuple[str, str, str], ...]) -> Spellings:
    found: defaultdict[Words, set[Words]] = defaultdict(set)
    for name_en, name_bn, aliases in rows:
        names = {tuple(folded_words(name)) for name in (name_en, name_bn, *aliases.split(";"))}
        names.discard(())
        for name in names:
            found[key_of(name)] |= names
    return {key: frozenset(names) for key, names in found.items()}


def _stems(word: str) -> Words:
    return stems(word) if word[0] >= BANGLA else (word,)
