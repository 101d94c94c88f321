"""Names of the list of places in running text: an upazila's, a union's, and pairs of places."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import listed
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon import place_words
from crm_videos.identity_lint.place_names import Named
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_NEAR = 3
_TELLING = re.compile("|".join(sorted(listed(place_words.PLACE_ENDS))))
_LEAST_TELLING = 6
_TELLING_END = 8


def find_listed_places(reader: Reader) -> Iterator[Mark]:
    """Find names of the list: an upazila's by itself, a union's beside another place."""
    found = reader.listed_places
    for n, named in enumerate(found):
        kind = Kind.UPAZILA if named.level == "upazila" else Kind.UNION
        pair = (
            n > 0
            and 0 <= named.first - found[n - 1].after <= _NEAR
            and _is_plain(reader, found[n - 1], named)
        )
        if pair:
            yield Mark(*reader.span(found[n - 1].first, named.after), Kind.PLACE_PAIR)
        elif not named.weak:
            yield Mark(*reader.span(named.first, named.after), kind)
        elif kind is Kind.UNION and _beside_a_district(reader, named):
            yield Mark(*reader.span(named.first, named.after), Kind.PLACE_PAIR)
        elif kind is Kind.UNION and _is_telling(reader, named):
            yield Mark(*reader.span(named.first, named.after), kind, sure=False)
        if not named.weak or kind is Kind.UPAZILA:
            yield from _before_a_place(reader, named.first, sure=True)
    for i, word in enumerate(reader.words):
        if not word.digits and reader.places.is_public(word.form):
            yield from _before_a_place(reader, i, sure=False)


def _is_plain(reader: Reader, one: Named, other: Named) -> bool:
    """Tell whether a pair is two names of places, not two everyday words in a row."""
    if not (one.weak and other.weak):
        return True
    beside = other.first == one.after and reader.words[other.first].gap in {", ", " ", "-"}
    return beside and all(reader.may_be_proper(named.first) for named in (one, other))


def _before_a_place(reader: Reader, i: int, *, sure: bool) -> Iterator[Mark]:
    """Find an unknown name with a comma before a known place: "Kusumhati, Shibchar"."""
    if i == 0 or reader.words[i].gap not in {", ", "-", " - "} or not reader.may_be_proper(i - 1):
        return
    if reader.words[i - 1].opens and not reader.words[i - 1].bangla and not sure:
        return
    start = None if reader.words[i - 1].bangla else reader.name_before_gap(i)
    yield Mark(*reader.span(i - 1 if start is None else start, i), Kind.PLACE_PAIR, sure)


def _beside_a_district(reader: Reader, named: Named) -> bool:
    if not reader.may_be_proper(named.first):
        return False
    near = reader.words[named.after : named.after + 2]
    return any(not w.digits and reader.places.is_public(w.form) for w in near)


def _is_telling(reader: Reader, named: Named) -> bool:
    """Tell whether a union's name is so plainly a place's that it needs no marker."""
    word = reader.words[named.first]
    if len(word.form) < _LEAST_TELLING or not reader.may_be_name(named.first):
        return False
    return named.after > named.first + 1 or _TELLING.search(word.lower[-_TELLING_END:]) is not None
