"""Sums of money and percentages in a folded text, in both languages."""

import re
from collections.abc import Iterator
from decimal import Decimal

from crm_videos.identity_lint.folding import EDGE_BEFORE, fold_word, folded_pattern
from portal.facts.numbers.told import Told, What

FIGURE = r"[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]+)?"
_SCALES = {
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "million": 1_000_000,
    "lakh": 100_000,
    "lac": 100_000,
    "thousand": 1000,
    "hundred": 100,
    "কোটি": 10_000_000,
    "লাখ": 100_000,
    "লক্ষ": 100_000,
    "হাজার": 1000,
    "শত": 100,
    "শ": 100,
}
# Only before a scale: "এক টাকাও না" is said of no sum.
_WORDS: dict[str, int | Decimal] = {
    **{
        w: n
        for n, w in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
        )
    },
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    **{
        w: n for n, w in enumerate(["এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়", "দশ"], 1)
    },
    "দু": 2,
    "বারো": 12,
    "পনেরো": 15,
    "বিশ": 20,
    "কুড়ি": 20,
    "ত্রিশ": 30,
    "চল্লিশ": 40,
    "পঞ্চাশ": 50,
    "দেড়": Decimal("1.5"),
    "আড়াই": Decimal("2.5"),
}
SCALE_OF = {fold_word(word): Decimal(value) for word, value in _SCALES.items()}
VALUE_OF = {fold_word(word): Decimal(value) for word, value in _WORDS.items()}
# Riyals of several countries are one family: texts say no more than "riyal".
_FAMILIES = {
    "bdt": "taka tk bdt টাকা ৳",
    "riyal": "riyal rial sar qar omr রিয়াল",
    "dirham": "dirham aed দিরহাম",
    "dinar": "dinar kwd bhd jod দিনার",
    "ringgit": "ringgit myr rm রিঙ্গিত রিংগিত",
    "eur": "euro eur € ইউরো",
    "usd": "dollar usd $ ডলার",
    "gbp": "pound gbp £ পাউন্ড",
}
FAMILY_OF = {fold_word(w): family for family, words in _FAMILIES.items() for w in words.split()}


def _any(words: dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE = rf"(?:{_any(dict(SCALE_OF))})(?:s(?![A-Za-z]))?(?![A-Za-z])(?![\u0981-\u09e3])"
_NUMBER = rf"(?:(?:{FIGURE})(?: ?{_SCALE})?|(?:{_any(dict(VALUE_OF))}) {_SCALE})"
_SUM = rf"{_NUMBER}(?:,? (?:and )?(?:(?:{FIGURE})|(?:{_any(dict(VALUE_OF))})) ?{_SCALE})*"
_TO = folded_pattern(r" ?(?:-|to|থেকে|হতে) ?").pattern
_RANGE = rf"(?:(?P<low>{_SUM}){_TO})?(?P<sum>{_SUM})"
_OF_WHOM = folded_pattern(
    "(?:US|Saudi|Omani|Qatari|Kuwaiti|UAE|Emirati|Malaysian|Bangladeshi|মার্কিন|সৌদি|ওমানি|কাতারি"
    "|কুয়েতি|আমিরাতি|মালয়েশীয়|মালয়েশিয়ান|বাংলাদেশি) "
).pattern
_MONEY = _any(dict(FAMILY_OF))
_AFTER = re.compile(
    rf"(?i){EDGE_BEFORE}(?<![0-9][.,]){_RANGE} ?/?-? ?(?:{_OF_WHOM})?(?P<money>{_MONEY})(?![A-RT-Za-rt-z])"
)
_BEFORE = re.compile(rf"(?i)(?<![A-Za-z])(?P<money>{_MONEY})s?\.? ?{_RANGE}(?![0-9])")
_PERCENT = folded_pattern(
    rf"(?i){EDGE_BEFORE}(?<![0-9][.,])(?:(?P<low>{FIGURE}){_TO})?(?P<sum>{FIGURE}) ?(?:%|per ?cent|শতাংশ)"
)
_OF_HUNDRED = folded_pattern(rf"শতকরা (?P<sum>{FIGURE})")
_BARE = re.compile(rf"(?i){EDGE_BEFORE}(?<![0-9][.,]){_SUM}")
_PART = re.compile(
    rf"(?i)(?P<number>{FIGURE}|{_any(dict(VALUE_OF))})(?: ?(?P<scale>{_any(dict(SCALE_OF))}))?"
)


def find_money(text: str) -> Iterator[tuple[int, int, Told]]:
    """Find sums with their currency, before or after them; both ends of "5 to 6 lakh taka"."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            family = FAMILY_OF[match["money"].lower()]
            for amount in _amounts(match["low"], match["sum"]):
                yield *match.span(), Told(What.MONEY, (family, amount))


def find_percentages(text: str) -> Iterator[tuple[int, int, Told]]:
    """Find percentages, with a sign or in words."""
    for match in _PERCENT.finditer(text):
        for amount in _amounts(match["low"], match["sum"]):
            yield *match.span(), Told(What.PERCENT, amount)
    for match in _OF_HUNDRED.finditer(text):
        yield *match.span(), Told(What.PERCENT, _value(match["sum"]))


def bare_numbers(text: str) -> frozenset[Decimal]:
    """Give every number of a text, those of fees, days and percentages among them."""
    sums = (match[0] for match in _BARE.finditer(text))
    each = (match[0] for match in re.finditer(FIGURE, text))
    return frozenset(_value(one) for found in (sums, each) for one in found)


def _amounts(low: str | None, high: str) -> list[Decimal]:
    found = [_value(high)]
    if low:
        lower = _value(low)
        scale = _PART.fullmatch(high)
        has_own = any(word in low.lower() for word in SCALE_OF)
        if scale and scale["scale"] and not has_own:
            lower *= SCALE_OF[scale["scale"].lower()]
        found.append(lower)
    return found


def _value(written: str) -> Decimal:
    total = Decimal(0)
    for match in _PART.finditer(written):
        word = match["number"].lower()
        number = VALUE_OF.get(word)
        if number is None:
            number = Decimal(word.replace(",", ""))
        total += number * SCALE_OF.get((match["scale"] or "").lower(), Decimal(1))
    return total
