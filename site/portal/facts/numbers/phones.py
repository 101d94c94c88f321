"""Telephone numbers in a folded text: long ones by their look, short ones by the words around."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.folding import folded_pattern
from crm_videos.identity_lint.phones import digits_of
from portal.facts.numbers.told import Told, What

_LEAST, _MOST = 9, 15
_LONG = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][.,/])(?:\+ ?[0-9]|00?[1-9])(?:[ \-()]{0,2}[0-9]){6,14}(?![0-9/])"
)
# 999, 16135: dialled where the words beside them say so.
_SHORT = tuple(
    folded_pattern(pattern)
    for pattern in (
        r"(?i)(?:call|dial|phone|hotline|helpline|number|ফোন|কল|হটলাইন|হেল্পলাইন|ডায়াল)[^0-9.।\n]{0,20}(?P<number>[0-9]{3,6})(?![0-9]|[,./-][0-9])",
        r"(?<![0-9.,/+-])(?P<number>[0-9]{3,6}) ?(?:নম্বর|নাম্বার|নং)",
    )
)


def find_phones(text: str) -> Iterator[tuple[int, int, Told]]:
    """Find telephone numbers, in the digits that are dialled at home."""
    for match in _LONG.finditer(text):
        digits = digits_of(match[0])
        if _LEAST <= len(digits) <= _MOST:
            yield *match.span(), Told(What.PHONE, digits)
    rest = _LONG.sub(lambda match: "\0" * len(match[0]), text)
    for pattern in _SHORT:
        for match in pattern.finditer(rest):
            yield *match.span("number"), Told(What.PHONE, match["number"])
