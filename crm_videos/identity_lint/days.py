"""Exact days, birthdays and flights. Months and years may be told."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import listed
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, fold_word
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon.public_names import PUBLIC_DAYS
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Two spellings are in use for some.
_BANGLA_MONTHS = (
    *("জানুয়ারি|জানুয়ারী", "ফেব্রুয়ারি|ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট|আগষ্ট"),
    *("সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"),
)
_BENGALI_CALENDAR = """
বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র boishakh baishakh joishtho ashar srabon bhadro
ashwin kartik ogrohayon poush magh falgun phalgun choitro chaitra
"""
_NUMBER_OF = {
    **{m[:3]: n for n, m in enumerate(_ENGLISH_MONTHS, 1)},
    **{fold_word(f): n for n, m in enumerate(_BANGLA_MONTHS, 1) for f in m.split("|")},
}
_EN = (
    "(?:"
    + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _ENGLISH_MONTHS)
    + r"|sept)\.?"
)
_BN = "(?:" + "|".join(fold_word(f) for m in _BANGLA_MONTHS for f in m.split("|")) + ")"
_BN_CALENDAR = "(?:" + "|".join(sorted(listed(_BENGALI_CALENDAR))) + ")"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:(?:19|20)[0-9]{2})"
_ORDINAL = fold_word("ই") + "|" + "|".join(fold_word(o) for o in ("শে", "লা", "রা", "ঠা", "তারিখ"))
_WORDED = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty-first"
_JOINT = r"[ ,\-]{1,3}"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        # 3 March 2019, 3rd of March, the third of March
        rf"(?i){EDGE_BEFORE}(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?{_JOINT}(?P<m>{_EN}){EDGE_AFTER}(?:,? ?(?P<y>{_YEAR}))?",
        rf"(?i){EDGE_BEFORE}(?P<m>{_EN}){_JOINT}(?:the )?(?P<d>{_DAY})(?:st|nd|rd|th)?(?![0-9:/])(?:,?[ -](?P<y>{_YEAR}))?",
        rf"(?i){EDGE_BEFORE}(?:the )?(?:{_WORDED})(?: day)? of {_EN}{EDGE_AFTER}(?:,? {_YEAR})?",
        # ১২ মার্চ ২০১৯, ১২ই মার্চ, মার্চের ১২ তারিখ, ২০১৯ সালের ১২ মার্চ
        rf"{EDGE_BEFORE}(?:(?P<before>{_YEAR}) {fold_word('সালের')} )?(?P<d>{_DAY}) ?(?:{_ORDINAL})?{_JOINT}(?P<m>{_BN})(?:,? ?(?P<y>{_YEAR}))?",
        rf"{EDGE_BEFORE}(?P<m>{_BN})(?:ের|র|মাসের)?(?: মাসের)? (?P<d>{_DAY}) ?(?:{_ORDINAL})(?: {fold_word('তারিখ')})?",
        rf"(?i){EDGE_BEFORE}{_DAY} ?(?:{_ORDINAL})?{_JOINT}{_BN_CALENDAR}(?:,? ?[0-9]{{4}})?",
        rf"(?i){EDGE_BEFORE}{_BN_CALENDAR}(?:ের|র| মাসের)? {_DAY} ?(?:{_ORDINAL})",
        # 03/04/2019, 3.4.19, 2019-04-03
        rf"(?<![0-9./-]){_DAY} ?[/.-] ?{_MONTH} ?[/.-] ?(?:{_YEAR}|[0-9]{{2}})(?![0-9/-])(?!\.[0-9])",
        rf"(?<![0-9./-]){_YEAR} ?[/.-] ?{_MONTH} ?[/.-] ?{_DAY}(?![0-9/-])",
        # গত মাসের ১২ তারিখ, the 12th of last month
        rf"{EDGE_BEFORE}{_DAY} ?{fold_word('তারিখ')}",
        rf"(?i){EDGE_BEFORE}(?:on )?the {_DAY}(?:st|nd|rd|th) of (?:last|that|the same|this|next) month",
    )
)
_JOINED_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9]){_YEAR} ?(?:1[0-2]|0[1-9]) ?(?:3[01]|[12][0-9]|0[1-9])(?![0-9])",
        rf"(?<![0-9])(?:3[01]|[12][0-9]|0?[1-9]) (?:1[0-2]|0?[1-9]) {_YEAR}(?![0-9])",
    )
)
_BIRTH = r"(?:born on|date of birth|d\.?o\.?b\.?|birthday|birth date|জন্ম ?তারিখ|জন্মদিন|জন্ম হয়|জন্ম)".replace(
    "য়", fold_word("য়")
)
_BORN = re.compile(rf"(?i){EDGE_BEFORE}{_BIRTH}[^.।\n]{{0,24}}$")
_BORN_AFTER = re.compile(fold_word("জন্ম").join(["(?i)^[^.।\n]{0,14}(?:", "|birthday|was born)"]))
_AGE_TO_THE_MONTH = re.compile(
    rf"(?i){EDGE_BEFORE}[1-9][0-9] years?,?(?: and)? [0-9]{{1,2}} months?|"
    + rf"{EDGE_BEFORE}[1-9][0-9] বছর [0-9]{{1,2}} মাস"
)
_AIRLINES = "BG|BS|VQ|2A|QR|EK|EY|SV|KU|GF|WY|TK|FZ|G9|MH|AK|OD|TG|SQ|MS|A3|AZ|J9|XY|UL|AI|6E|MU|CZ|CX|8D|5W"
_FLIGHTS = (
    re.compile(rf"(?<![A-Za-z0-9])(?:{_AIRLINES})[ -]?[0-9]{{3,4}}(?![0-9])"),
    re.compile(
        rf"(?i){EDGE_BEFORE}(?:flight|ফ্লাইট)(?:ের|টি)? ?(?:no\.?|number|নং|নম্বর|নাম্বার)?[ :.]{{0,2}}[A-Z0-9\u0980-\u09fe]{{1,6}}[ -]?[0-9]{{2,4}}(?![0-9])"
    ),
)


def find_days(reader: Reader) -> Iterator[Mark]:
    """Find exact days; one that everybody keeps, told without a year, is none."""
    text = reader.folded.text
    patterns = _DAYS + (_JOINED_DAYS if reader.folded.joined else ())
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not _is_public_day(match) and not _is_other(match, text):
                born = _BORN.search(text[max(0, match.start() - 40) : match.start()])
                born = born or _BORN_AFTER.match(text[match.end() : match.end() + 24])
                yield Mark(match.start(), match.end(), Kind.BIRTHDAY if born else Kind.EXACT_DAY)
    for match in _AGE_TO_THE_MONTH.finditer(text):
        yield Mark(match.start(), match.end(), Kind.BIRTHDAY)
    for pattern in _FLIGHTS:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), Kind.FLIGHT)


def _is_public_day(match: re.Match[str]) -> bool:
    found = match.groupdict()
    if not found.get("m") or found.get("y") or found.get("before"):
        return False
    month = found["m"].lower()
    number = _NUMBER_OF.get(month) or _NUMBER_OF.get(month[:3])
    return (int(found["d"]), number) in PUBLIC_DAYS


def _is_other(match: re.Match[str], text: str) -> bool:
    """Tell whether "May 20" is "in May 20 people …", or the verb "may"."""
    if match[0][:4].lower().startswith("may ") and match[0][0] == "m":
        return True
    follows = text[match.end() : match.end() + 2]
    found = match.groupdict()
    after_month = (
        bool(found.get("m")) and match.start("m") < match.start("d") and not found.get("y")
    )
    return after_month and re.match(r" [a-z]", follows) is not None and match[0].isascii()
