"""Text that can be printed: only characters that the fonts of the PDF have, no word too long.

A PDF that says it is accessible may hold no character without a picture, so one that somebody
typed from elsewhere (an emoji, Arabic) is printed as the sign for it and stops nothing.
"""

import re
import unicodedata

# What ``typst/fonts`` holds; its README makes the fonts of these same ranges.
LATIN = (
    "\u0020-\u007e\u00a0-\u017f\u0192\u0218-\u021b\u02c6\u02c7\u02d8-\u02dd\u0300-\u0304"
    "\u0306-\u030c\u0323\u0327\u0328\u1e80-\u1e85\u1ef2\u1ef3\u2010-\u2015\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2116\u2122\ufffd"
)
BANGLA = (
    "\u0964\u0965\u0980-\u0983\u0985-\u098c\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2"
    "\u09b6-\u09b9\u09bc-\u09c4\u09c7\u09c8\u09cb-\u09ce\u09d7\u09dc\u09dd\u09df-\u09e3"
    "\u09e6-\u09fe\u200c\u200d\u25cc"
)
MISSING_SIGN = "\ufffd"
UNPRINTABLE = re.compile(f"[^\n{LATIN}{BANGLA}]")
# The longest word of a form or a sentence is far shorter; an address may be as long as it likes.
LONGEST_WORD = 36
TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
MAY_BREAK = "\u200b"
# What is drawn with the letter before it, and what joins the next letter to it.
SIGNS, JOINERS = frozenset({"Mn", "Mc", "Me", "Cf"}), "\u09cd\u200c\u200d"


def printable(text: str) -> str:
    """Give a text as it can be printed; its words as far as the fonts have them are untouched."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return TOO_LONG.sub(_breakable, UNPRINTABLE.sub(_sign, normal))


def _sign(found: re.Match[str]) -> str:
    # What nobody sees (orders of direction, a mark at the begin of a file) leaves nothing behind.
    return "" if unicodedata.category(found[0]) in {"Cc", "Cf"} else MISSING_SIGN


def _breakable(found: re.Match[str]) -> str:
    """Let a long word break, but inside no letter."""
    pieces: list[str] = []
    since = 0
    for at, letter in enumerate(found[0]):
        joined = unicodedata.category(letter) in SIGNS or found[0][at - 1 : at] in {*JOINERS}
        if since >= LONGEST_WORD // 2 and not joined:
            pieces.append(MAY_BREAK)
            since = 0
        pieces.append(letter)
        since += 1
    return "".join(pieces)
