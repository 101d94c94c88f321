"""The words of code cards: drawing four, and reading what somebody typed as they heard it."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

WORDS_ON_A_CARD = 4
# Letters that sound alike, signs that are not heard, and whatever holds words together.
_ALIKE = str.maketrans(
    {
        "ী": "ি",
        "ূ": "ু",
        "ঈ": "ই",
        "ঊ": "উ",
        "ণ": "ন",
        "ষ": "স",
        "শ": "স",
        "য": "জ",
        "ৎ": "ত",
        "ঙ": "ং",
        "ঁ": "",
        "ঃ": "",
        "\u200c": "",
        "\u200d": "",
        **dict.fromkeys(",;.।-–—/|", " "),
    }
)
_NUKTA = "\u09bc"
_Y = "\ue000"


@cache
def all_words() -> tuple[str, ...]:
    """Read the list: plain words, no two of which sound alike; no names, none sad or rude."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def draw_words() -> tuple[str, ...]:
    """Draw the words of one card: more than 2^40 are possible."""
    return tuple(secrets.choice(all_words()) for _each in range(WORDS_ON_A_CARD))


def as_heard(text: str) -> str:
    """Give words in one spelling, in their order: দীঘি and দিঘি are the same word."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    # য় is not য, and ড় is heard as র.
    plain = plain.replace("য" + _NUKTA, _Y)
    for letter in "ডঢ":
        plain = plain.replace(letter + _NUKTA, "র")
    return " ".join(plain.translate(_ALIKE).replace(_Y, "য" + _NUKTA).split())
