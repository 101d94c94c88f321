"""Exact sums of money. A rounded one (three leading figures at most) may be told."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, fold_word
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_LEADING_FIGURES = 3
_LEAST = 1000
_MONEY = "taka|tk|bdt|euros?|eur|usd|dollars?|dirhams?|aed|riyals?|sar|dinars?|ringgits?|rm|lira|rupees?|pounds?|gbp|inr|myr|kwd|omr|qar"
_MONEY_BANGLA = "|".join(
    fold_word(word)
    for word in [
        "টাকা",
        "টাকার",
        "টাকায়",
        "ইউরো",
        "ডলার",
        "দিরহাম",
        "রিয়াল",
        "দিনার",
        "রিঙ্গিত",
        "লিরা",
        "রুপি",
        "পাউন্ড",
        "রিংগিত",
    ]
)
_BEFORE = rf"(?:(?:{_MONEY})\.?|[$€£₹]|\u09f3)"
_FIGURE = r"[0-9]{1,3}(?:,[0-9]{2,3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,10}(?:\.[0-9]{1,3})?"
_UNITS = {
    "crore": 10_000_000, "lakh": 100_000, "lac": 100_000, "million": 1_000_000, "thousand": 1000, "hundred": 100, "k": 1000,
    **{fold_word(word): value for word, value in (("কোটি", 10_000_000), ("লাখ", 100_000), ("লক্ষ", 100_000), ("হাজার", 1000), ("শত", 100), ("শো", 100), ("শ", 100))},
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = rf"(?:{_FIGURE})(?: ?(?:{_UNIT})s?)?"
_SUM = rf"(?P<sum>{_PART}(?:[ ,]{{1,2}}(?:and )?{_PART}){{0,3}})"
_IN_FIGURES = (
    re.compile(rf"(?i){EDGE_BEFORE}{_BEFORE} ?{_SUM}(?![0-9])(?!{EDGE_AFTER}[A-Za-z])"),
    re.compile(
        rf"(?i){EDGE_BEFORE}(?<![0-9][.,]){_SUM} ?/?-? ?(?:{_MONEY}|{_MONEY_BANGLA}|[$€£৳])"
    ),
    re.compile(rf"{EDGE_BEFORE}(?<![0-9][.,])(?P<sum>{_FIGURE}) ?/[-=]"),
)
_ONE_PART = re.compile(rf"(?i)({_FIGURE})(?: ?({_UNIT}))?")
# In words: three units, or two and a rest, is more than anybody rounds to.
_EN_WORD = r"[a-z]{3,9}(?:[ -][a-z]{3,6})?"
_BN_WORD = "[\u0980-\u09fe]{2,9}"
_IN_WORDS = (
    re.compile(
        rf"(?i){EDGE_BEFORE}{_EN_WORD} (?:crore|lakh|lac)s?,? {_EN_WORD} thousand,?(?: and)? {_EN_WORD}(?: hundred)?(?: {_EN_WORD}){{0,2}} (?:{_MONEY})"
    ),
    re.compile(
        fold_word("লাখ").join(
            [
                rf"{EDGE_BEFORE}{_BN_WORD} (?:",
                rf"|{fold_word('লক্ষ')}) {_BN_WORD} {fold_word('হাজার')} {_BN_WORD}(?: {_BN_WORD}){{0,2}} (?:{_MONEY_BANGLA})",
            ]
        )
    ),
)
_CONVERTED = re.compile(r"\([^()]{0,12}$")


def find_sums(reader: Reader) -> Iterator[Mark]:
    """Find sums that are told to the taka."""
    text = reader.folded.text
    for pattern in _IN_FIGURES:
        for match in pattern.finditer(text):
            if _is_exact(match["sum"]) and not _is_converted(text, match.start()):
                yield Mark(match.start(), match.end(), Kind.EXACT_SUM)
    for pattern in _IN_WORDS:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), Kind.EXACT_SUM)


def _is_exact(written: str) -> bool:
    total = 0.0
    for figure, unit in _ONE_PART.findall(written):
        total += float(figure.replace(",", "")) * _UNITS.get(unit.lower(), 1)
    value = round(total)
    if value < _LEAST:
        return False
    return len(str(value).rstrip("0")) > _LEADING_FIGURES


def _is_converted(text: str, start: int) -> bool:
    """Tell whether the sum is the other currency's in "BDT 500,000 (5,952 USD)"."""
    before = text[max(0, start - 60) : start]
    if not _CONVERTED.search(before):
        return False
    return any(
        not _is_exact(match["sum"]) for pattern in _IN_FIGURES for match in pattern.finditer(before)
    )
