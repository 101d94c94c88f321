"""A text in one spelling, with the way back to the text as it was typed.

Invisible signs, digits of any script, letters with a nukta in one code or two, wide
and narrow spaces: an identifier is the same in all of them, and so it is looked for
in a folded text. Each folded character knows the place it came from.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crm_videos.identity_lint.texts import HEADLINE_FIELDS, JOINED_FIELDS, Text

BANGLA = "\u0980-\u09e3\u09f0\u09f1\u09fc\u09fe"
LATIN = "A-Za-z\u00c0-\u024f"
LETTER = f"[{LATIN}{BANGLA}]"
# Where a Latin or Bangla word begins and ends: Python's \b stops at each vowel sign.
EDGE_BEFORE = f"(?<![{LATIN}{BANGLA}0-9])"
EDGE_AFTER = f"(?![{LATIN}{BANGLA}0-9])"

_BANGLA_RUN = re.compile("[\u0980-\u09ff]+")
_WORD = re.compile(f"{LETTER}+(?:'[{LATIN}]+)?|[0-9]+")
_SIGNS = str.maketrans("‘’ʼ`´“”„‐‑‒–—―−", "'''''\"\"\"-------")
_SENTENCE_ENDS = re.compile(r"[.!?।॥\n:;\"|•]")
_JOINTS = re.compile(r"[-_.+~/\\]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")


class Word(NamedTuple):
    """One word or run of digits of a folded text."""

    form: str
    start: int
    end: int
    # What stands between the word before and this one.
    gap: str
    opens: bool

    @property
    def lower(self) -> str:
        return self.form.lower()

    @property
    def bangla(self) -> bool:
        return self.form[0] >= "\u0980"

    @property
    def capital(self) -> bool:
        return self.form[0].isupper()

    @property
    def digits(self) -> bool:
        return self.form[0].isdigit()


@dataclass(frozen=True)
class Folded:
    """A folded text; ``origins`` holds where in the typed text each character comes from."""

    text: str
    origins: tuple[int, ...]
    field: str

    @property
    def joined(self) -> bool:
        """Whether this is a slug or a file name, in which no capital tells a name."""
        return self.field in JOINED_FIELDS

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        found: list[Word] = []
        end = 0
        for match in _WORD.finditer(self.text):
            gap = self.text[end : match.start()]
            opens = not found or _SENTENCE_ENDS.search(gap) is not None
            found.append(Word(match[0], match.start(), match.end(), gap, opens))
            end = match.end()
        return tuple(found)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    def word_at(self, position: int) -> int:
        """Give the index of the first word that starts at or after a position."""
        return bisect_left(self.starts, position)

    @cached_property
    def headline(self) -> bool:
        """Whether nearly all words begin with a capital, so that a capital tells nothing."""
        long = [w for w in self.words if not w.bangla and not w.digits and len(w.form) > 3]
        capitals = sum(word.capital for word in long)
        if self.field in HEADLINE_FIELDS:
            return capitals * 2 > len(long)
        return len(long) > 3 and capitals * 10 > len(long) * 7

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the typed text of a piece of the folded one."""
        return self.origins[start], self.origins[end]


def fold(text: Text) -> Folded:
    """Fold a text, and take joined fields apart into words."""
    content = text.content
    if text.field in JOINED_FIELDS:
        return _taken_apart(_fold(content, text.field))
    return _fold(content, text.field)


def fold_word(word: str) -> str:
    """Write a word of a list, or a name that was given to us, as folded texts write it."""
    return _fold(word, "").text.strip()


def folded_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose Bangla is written as folded texts have it."""
    return re.compile(_BANGLA_RUN.sub(lambda match: fold_word(match[0]), pattern))


def _fold(content: str, field: str) -> Folded:
    out: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(content):
        for sign in _plain(cluster):
            out.append(sign)
            origins.append(start)
    origins.append(len(content))
    return Folded("".join(out), tuple(origins), field)


def _clusters(content: str) -> list[tuple[int, str]]:
    """Split into letters with their marks; invisible signs belong to none."""
    clusters: list[tuple[int, str]] = []
    for place, sign in enumerate(content):
        if sign.isascii():
            clusters.append((place, sign))
            continue
        category = unicodedata.category(sign)
        if category == "Cf":
            continue
        if category[0] == "M" and clusters:
            start, before = clusters[-1]
            clusters[-1] = (start, before + sign)
        else:
            clusters.append((place, sign))
    return clusters


def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFKC", cluster.translate(_SIGNS))
    return "".join(
        str(unicodedata.decimal(sign)) if not sign.isascii() and sign.isdecimal() else sign
        for sign in composed
    )


def _taken_apart(folded: Folded) -> Folded:
    """Put spaces between the words of a slug or file name: at its joints and its capitals."""
    spaced = _JOINTS.sub(" ", folded.text)
    out: list[str] = []
    origins: list[int] = []
    last = 0
    for match in _CAPITAL_INSIDE.finditer(spaced):
        cut = match.start()
        out += [spaced[last:cut], " "]
        origins += [*folded.origins[last:cut], folded.origins[cut]]
        last = cut
    out.append(spaced[last:])
    origins += folded.origins[last:]
    return Folded("".join(out), tuple(origins), folded.field)
