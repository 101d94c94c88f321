"""The 64 districts as a reader asks for one: chosen, typed, misspelt, or a place in it."""

import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from portal.pages.finding.folding import folded_words
from portal.pages.finding.places import Words, key_of, keys_of

MOST_LETTERS = 80
MOST_NEAR = 3
LIKENESS = 0.7
# Words that people add to a name.
BESIDE = {"district", "zila", "zilla", "জেলা"}
# A district is meant before a smaller place of the same name.
LEVELS = (Place.Level.DISTRICT, Place.Level.CITY_CORPORATION, Place.Level.UPAZILA)
Row = tuple[str, str, str, str, str]
Codes = dict[Words, tuple[str, ...]]


@dataclass(slots=True)
class AskedDistrict:
    """What somebody asked for: one district, several that may be meant, or some alike."""

    typed: str = ""
    district: Place | None = None
    several: list[Place] = field(default_factory=list)
    near: list[Place] = field(default_factory=list)

    @property
    def is_unknown(self) -> bool:
        return bool(self.typed and self.district is None)


def all_districts(language: str) -> list[Place]:
    """Give the districts in the order of the language's letters; one query."""
    rows = Place.objects.filter(level=Place.Level.DISTRICT)
    return sorted(rows, key=lambda one: one.name_bn if language == "bn" else one.name_en)


def word_in_address(district: Place) -> str:
    """Give the word by which an address names a district: ``coxs-bazar``."""
    return _word_of(district.name_en)


@lru_cache(maxsize=256)
def _word_of(name: str) -> str:
    return slugify(anyascii(name).replace("'", ""))


def find_district(typed: str, districts: list[Place]) -> AskedDistrict:
    """Say which district is meant: by its code, its address, any of its names, or a place in it.

    One more query where it is none of the first two.
    """
    asked = AskedDistrict(" ".join(typed.split())[:MOST_LETTERS])
    if not asked.typed:
        return asked
    known = {word_in_address(one): one for one in districts} | {one.pk: one for one in districts}
    asked.district = known.get(asked.typed) or known.get(asked.typed.upper())
    if asked.district is None:
        by_code = {one.pk: one for one in districts}
        _by_name(asked, by_code)
    return asked


def _by_name(asked: AskedDistrict, by_code: dict[str, Place]) -> None:
    words = tuple(word for word in folded_words(asked.typed) if word not in BESIDE)
    if not words:
        return
    rows = Place.objects.filter(level__in=LEVELS).order_by("code")
    codes = _codes(tuple(rows.values_list("level", "code", "name_en", "name_bn", "aliases")))
    meant = next((codes[key] for key in keys_of(words) if key in codes), ())
    found = [by_code[code] for code in meant if code in by_code]
    if len(found) == 1:
        [asked.district] = found
    elif found:
        asked.several = found
    else:
        asked.near = _alike(words, by_code)


# The rows themselves are the key: reading them is cheap beside taking their names apart.
@lru_cache(maxsize=2)
def _codes(rows: tuple[Row, ...]) -> Codes:
    """Give for each name the districts that it may mean; those of the first level that has it."""
    found: dict[str, defaultdict[Words, list[str]]] = {one: defaultdict(list) for one in LEVELS}
    for level, code, name_en, name_bn, aliases in rows:
        for name in (name_en, name_bn, *aliases.split(";")):
            if words := tuple(folded_words(name)):
                own = found[level][key_of(words)]
                district = code[:DISTRICT_CODE_LENGTH]
                if district not in own:
                    own.append(district)
    codes: Codes = {}
    for level in reversed(LEVELS):
        codes |= {key: tuple(own) for key, own in found[level].items()}
    return codes


def _alike(words: Words, by_code: dict[str, Place]) -> list[Place]:
    """Give districts whose names look like what was typed, the likest first."""
    names = {
        " ".join(folded_words(name)): one
        for one in by_code.values()
        for name in (one.name_en, one.name_bn, *one.aliases.split(";"))
    }
    names.pop("", None)
    close = difflib.get_close_matches(" ".join(words), names, n=MOST_NEAR * 2, cutoff=LIKENESS)
    return list(dict.fromkeys(names[name] for name in close))[:MOST_NEAR]
