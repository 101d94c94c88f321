"""Numbers of papers, cards, accounts and cases: by the word before them, or by their shape."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.folding import EDGE_BEFORE, folded_pattern
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.phones import allowed_numbers, digits_of
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_NO = r"(?:no|number|nr|num|id|code|নং|নম্বর|নাম্বার|নাম্বারটি|নম্বরটি|আইডি)"
# A code: letters and digits with joints, and at least one digit.
_CODE = (
    r"(?=[A-Z\u0980-\u09fe/#-]{0,6}[0-9])[A-Z0-9\u0980-\u09fe]{1,6}(?:[ /.-]?[0-9A-Z]{1,18}){0,5}"
)
_SHORT_CODE = r"[0-9]{1,6}(?:\([0-9]{1,2}\)[0-9]{0,4})?(?:[/-][0-9]{1,4}){0,2}"
_LONG = r"[0-9](?:[ -]?[0-9]){6,19}"
_BY_WORD: tuple[tuple[Kind, str, str, bool], ...] = (
    # Kind, the word, the code, whether "no." must stand between them.
    (Kind.BIRTH_REGISTRATION, "birth (?:registration|certificate)|জন্ম ?(?:নিবন্ধন|সনদ)|জন্মনিবন্ধন", _LONG, False),
    (Kind.NATIONAL_ID, "nid|national (?:id|identity)(?: card)?|voter (?:id|card)|এনআইডি|জাতীয় পরিচয় ?পত্র|পরিচয়পত্র|ভোটার আইডি", _LONG, False),
    (Kind.PASSPORT, "passport|পাসপোর্ট", r"[A-Z\u0980-\u09fe]{0,4}[ -]?[0-9]{6,9}", False),
    (Kind.MIGRATION_CARD, "bmet|smart ?card|clearance|emigration card|বিএমইটি|স্মার্ট ?কার্ড|ছাড়পত্র", _CODE, False),
    (Kind.VISA, "visa|work permit|residence permit|iqama|permit|stay permit|ভিসা|ইকামা|আকামা|ওয়ার্ক পারমিট", _CODE, True),
    (Kind.VISA, "iqama|ইকামা|আকামা|visa|ভিসা", _LONG, False),
    (Kind.MOBILE_MONEY, "bkash|b-kash|nagad|rocket|upay|বিকাশ|নগদ|রকেট|উপায়", _LONG, False),
    (Kind.BANK_ACCOUNT, r"a/c|acc(?:oun)?t|bank account|savings account|হিসাব|ব্যাংক হিসাব|অ্যাকাউন্ট|একাউন্ট|সঞ্চয়ী হিসাব|iban", _LONG, False),
    (Kind.CASE_NUMBER, "case|gd|g\\.d\\.?|general diary|fir|f\\.i\\.r\\.?|suit|petition|complaint|diary|মামলা|জিডি|সাধারণ ডায়েরি|এফআইআর|অভিযোগ", _SHORT_CODE, True),
    (Kind.CASE_NUMBER, "gd|fir|case|জিডি|মামলা", r"[0-9]{1,6}/[0-9]{2,4}", False),
    (Kind.AGENCY_LICENCE, "rl|r\\.l\\.?|recruiting licen[cs]e|licen[cs]e|আর ?এল|রিক্রুটিং লাইসেন্স|লাইসেন্স", r"[0-9]{2,6}", False),
    (Kind.FLIGHT, "ticket|pnr|e-ticket|booking|boarding pass|টিকিট|পিএনআর|বোর্ডিং পাস", _CODE, True),
    (Kind.FLIGHT, "pnr|পিএনআর", "(?:(?=[A-Z0-9]{0,5}[0-9])|(?=[A-Z]{6}))[A-Z0-9]{5,7}", False),
    (Kind.PAPER_NUMBER, "card|file|registration|reg|roll|token|member|policy|receipt|contract|certificate|deed|dag|khatian|tin|detainee|prisoner|employee|staff|serial|cheque|check|loan|passbook|"
     "কার্ড|ফাইল|নিবন্ধন|রেজিস্ট্রেশন|রোল|টোকেন|সদস্য|পলিসি|রসিদ|চুক্তি|সনদ|দলিল|দাগ|খতিয়ান|বন্দি|বন্দী|কয়েদি|কর্মী|ক্রমিক|চেক|ঋণ|পাসবই|পাশবই", _CODE, True),
)  # fmt: skip


_MARKED = tuple(
    (
        kind,
        folded_pattern(
            rf"(?i){EDGE_BEFORE}(?:{word})(?:ের|টির|র|টি)?"
            rf"(?:[ ./-]{{0,2}}\(?{_NO}(?:টি)?\)?){'' if must else '?'}(?: ?(?:is|was|ছিল|হলো|হল|:|=|#|\.|-)){{0,2}} ?({code})(?![0-9A-Za-z])"
        ),
    )
    for kind, word, code, must in _BY_WORD
)
_PLATE_CITY = r"(?:[A-Z][a-z]{3,14}|[\u0980-\u09fe]{3,12})(?:[ -](?:Metro|মেট্রো))?"
_BY_SHAPE = (
    (Kind.VEHICLE, rf"{_PLATE_CITY} ?- ?(?:[A-Z][a-z]{{0,3}}|[\u0980-\u09fe]{{1,2}})[ -]{{1,2}}[0-9]{{2}} ?- ?[0-9]{{4}}"),
    (Kind.VEHICLE, rf"{_PLATE_CITY}[ -](?:Metro|মেট্রো)[ -](?:[A-Z][a-z]{{0,3}}|[\u0980-\u09fe]{{1,2}})[ -]{{1,2}}[0-9]{{2}} ?-? ?[0-9]{{4}}"),
    (Kind.VEHICLE, r"[A-Z][a-z]{3,14} (?:Ka|Kha|Ga|Gha|Cha|Tha|Ha|La|Ba|Bha|Na|Pa|Ma) [0-9]{2} ?- ?[0-9]{4}"),
    (Kind.PASSPORT, r"(?:[A-Z]{2} ?[0-9]{7}|[A-Z][0-9]{8})(?![0-9])"),
    (Kind.PLUS_CODE, r"(?<![0-9A-Z])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![0-9A-Z])"),
    (Kind.COORDINATES, r"(?<![0-9.])-?[0-9]{1,2}\.[0-9]{3,8}(?: ?° ?)? ?[NS]?(?: ?[,;/] ?| )-?[0-9]{1,3}\.[0-9]{3,8}(?: ?° ?)? ?[EW]?(?![0-9])"),
    (Kind.COORDINATES, r"[0-9]{1,2} ?° ?[0-9]{1,2}(?: ?['.] ?[0-9.]{0,6}[\"']{0,2})? ?[NS]?,? ?[0-9]{1,3} ?° ?[0-9]{1,2}(?: ?['.] ?[0-9.]{0,6}[\"']{0,2})? ?[EW]?"),
    (Kind.COORDINATES, r"(?i)(?:lat(?:itude)?|অক্ষাংশ)[ :=]{1,3}-?[0-9]{1,2}\.[0-9]{2,8}[^0-9\n]{1,24}[0-9]{1,3}\.[0-9]{2,8}"),
    (Kind.COORDINATES, r"///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}"),
)  # fmt: skip
_SHAPED = tuple((kind, folded_pattern(pattern)) for kind, pattern in _BY_SHAPE)
_LONG_RUN = re.compile(r"(?<![0-9A-Za-z,.])[0-9](?:[ -]?[0-9]){8,19}(?![0-9]|,[0-9])")
_ID_LENGTHS = frozenset({10, 13, 17})


def find_paper_numbers(reader: Reader) -> Iterator[Mark]:
    """Find numbers that stand in a register with a name."""
    text = reader.folded.text
    for kind, pattern in _MARKED:
        for match in pattern.finditer(text):
            if digits_of(match[1]) not in allowed_numbers(reader.allowed):
                yield Mark(match.start(), match.end(), kind)
    for kind, pattern in _SHAPED:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), kind)
    for match in _LONG_RUN.finditer(text):
        digits = digits_of(match[0])
        if digits in allowed_numbers(reader.allowed) or _is_days(match[0]):
            continue
        kind = Kind.NATIONAL_ID if len(digits) in _ID_LENGTHS else Kind.LONG_NUMBER
        yield Mark(match.start(), match.end(), kind)


def _is_days(text: str) -> bool:
    """Tell whether a run is years or a date with hyphens: 2019 - 2021."""
    parts = re.split(r"[ -]+", text)
    return all(
        len(part) in {1, 2} or (part.startswith(("19", "20")) and len(part) == 4) for part in parts
    )
