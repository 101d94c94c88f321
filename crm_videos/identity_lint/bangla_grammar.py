"""Endings of Bangla words: what stands before them, and which words no name can be."""

import re
from functools import lru_cache

from crm_videos.identity_lint.folding import fold_word
from crm_videos.identity_lint.lexicon import life_bangla, ordinary_bangla

# Longest first; each may stand after another: ছেলেটিকেও is ছেলে + টি + কে + ও.
_ENDINGS = tuple(
    sorted(
        (
            fold_word(ending)
            for ending in (
                "দেরকে দের রা এরা েরা ের এর র য়ের কে টিকে টাকে টির টার টি টা টির জনের জন গুলো গুলোর গুলি খানা "
                "য় তে েতে ে ও ই ওই সহ টিতে টায় েও েই য়ে কেই কেও েরই"
            ).split()
        ),
        key=len,
        reverse=True,
    )
)
_LEAST_STEM = 2
_MOST_ENDINGS = 2
# How verbs end in running text; no common name does.
_VERB = re.compile(
    "(?:(?<!গা)ছি|{})$".format(
        "|".join(
            fold_word(ending)
            for ending in (
                "ছে ছেন ছো ছিল ছিলাম ছিলেন ছিলে েছি েছে েছেন িলাম েলাম রলাম ললাম কলাম খলাম ঝলাম নলাম লেন বেন বো তাম তেন েছিল েছিলেন েছিলাম িয়ে িয়েছে "
                "িয়েছেন িয়েছি িয়েছিল িয়েছিলেন িয়েছিলাম োনো ানো ানোর তেই লেই চ্ছি চ্ছে চ্ছেন ওয়ার ওয়ায় য়েছে য়েছি য়েছেন "
                "য়েছিল য়েছিলেন য়েছিলাম ালেন ানলাম িতেছে িলাম িলেন াতে িতে াচ্ছে াবে াবেন ালে িলে েনি য়নি ননি িনি ইনি"
            ).split()
        )
    )
)
# How words are made that are no names: -ness, -ful, -less, -ers, with.
_MADE = re.compile(
    "(?:{})$".format(
        "|".join(
            fold_word(ending)
            for ending in (
                "শীলতা হীনতা িকতা যোগিতা ীয়তা চ্ছতা দ্ধতা স্থতা র্থতা ষ্টতা ক্ষতা র্কতা কুলতা চেতনতা ্যতা জ্ঞতা ত্ব মূলক ভাবে কারী কারীর জনক গ্রস্ত হীন শীল যুক্ত সহ গুলো গুলি বিহীন আসক্ত পূর্ণ ীয় পন্থী দায়ক প্রাপ্ত বিষয়ক ভিত্তিক "
                "সংক্রান্ত কালীন যোগ্য প্রবণ"
            ).split()
        )
    )
)
_LEAST_MADE = 4
# Endings of a place or time "in" something, or of what was done; a name in running text has none.
_LOCATIVE = re.compile(f"(?:{fold_word('তে')}|{fold_word('য়')}|ে|{fold_word('য়ে')})$")
_GENITIVE = re.compile(f"(?:ের|দের|ার|ির|ীর|োর|{fold_word('য়ের')})$")
_PLACE_END = re.compile("(?:পুর|নগর|চর|সর|বাজার|দুয়ার)$".replace("য়", fold_word("য়")))
_LOOSE = str.maketrans({"ী": "ি", "ূ": "ু", "ণ": "ন", "ষ": "স", "শ": "স", "য": "জ", "ঁ": "", "ঃ": ""})


def loose(word: str) -> str:
    """Write a word so that common slips of spelling fall together."""
    plain = word.translate(_LOOSE).replace("ড\u09bc", "র").replace("ঢ\u09bc", "র")
    return plain.replace("জ\u09bc", "য\u09bc")


def listed(*texts: str) -> frozenset[str]:
    """Make a set of folded words of written lists."""
    return frozenset(fold_word(word) for text in texts for word in text.split())


def loosely(*texts: str) -> frozenset[str]:
    """As ``listed``, in the spelling in which slips fall together."""
    return frozenset(map(loose, listed(*texts)))


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
            for ending in _ENDINGS
            if stem.endswith(ending) and len(stem) - len(ending) >= _LEAST_STEM
        ]
        fresh = [stem for stem in dict.fromkeys(shorter) if stem not in found]
        found += fresh
    return tuple(found)


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Tell whether a word is an everyday one, with any ending."""
    if any(stem in ORDINARY for stem in stems(word)) or _VERB.search(word):
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
