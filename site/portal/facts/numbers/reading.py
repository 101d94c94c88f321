"""Reads the numbers of a text: one call for whoever compares two languages."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from crm_videos.identity_lint.folding import fold
from crm_videos.identity_lint.texts import Text
from portal.facts.numbers.days import find_days
from portal.facts.numbers.phones import find_phones
from portal.facts.numbers.sums import bare_numbers, find_money, find_percentages
from portal.facts.numbers.told import Numbers, Told, joined

_TEL = re.compile(r"<a\b[^>]*href=\"tel:([^\"]*)\"[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# Where one sentence of a rich text ends, no number goes on.
_BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote)>|<br */?>")


def read_numbers(texts: Iterable[str]) -> Numbers:
    """Read texts, with or without markup, whatever language they are in."""
    return joined(_read(line) for text in texts for line in plain(text).splitlines())


def plain(text: str) -> str:
    """Take the markup off a text; what a link dials is told too."""
    dialled = _TEL.sub(r"phone \1\n", text)
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", dialled)))


def _read(line: str) -> Numbers:
    folded = fold(Text("body", line))
    found = []
    covered = folded.text
    # A day is no sum, and what is dialled is neither: each is taken out before the next is sought.
    for find in (find_days, find_phones, find_percentages, find_money):
        for start, end, told in find(covered):
            begun, ended = folded.typed_span(start, end)
            found.append(Told(told.what, told.value, line[begun:ended].strip()))
        covered = _without(covered, find(covered))
    return Numbers(tuple(found), bare_numbers(covered))


def _without(text: str, spans: Iterator[tuple[int, int, Told]]) -> str:
    """Blank out what was understood, and keep the places of the rest."""
    signs = list(text)
    for start, end, _told in list(spans):
        signs[start:end] = "\0" * (end - start)
    return "".join(signs)
