"""Days and months in a folded text, in both languages; a year alone is none."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, fold_word
from portal.facts.numbers.told import Day, Told, What

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Two spellings are in use for some.
_BANGLA = (
    *("জানুয়ারি|জানুয়ারী", "ফেব্রুয়ারি|ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই"),
    *("আগস্ট|আগষ্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"),
)
_MONTH_OF = {name[:3]: number for number, name in enumerate(_ENGLISH, 1)} | {
    fold_word(form): number for number, names in enumerate(_BANGLA, 1) for form in names.split("|")
}
# With their capital: "may" is a verb, and "march" too.
_EN = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]}|t)?" if len(m) > 3 else m for m in _ENGLISH) + r")\.?"
_MAY = fold_word("মে")
_NAMES = "|".join(form for form in _MONTH_OF if not form.isascii() and form != _MAY)
# With the endings of cases: মার্চে, মার্চের, জুলাইয়ের; but মেয়ে is no ending of মে.
_ENDING = rf"(?:{'|'.join(map(fold_word, ('য়ের', 'য়ে', 'ের', 'ে', 'র', '-র', '-তে', 'তে')))})?"
_NO_LETTER = "(?![\u0981-\u09e3])"
_BN = (
    rf"(?P<m>{_MAY}(?=-|{_NO_LETTER})|{_NAMES}){_ENDING}{_NO_LETTER}"
    rf"(?: {fold_word('মাস')}{_ENDING})?"
)
_DAY, _MONTH, _YEAR = (
    r"(?:3[01]|[12][0-9]|0?[1-9])",
    r"(?:1[0-2]|0?[1-9])",
    r"(?:(?:19|20)[0-9]{2})",
)
_NTH = "|".join(map(fold_word, ("ই", "শে", "লা", "রা", "ঠা")))
_OF_YEAR = rf"(?:(?P<before>{_YEAR}) {fold_word('সাল')}(?:{fold_word('ের')})? )?"
_ON = fold_word("তারিখ")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{EDGE_BEFORE}(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?[ -](?P<m>{_EN}){EDGE_AFTER}(?:,?[ -](?P<y>{_YEAR}))?",
        rf"{EDGE_BEFORE}(?P<m>{_EN}) (?:the )?(?P<d>{_DAY})(?:st|nd|rd|th)?(?![0-9:/,])(?:,? (?P<y>{_YEAR}))?",
        rf"{EDGE_BEFORE}(?P<m>{_EN}) (?P<d>{_DAY}), (?P<y>{_YEAR}){EDGE_AFTER}",
        rf"{EDGE_BEFORE}(?P<m>{_EN}),?(?: of)? (?P<y>{_YEAR}){EDGE_AFTER}",
        rf"{EDGE_BEFORE}{_OF_YEAR}(?P<d>{_DAY}) ?(?:{_NTH})? {_BN}(?:,? (?P<y>{_YEAR}))?",
        rf"{EDGE_BEFORE}{_OF_YEAR}{_BN} (?P<d>{_DAY}) ?(?:{_NTH})? ?{_ON}",
        rf"{EDGE_BEFORE}(?P<before>{_YEAR}) {fold_word('সাল')}(?:{fold_word('ের')})? {_BN}",
        rf"{EDGE_BEFORE}{_BN},? (?P<y>{_YEAR}){EDGE_AFTER}",
        rf"(?<![0-9./-])(?P<d>{_DAY})(?P<joint>[/.-])(?P<m>{_MONTH})(?P=joint)(?P<y>{_YEAR})(?![0-9/-])",
        rf"(?<![0-9./-])(?P<y>{_YEAR})-(?P<m>{_MONTH})-(?P<d>{_DAY})(?![0-9/-])",
    )
)


def find_days(text: str) -> Iterator[tuple[int, int, Told]]:
    """Find days and months; where two readings overlap the longer one counts."""
    taken: list[tuple[int, int]] = []
    found = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda one: (one.start() - one.end(), one.start())):
        start, end = match.span()
        if all(end <= begun or start >= ended for begun, ended in taken):
            taken.append((start, end))
            yield start, end, Told(What.DAY, _day(match.groupdict()))


def _day(parts: dict[str, str | None]) -> Day:
    month = parts["m"] or ""
    number = int(month) if month.isdigit() else _MONTH_OF.get(month) or _MONTH_OF[month[:3]]
    year, day = parts.get("y") or parts.get("before"), parts.get("d")
    return Day(int(year) if year else None, number, int(day) if day else None)
