"""How a name sounds, in one form for both scripts: Rahima, Rohima and রহিমা are one.

The sound is a row of consonants with what stands between them. Letters that are
confused when Bangla is written in Latin letters fall together; vowels are compared as
sets of what each may be, because an o may be অ, ও or উ.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from crm_videos.identity_lint.folding import fold_word


class Sound(NamedTuple):
    """Consonants, and the vowels before, between and after them."""

    consonants: str
    vowels: tuple[frozenset[str], ...]

    def agrees(self, other: "Sound") -> bool:
        """Tell whether two words may be one name."""
        if self.consonants != other.consonants:
            return False
        return all(mine & theirs for mine, theirs in zip(self.vowels, other.vowels, strict=True))


_NONE = "-"
_LATIN_VOWELS = {"a": "A", "e": "EIA", "i": "I", "o": "AU", "u": "U", "y": "IE", "w": "U"}
_LATIN_CONSONANTS = (
    ("ksh", "K"), ("kkh", "K"), ("chh", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "K"), ("gh", "G"),
    ("th", "T"), ("dh", "D"), ("ph", "P"), ("bh", "B"), ("jh", "J"), ("zh", "J"), ("rh", "R"), ("ng", "N"),
    ("ck", "K"), ("b", "B"), ("v", "B"), ("p", "P"), ("f", "P"), ("t", "T"), ("d", "D"), ("r", "R"), ("l", "L"),
    ("m", "M"), ("n", "N"), ("s", "S"), ("c", "K"), ("j", "J"), ("z", "J"), ("k", "K"), ("q", "K"), ("g", "G"),
    ("h", "H"), ("x", "K"),
)  # fmt: skip
_LATIN_STARTS: dict[str, tuple[tuple[str, str], ...]] = {
    letter: tuple((written, sound) for written, sound in _LATIN_CONSONANTS if written[0] == letter)
    for letter in "bcdfghjklmnpqrstvxz"
}
_BANGLA_CONSONANTS = {
    sign: sound
    for signs, sound in (
        ("কখ", "K"), ("গঘ", "G"), ("ঙংনণঞ", "N"), ("চছশষস", "S"), ("জঝয", "J"), ("টঠতথৎ", "T"),
        ("ডঢদধ", "D"), ("পফ", "P"), ("বভ", "B"), ("ম", "M"), ("র", "R"), ("ল", "L"), ("হ", "H"),
    )
    for sign in signs
}  # fmt: skip
_BANGLA_VOWELS = {
    "অ": "A", "আ": "A", "া": "A", "ই": "I", "ঈ": "I", "ি": "I", "ী": "I", "উ": "U", "ঊ": "U", "ু": "U", "ূ": "U",
    "এ": "EIA", "ে": "EIA", "ঐ": "AIE", "ৈ": "AIE", "ও": "AU", "ো": "AU", "ঔ": "AU", "ৌ": "AU", "ঋ": "I", "ৃ": "I",
}  # fmt: skip
_HASANTA, _NUKTA, _Y_GLIDE = "্", "\u09bc", "য\u09bc"
_INHERENT = "A" + _NONE
# Doubled or softened signs that are not heard: জ্ঞ, ক্ষ, the ব and য below another letter.
_BANGLA_WRITTEN = (
    ("ঞা", "য\u09bcা"), ("ক্ষ", "ক"), ("জ্ঞ", "গ"), ("ঙ্গ", "ঙ"), ("ংগ", "ং"), ("্য\u09bc", ""), ("ড\u09bc", "র"), ("ঢ\u09bc", "র"),
    ("জ\u09bc", "জ"), ("্য", ""), ("ঃ", ""), ("ঁ", ""),
)  # fmt: skip
_SILENT_B = re.compile("(?<=[^মব])্ব")


@lru_cache(maxsize=40_000)
def sound_of(word: str) -> Sound:
    """Give the sound of one folded word."""
    if word and word[0] >= "\u0980":
        return _settled(_bangla_pieces(word), final_open=False)
    return _settled(_latin_pieces(word), final_open=True)


def sounds_of(name: str) -> tuple[Sound, ...]:
    """Give the sounds of the parts of a name."""
    return tuple(sound_of(part) for part in re.split(r"[\s.\-:,()]+", fold_word(name)) if part)


def _latin_pieces(word: str) -> list[tuple[bool, str]]:
    """Split into consonants (true) and vowels."""
    plain = unicodedata.normalize("NFKD", word.lower())
    pieces: list[tuple[bool, str]] = []
    place = 0
    while place < len(plain):
        letter = plain[place]
        step = 1
        if letter in _LATIN_VOWELS:
            pieces.append((False, _LATIN_VOWELS[letter]))
        elif letter == "h" and place == len(plain) - 1:
            pass  # Abdullah, Miah: not heard
        elif letter in _LATIN_STARTS:
            written, sound = next(p for p in _LATIN_STARTS[letter] if plain.startswith(p[0], place))
            pieces.append((True, sound))
            step = len(written)
        place += step
    return pieces


def _bangla_pieces(word: str) -> list[tuple[bool, str]]:
    for written, heard in _BANGLA_WRITTEN:
        word = word.replace(written, heard)
    word = word.removesuffix("হ")  # আব্দুল্লাহ: not heard
    word = _SILENT_B.sub("", word)
    pieces: list[tuple[bool, str]] = []
    for place, sign in enumerate(word):
        after = word[place + 1 : place + 2]
        if sign == "য" and after == _NUKTA:
            pieces.append((False, "IA" + _NONE))  # the glide between two vowels
        elif sign in _BANGLA_VOWELS:
            pieces.append((False, _BANGLA_VOWELS[sign]))
        elif sign in _BANGLA_CONSONANTS:
            pieces.append((True, _BANGLA_CONSONANTS[sign]))
            if after and after != _HASANTA and after not in _BANGLA_VOWELS:
                pieces.append((False, _INHERENT))
    return pieces


def _settled(pieces: list[tuple[bool, str]], *, final_open: bool) -> Sound:
    """Join vowels that meet, and doubled consonants with no vowel between."""
    consonants: list[str] = []
    vowels: list[set[str]] = [set()]
    for is_consonant, sound in pieces:
        if not is_consonant:
            vowels[-1].update(sound)
        elif consonants and consonants[-1] == sound and not vowels[-1]:
            continue
        else:
            consonants.append(sound)
            vowels.append(set())
    slots = [frozenset(slot or {_NONE}) for slot in vowels]
    if not final_open or not pieces or pieces[-1][0]:
        return Sound("".join(consonants), tuple(slots))
    # A final o is written or left out: Shyamol, Shamolo.
    last = slots[-1] | ({_NONE} if pieces[-1][1] == "AU" else frozenset())
    return Sound("".join(consonants), (*slots[:-1], last))
