"""Endings of Bangla words: what stands before them, and which words no name can be."""

import re
from functools import lru_cache

from crm_videos.identity_lint.folding import fold_word, folded_pattern
from crm_videos.identity_lint.lexicon import life_bangla, ordinary_bangla

_ENDINGS = """
দেরকে দের রা এরা েরা ের এর র য়ের কে টিকে টাকে টির টার টি টা জনের জন গুলো গুলোর গুলি খানা য় তে েতে ে ও ই ওই সহ টিতে টায়
েও েই য়ে কেই কেও েরই
"""
_LEAST_STEM = 2
_MOST_ENDINGS = 2
# How verbs end in running text; no common name does.
_VERB_ENDS = """
ছে ছেন ছো ছিল ছিলাম ছিলেন েছি িলাম েলাম রলাম ললাম কলাম খলাম ঝলাম নলাম লেন বেন বো তাম তেন িয়ে োনো ানো ানোর তেই লেই
চ্ছি ওয়ার ওয়ায় য়েছি ালেন ানলাম িলেন াতে িতে াবে ালে িলে েনি য়নি ননি িনি ইনি
"""
# How words are made that are no names: -ness, -ful, -less, -ers, with.
_MADE_ENDS = """
শীলতা হীনতা িকতা যোগিতা ীয়তা চ্ছতা দ্ধতা স্থতা র্থতা ষ্টতা ক্ষতা র্কতা কুলতা চেতনতা ্যতা জ্ঞতা ত্ব মূলক ভাবে কারী কারীর জনক গ্রস্ত
হীন শীল যুক্ত সহ গুলো গুলি বিহীন আসক্ত পূর্ণ ীয় পন্থী দায়ক প্রাপ্ত বিষয়ক ভিত্তিক সংক্রান্ত কালীন যোগ্য প্রবণ
"""
_LEAST_MADE = 4
# Endings of a place or time "in" something, or of what was done; a name in running text has none.
_LOCATIVE = folded_pattern("(?:তে|য়|ে)$")
_GENITIVE = folded_pattern("(?:ের|দের|ার|ির|ীর|োর)$")
_PLACE_END = folded_pattern("(?:পুর|নগর|চর|সর|বাজার|দুয়ার)$")
_LOOSE = str.maketrans({"ী": "ি", "ূ": "ু", "ণ": "ন", "ষ": "স", "শ": "স", "য": "জ", "ঁ": "", "ঃ": ""})


def loose(word: str) -> str:
    """Write a word so that common slips of spelling fall together."""
    plain = word.translate(_LOOSE).replace("ড\u09bc", "র").replace("ঢ\u09bc", "র")
    return plain.replace("জ\u09bc", "য\u09bc")


def stands_in(form: str, among: frozenset[str]) -> bool:
    """Tell whether a word, with any ending if it is Bangla, is in a set."""
    if form[0] >= "\u0980":
        return bare(form, among) is not None
    return form.lower() in among


def listed(*texts: str) -> frozenset[str]:
    """Make a set of the words of written lists, in either script."""
    return frozenset(fold_word(word) for text in texts for word in text.split())


def loosely(*texts: str) -> frozenset[str]:
    """As ``listed``, in the spelling in which slips fall together."""
    return frozenset(map(loose, listed(*texts)))


def _ends_in(endings: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(listed(endings)))})$")


# Longest first; one may stand after another: ছেলেটিকেও is ছেলে + টি + কে + ও.
_BY_LENGTH = tuple(sorted(listed(_ENDINGS), key=len, reverse=True))
_VERB = _ends_in(_VERB_ENDS)
_MADE = _ends_in(_MADE_ENDS)
# A present tense, and no village: আছি, গেছি, but not কুলগাছি.
_FIRST_PERSON = folded_pattern("(?<!গা)ছি$")
ORDINARY = listed(
    ordinary_bangla.PRONOUNS,
    ordinary_bangla.SMALL_WORDS,
    ordinary_bangla.NOUNS,
    ordinary_bangla.QUALITIES,
    ordinary_bangla.VERBAL,
    life_bangla.WORK_AND_MONEY,
    life_bangla.BODY_AND_FEELING,
    life_bangla.LAW_AND_ROAD,
    life_bangla.FAMILY_AND_TIME,
)


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """Give the word and what it may be without its endings, the longest first."""
    found = [word]
    fresh = [word]
    for _round in range(_MOST_ENDINGS):
        shorter = [
            stem[: -len(ending)]
            for stem in fresh
            for ending in _BY_LENGTH
            if stem.endswith(ending) and len(stem) - len(ending) >= _LEAST_STEM
        ]
        fresh = [stem for stem in dict.fromkeys(shorter) if stem not in found]
        found += fresh
    return tuple(found)


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Tell whether a word is an everyday one, with any ending."""
    if (
        any(stem in ORDINARY for stem in stems(word))
        or _VERB.search(word)
        or _FIRST_PERSON.search(word)
    ):
        return True
    return len(word) > _LEAST_MADE and _MADE.search(word) is not None


def is_genitive(word: str) -> bool:
    """Tell whether a word says whose (মানুষের); রসুলপুর and চর only look so."""
    return _GENITIVE.search(word) is not None and _PLACE_END.search(word) is None


def is_locative(word: str) -> bool:
    """Tell whether a word says where, when or how: names of persons hardly stand so."""
    return _LOCATIVE.search(word) is not None


def bare(word: str, among: frozenset[str]) -> str | None:
    """Find the word, without its endings, in a set."""
    return next((stem for stem in stems(word) if stem in among), None)
