"""The parts of a sealed name, and which of them are everyday words as well.

Such a part stands in many sentences that tell nothing. It is looked for as a whole word
only, and a second person may decide that it is no more than the word. Beside another part
of the name it is the name.
"""

import re

from crm_videos.identity_lint.bangla_grammar import ORDINARY as ORDINARY_BANGLA
from crm_videos.identity_lint.bangla_grammar import listed
from crm_videos.identity_lint.folding import fold_word
from crm_videos.identity_lint.lexicon import names_and_words
from crm_videos.identity_lint.people import TITLES
from crm_videos.identity_lint.reader import ORDINARY_LATIN
from crm_videos.identity_lint.sounding import Sound, sound_of

_BETWEEN = re.compile(r"[\s.\-:;,()/]+")
# One letter is an initial: alone it stands in every sentence.
_LEAST_LETTERS = 2
_ALSO_WORDS = listed(names_and_words.BANGLA, names_and_words.LATIN)


def _by_consonants(words: frozenset[str]) -> dict[str, list[Sound]]:
    found: dict[str, list[Sound]] = {}
    for word in words:
        sound = sound_of(word)
        found.setdefault(sound.consonants, []).append(sound)
    return found


# Shanti is the word শান্তি, whichever script the testimony was written in.
_SOUNDS = _by_consonants(listed(names_and_words.BANGLA))


def parts_of(name: str) -> list[str]:
    """Take a name apart, initials and all."""
    return [part for part in _BETWEEN.split(fold_word(name)) if part]


def is_word(part: str) -> bool:
    """Tell whether a part is more than an initial."""
    return len(part) >= _LEAST_LETTERS


def is_everyday(part: str) -> bool:
    """Tell whether a part of a name, folded and in small letters, is an everyday word too."""
    if part in ORDINARY_LATIN or part in ORDINARY_BANGLA or part in _ALSO_WORDS:
        return True
    sound = sound_of(part)
    return any(sound.agrees(other) for other in _SOUNDS.get(sound.consonants, ()))


def has_whole_word(name: str) -> bool:
    """Tell whether anything of a name can be looked for."""
    return any(map(is_word, parts_of(name)))


def has_everyday_part(name: str) -> bool:
    """Tell whether a name will be pointed to where only an everyday word stands."""
    parts = [part.lower() for part in parts_of(name)]
    return any(is_word(part) and part not in TITLES and is_everyday(part) for part in parts)
