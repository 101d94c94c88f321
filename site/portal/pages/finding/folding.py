"""Words as the index holds them and as they are asked for; what readers see is never changed.

Keyboards write one Bangla word in several ways, and both databases take words apart each in
its own way: site/docs/search.md has what was measured.
"""

import unicodedata

# Letters, the signs that Bangla writes around them, and digits.
SPELLED_WITH = ("L", "M", "N")
APOSTROPHES = "'\u2018\u2019\u02bc"
# Older keyboards: a t that ends a syllable, and an r with its dot apart.
OLD_SIGNS = {"\u09a4\u09cd\u200d": "\u09ce", "\u09ac\u09bc": "\u09b0"}
# SQLite takes each vowel sign for the end of a word: দিন, দান and দেনা would be one. So the
# index holds Bangla as letters of a script that nobody writes here; Yi has no signs and no case.
AS_LETTERS = {0x0980 + at: 0xA000 + at for at in range(0x80)}
# Stands before each word of a title: those can be asked for alone.
IN_TITLE = "\ua48c"


def folded(text: str) -> str:
    """Write words as one keyboard would, with Latin digits and single spaces between them."""
    composed = unicodedata.normalize("NFC", text)
    for old, new in OLD_SIGNS.items():
        composed = composed.replace(old, new)
    spelled = "".join(_spelled(sign) for sign in composed).casefold()
    # A sign without a letter is no word.
    return " ".join(word for word in spelled.split() if any(map(str.isalnum, word)))


def folded_words(text: str) -> list[str]:
    """Give the words of a text, folded, in their order."""
    return folded(text).split()


def as_indexed(word: str) -> str:
    """Write a folded word as both databases keep it whole."""
    return word.translate(AS_LETTERS)


def in_title(word: str) -> str:
    """Write a folded word as it is indexed where it stands in a title."""
    return IN_TITLE + as_indexed(word)


def text_to_index(title: str, texts: str) -> str:
    """Write what the index holds of a page: the words of its title twice, once with a mark."""
    words = [as_indexed(word) for word in folded_words(f"{title} {texts}")]
    return " ".join([*map(in_title, folded_words(title)), *words])


def _spelled(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf" or sign in APOSTROPHES:
        return ""  # a joiner, or nothing that anybody sees
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    return sign if kind[0] in SPELLED_WITH else " "
