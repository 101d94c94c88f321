"""Ways to reach a person: phones, messengers, mail, addresses on the web, profiles."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import listed
from crm_videos.identity_lint.folding import (
    EDGE_AFTER,
    EDGE_BEFORE,
    LETTER,
    fold_word,
    folded_pattern,
)
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon.public_names import PUBLIC_SHORT_NUMBERS
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Allowed, Mark

_SEP = r"[ \-.()/]{0,3}"
_START = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_STOP = r"(?![0-9])"
_PHONES = (
    # Bangladesh, mobile and landline, with or without the country's code.
    rf"{_START}(?:(?:\+|00){_SEP}88{_SEP}|88{_SEP})?0{_SEP}1{_SEP}[3-9](?:{_SEP}[0-9]){{8}}{_STOP}",
    rf"{_START}(?:\+|00){_SEP}880{_SEP}1{_SEP}[3-9](?:{_SEP}[0-9]){{8}}{_STOP}",
    rf"{_START}(?:\+|00)(?:{_SEP}[0-9]){{8,15}}{_STOP}",
    rf"{_START}0[2-9][0-9]{{0,4}}[ -]?[0-9]{{4,8}}(?:[ -][0-9]{{2,4}})?{_STOP}",
    # Bangladesh's mobile number without its first zero.
    rf"{_START}1[3-9][0-9]{{2}}[ -]?[0-9]{{6}}{_STOP}",
)
_PHONE = re.compile("|".join(_PHONES))
_PHONE_WORD = r"(?:phone|mobile|cell|tel|call|number|ফোন|মোবাইল|নম্বর|নাম্বার|কল)"
_BY_WORD = folded_pattern(
    rf"(?i){_PHONE_WORD}[^0-9\n]{{0,16}}((?:[0-9]{_SEP}){{6,14}}[0-9]){_STOP}"
)
_LEAST_DIGITS = 7
_APPS = r"(?:whats ?app|imo|viber|telegram|messenger|signal|wechat|botim|হোয়াটস ?অ্যাপ|হোয়াটসঅ্যাপ|হোয়াটস ?এপ|ইমো|ভাইবার|টেলিগ্রাম|মেসেঞ্জার)"
_NUMBER_WORD = r"(?:id|no|number|account|user ?name|nr|আইডি|নম্বর|নাম্বার|নং|একাউন্ট|অ্যাকাউন্ট)"
_IS = r"(?: ?(?:is|was|হলো|হল|ছিল))?[ .:#=\-]*[\"']?"
_MESSENGER = folded_pattern(
    rf"(?i){EDGE_BEFORE}{_APPS}(?:[a-zঀ-৿']*) ?(?:\(?{_NUMBER_WORD}\)?(?:টি|টা)?{_IS} ?((?=[^ ]*[0-9._@])[\w.+@-]{{4,30}})|[:( ]*((?:\+?[0-9]{_SEP}){{6,14}}[0-9]))".replace(
        "য়", fold_word("য়")
    )
)
_EMAIL = re.compile(
    r"[A-Za-z0-9_%+-]{1,40}(?:\.[A-Za-z0-9_%+-]{1,40}){0,3} ?(?:@| ?[\[(] ?at ?[\])] ?| at ) ?"
    r"[A-Za-z0-9-]{1,40}(?:(?:\.| ?[\[(] ?dot ?[\])] ?| dot )[A-Za-z0-9-]{2,20}){1,3}"
)
_AT_WORD = re.compile(r" at | [\[(]?at[\])]? ")
_WEB = re.compile(
    r"(?i)(?:https?://|www\.)[^\s<>\"')]{3,200}"
    r"|(?<![A-Za-z0-9@.-])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|me|net|org|info|be|gl|ly|bd|tv|link|page|app)(?:/[^\s<>\"')]*)?(?![A-Za-z0-9])"
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_][A-Za-z0-9_.]{2,40}")
_PROFILE_WORD = r"(?:profile|page|account|id|name|user ?name|channel|প্রোফাইল|পেজ|পেইজ|আইডি|নাম|অ্যাকাউন্ট|একাউন্ট|চ্যানেল)"
_SITE = r"(?:facebook|fb|instagram|tiktok|tik tok|youtube|ফেসবুক|ফেইসবুক|ইনস্টাগ্রাম|টিকটক|ইউটিউব)"
_PROFILE = folded_pattern(
    rf"(?i){EDGE_BEFORE}{_SITE}[ঀ-৿]{{0,3}} (?:আমার |তার |তাঁর )?{_PROFILE_WORD}[ঀ-৿]{{0,3}}(?: name| নাম)?"
    rf"(?: is| was| হলো| হল| ছিল| called| named)?[ :\-]*[\"']?({LETTER}{{2,30}}(?:[ .]{LETTER}{{2,30}}){{0,2}})"
)
_QUOTED_PROFILE = folded_pattern(
    rf"(?i){EDGE_BEFORE}{_SITE}[ঀ-৿]{{0,3}}[^.।\n\"]{{0,24}}[\"']([^\"'\n]{{3,40}})[\"']"
)
_DIGIT_WORDS = """
zero oh nought one two three four five six seven eight nine double triple শূন্য শুন্য জিরো এক দুই তিন চার পাঁচ ছয় সাত আট নয় ডাবল
ওয়ান টু থ্রি ফোর ফাইভ সিক্স সেভেন এইট নাইন
"""
_DIGIT = "|".join(sorted(listed(_DIGIT_WORDS), key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"(?i){EDGE_BEFORE}(?:(?:{_DIGIT})[ ,\-]{{1,2}}){{5,17}}(?:{_DIGIT}){EDGE_AFTER}"
)
_PUBLIC_AFTER_FACEBOOK = frozenset(
    fold_word(w) for w in ["খুলে", "থেকে", "দেখে", "ব্যবহার", "page", "the", "and", "to", "for"]
)


def find_ways_to_reach(reader: Reader) -> Iterator[Mark]:
    """Find phone numbers, accounts and addresses."""
    text = reader.folded.text
    for match in _PHONE.finditer(text):
        if digits_of(match[0]) not in allowed_numbers(reader.allowed):
            yield Mark(match.start(), match.end(), Kind.PHONE)
    for match in _BY_WORD.finditer(text):
        digits = digits_of(match[1])
        if len(digits) >= _LEAST_DIGITS and digits not in allowed_numbers(reader.allowed):
            yield Mark(*match.span(1), Kind.PHONE)
    for match in _IN_WORDS.finditer(text):
        yield Mark(match.start(), match.end(), Kind.PHONE_IN_WORDS)
    for match in _MESSENGER.finditer(text):
        if digits_of(match[0]) not in allowed_numbers(reader.allowed):
            yield Mark(match.start(), match.end(), Kind.MESSENGER)
    if not reader.folded.joined:
        yield from _addresses(reader)
        yield from _profiles(reader)


def digits_of(text: str) -> str:
    """Give the digits of a number as they are dialled at home."""
    digits = re.sub(r"[^0-9]", "", text)
    return re.sub(r"^(?:00)?880?(?=[0-9]{9,10}$)", "0", digits)


def allowed_numbers(allowed: Allowed) -> frozenset[str]:
    return PUBLIC_SHORT_NUMBERS | {digits_of(fold_word(number)) for number in allowed.numbers}


def _addresses(reader: Reader) -> Iterator[Mark]:
    text = reader.folded.text
    own = tuple(address.lower() for address in reader.allowed.addresses)
    for match in _EMAIL.finditer(text):
        if "@" not in match[0] and not re.search(r"(?i)[\[(] ?at ?[\])]|\bdot\b", match[0]):
            continue
        if not match[0].lower().endswith(own or ("\0",)):
            yield Mark(match.start(), match.end(), Kind.EMAIL)
    for match in _WEB.finditer(text):
        host = re.sub(r"(?i)^https?://|^www\.", "", match[0]).lower()
        if not any(
            host == a or host.startswith(a + "/") or host.split("/")[0].endswith("." + a)
            for a in own
        ):
            yield Mark(match.start(), match.end(), Kind.WEB_ADDRESS)
    for match in _HANDLE.finditer(text):
        if match[0].lower() not in own and match[0][1:].lower() not in own:
            yield Mark(match.start(), match.end(), Kind.HANDLE)


def _profiles(reader: Reader) -> Iterator[Mark]:
    for match in _QUOTED_PROFILE.finditer(reader.folded.text):
        yield Mark(*match.span(1), Kind.PROFILE)
    for match in _PROFILE.finditer(reader.folded.text):
        i = reader.folded.word_at(match.start(1))
        if i < len(reader.words) and reader.may_be_named(i):
            yield Mark(
                *reader.span(i, max(i + 1, reader.folded.word_at(match.end(1)))), Kind.PROFILE
            )
