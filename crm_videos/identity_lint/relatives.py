"""Relatives who are pointed to without a name: "my maternal uncle", "আমার চাচাতো ভাই"."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import bare, listed
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon import kin_and_roles as said
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_NARROW = "|".join(re.escape(word) for word in said.NARROW_KIN_LATIN.split())
_ANY = "brother|sister|son|daughter|" + _NARROW
_NARROWING = "maternal|paternal|first|second|distant|elder|eldest|younger|youngest|older|oldest|twin|only|own"
_LATIN = re.compile(
    rf"(?i){EDGE_BEFORE}(?:my|his|her|our|their)[ -](?:(?:{_NARROWING})[ -]){{0,2}}(?:{_NARROW}){EDGE_AFTER}"
    rf"|{EDGE_BEFORE}(?:(?:{_NARROWING})[ -]){{1,2}}(?:{_ANY}){EDGE_AFTER}"
)
_KIN = listed(said.KIN_BANGLA)
_NARROW_KIN = listed(said.NARROW_KIN_BANGLA)
_NARROWING_BANGLA = listed(said.NARROWING_BANGLA)
# "The elder daughter" is in every story; an only daughter or an uncle is known to the neighbours.
_CHILDREN = listed("ছেলে মেয়ে পুত্র কন্যা")
_ONE_OF_SOME = listed("বড় মেজো মেজ সেজো ছোট")
_WHOSE = listed("আমার আমাদের তার তাঁর তাদের তাঁদের নিজের ওর")


def find_relatives(reader: Reader) -> Iterator[Mark]:
    """Find words that point to one relative."""
    for match in _LATIN.finditer(reader.folded.text):
        yield Mark(match.start(), match.end(), Kind.ONE_RELATIVE, sure=False)
    words = reader.words
    for i in range(1, len(words)):
        before = words[i - 1]
        if words[i].gap != " " or not words[i].bangla or bare(words[i].form, _KIN) is None:
            continue
        narrow = bare(words[i].form, _NARROW_KIN) is not None
        child = bare(words[i].form, _CHILDREN) is not None and before.form in _ONE_OF_SOME
        if (before.form in _NARROWING_BANGLA and not child) or (narrow and before.form in _WHOSE):
            yield Mark(before.start, words[i].end, Kind.ONE_RELATIVE, sure=False)
