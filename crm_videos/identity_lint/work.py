"""Companies, vessels, camps, and what makes a person one of a kind."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import bare, listed
from crm_videos.identity_lint.folding import EDGE_BEFORE, fold_word
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_COMPANY = frozenset(
    "company co ltd limited llc inc corporation group trading traders contracting construction factory "
    "restaurant hotel garments textile textiles supermarket enterprise enterprises overseas international "
    "travels tours agency recruiting manpower bakery farm cleaning catering motors builders industries "
    "consultancy store stores associates services brothers resort cafe".split()
) | listed(
    "কোম্পানি কোম্পানী লিমিটেড এন্টারপ্রাইজ ট্রেডার্স ট্রেডিং গ্রুপ গার্মেন্টস টেক্সটাইল হোটেল রেস্টুরেন্ট রেস্তোরাঁ ওভারসিজ ওভারসীজ "
    "ইন্টারন্যাশনাল ট্রাভেলস ট্যুরস এজেন্সি এজেন্সী কনস্ট্রাকশন কন্ট্রাক্টিং ফ্যাক্টরি কারখানা বেকারি সুপারমার্কেট স্টোর ইন্ডাস্ট্রিজ "
    "রিক্রুটিং ব্রাদার্স এলএলসি ফার্ম ক্যাফে রিসোর্ট"
)
# After an everyday word that our lists lack, these say what a firm does, not how it is called.
_LOOSE_COMPANY = listed("কারখানা হোটেল কোম্পানি কোম্পানী এজেন্সি এজেন্সী ফ্যাক্টরি রেস্টুরেন্ট রেস্তোরাঁ গ্রুপ ফার্ম স্টোর বেকারি")
_VESSEL = frozenset("boat ship vessel trawler ferry launch dinghy".split()) | listed(
    "জাহাজ নৌকা ট্রলার লঞ্চ বোট স্পিডবোট ফেরি"
)
_CAMP = frozenset("camp prison jail shelter".split()) | listed(
    "ক্যাম্প কারাগার জেলখানা জেল আশ্রয়কেন্দ্র শিবির"
)
_CALLED = r"(?:,? (?:called|named|by the name of|known as)|'s name was| name:)"
_ON_CALLED = (
    (Kind.VESSEL, rf"(?:boat|ship|vessel|trawler|ferry|launch){_CALLED} $|(?:boat|ship|vessel|trawler|ferry)s?,? [\"']$|(?:^| )m\.?[vt]\.? $"),
    (Kind.COMPANY, rf"(?:company|agency|factory|restaurant|firm|hotel){_CALLED} [\"']?$|(?:company|agency),? [\"']$|(?:company|agency) $"),
    (Kind.CAMP, rf"(?:camp|prison|jail|detention cent(?:re|er)){_CALLED} [\"']?$|(?:camp|prison) $"),
    (Kind.VESSEL, "(?:^| )এম ?ভি ?[.]? $|(?:জাহাজ|ট্রলার|লঞ্চ|নৌকা)(?:টি|টির|ের|টার)?(?: নাম(?: ছিল)?)? ?[:\"'] ?[\"']?$|(?:জাহাজের|ট্রলারের|লঞ্চের|নৌকার|জাহাজটির|ট্রলারটির|নৌকাটির) নাম(?: ছিল)? $"),
    (Kind.COMPANY, "(?:কোম্পানির|কোম্পানীর|এজেন্সির|প্রতিষ্ঠানের|কারখানার|হোটেলের) নাম(?: ছিল)? ?:? ?$|(?:কোম্পানি|এজেন্সি) ?[:\"'] ?$"),
    (Kind.CAMP, "(?:ক্যাম্পের|কারাগারের|জেলের|ক্যাম্পটির) নাম(?: ছিল)? ?:? ?$"),
)  # fmt: skip
_ENGLISH_NO = r"(?: ?(?:no|number|nr)\.?|#)?"


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub("[\u0980-\u09ff]+", lambda match: fold_word(match[0]), pattern))


_CALLED_SO = tuple((kind, _p(f"(?i){pattern}")) for kind, pattern in _ON_CALLED)
_BY_NUMBER = (
    (Kind.CAMP, _p(rf"(?i){EDGE_BEFORE}(?:camp|cell|barrack|barracks|block|dormitory){_ENGLISH_NO} ?-?[0-9]{{1,3}}[A-Z]?(?![0-9])")),
    (Kind.CAMP, _p(r"(?:ক্যাম্প|সেল|ব্যারাক)(?: ?(?:নং|নম্বর|নাম্বার))? ?-?[0-9]{1,3}(?![0-9])|[0-9]{1,3} ?(?:নং|নম্বর) (?:ক্যাম্প|সেল|ব্যারাক|শেড)")),
)  # fmt: skip
_WHERE = r"(?:village|union|upazila|ward|area|para|locality|neighbou?rhood|school|madrasa|community|camp)"
_WHERE_BANGLA = "(?:গ্রামের|গ্রামে|ইউনিয়নের|ইউনিয়নে|উপজেলার|উপজেলায়|ওয়ার্ডের|এলাকার|এলাকায়|পাড়ার|মহল্লার|স্কুলের)"
_UNIQUE = (
    _p(rf"(?i){EDGE_BEFORE}(?:the|his|her|our|my) (?:only|first|sole|richest|youngest|oldest)(?: ever)? [a-z' -]{{3,50}}?(?:in|of|from) (?:the|our|my|his|her|that|this|their|a|whole|entire| ){{1,12}}{_WHERE}"),
    _p(rf"(?i){EDGE_BEFORE}(?:in|of) (?:our|my|the|his|her|that) {_WHERE},? (?:i|he|she|we) (?:was|am|is|were) the (?:only|first|sole) [a-z]+"),
    _p(rf"(?i){EDGE_BEFORE}(?:chairman|chairperson|member|imam|headmaster|headteacher|mayor|mp|councillor|muezzin|postmaster|kazi)'s (?:(?:eldest|elder|youngest|younger|second|only|own) )?(?:son|daughter|wife|brother|sister|nephew|niece|widow|cousin|father|mother)"),
    _p(rf"(?i){EDGE_BEFORE}(?:son|daughter|wife|brother|sister|nephew|niece|widow) of (?:the|our|a|an) (?:(?:union|former|local|village|ex|parishad|up)[ -]){{0,3}}(?:chairman|chairperson|member|imam|headmaster|mayor|councillor|mp|postmaster)"),
    _p(rf"{_WHERE_BANGLA} (?:মধ্যে )?(?:একমাত্র|প্রথম|সর্বপ্রথম|সবচেয়ে) [\u0980-\u09fe]+"),
    _p("(?:একমাত্র|প্রথম) [\u0980-\u09fe]+(?: [\u0980-\u09fe]+)? (?:এই|আমাদের|ওই|পুরো) (?:গ্রামে|ইউনিয়নে|উপজেলায়|এলাকায়)"),
    _p(f"{EDGE_BEFORE}(?:চেয়ারম্যান|চেয়ারম্যান সাহেব|মেম্বার|ইমাম|প্রধান শিক্ষক|হেডমাস্টার|মেয়র|কাউন্সিলর|এমপি|পোস্টমাস্টার|কাজী)(?:ের|র|টির| সাহেবের) (?:(?:বড়|ছোট|মেজো|একমাত্র) )?(?:ছেলে|মেয়ে|স্ত্রী|ভাই|বোন|ভাতিজা|ভাগ্নে|বিধবা|পুত্র|কন্যা|জামাই|বাবা|মা)"),
)  # fmt: skip
_BODY = (
    _p(rf"(?i){EDGE_BEFORE}(?:(?:a|the|deep|long|old|his|her|my|burn|knife|large) ){{1,3}}(?:scars?|tattoo|birthmark|mole)(?: (?:on|over|across|above|under|below|near|of) (?:the|his|her|my|their) [a-z]+(?: [a-z]+)?)?"),
    _p(rf"(?i){EDGE_BEFORE}(?:(?:lost|missing|amputated|without|has) (?:(?:his|her|my|a|the|one|two|only|four|right|left) ){{0,3}}(?:fingers?|hand|arm|leg|foot|eye|thumb)|(?:blind in|walks with a limp|squint|stammers?|six fingers|cleft lip)[a-z ]{{0,20}})"),
    _p("(?:(?:গালে|কপালে|হাতে|মুখে|গলায়|ঘাড়ে|পায়ে|ঠোঁটে|নাকে|ভ্রুতে|থুতনিতে|চোখের নিচে|পিঠে|বাহুতে|কবজিতে)(?: [\u0980-\u09fe]+){0,2} (?:দাগ|উল্কি|তিল|জড়ুল|আঁচিল)|(?:কাটা|পোড়া|গভীর) দাগ|(?:একটি|দুটি|ডান|বাম|বাঁ) (?:হাতের )?(?:আঙুল|হাত|পা|চোখ) (?:নেই|হারান|হারিয়ে|কাটা|অচল|নষ্ট)|খুঁড়িয়ে হাঁটে|তোতলা)"),
)  # fmt: skip
_FACE = (
    _p(rf"(?i){EDGE_BEFORE}(?:(?:his|her|my|their|the (?:woman|man|returnee)'s) (?:smiling |tired |own |whole |full )?face(?! (?:is |was )?(?:hidden|blurred|covered|turned away|not shown))|smil(?:es|ing) (?:at|into|to) the camera|look(?:s|ing) (?:straight )?(?:at|into) the camera|close-?up of (?:his|her|the|a)[a-z' ]{{0,16}}face|portrait of|face (?:is )?(?:clearly )?visible)"),
    _p("(?:ক্যামেরার দিকে (?:তাকিয়ে|তাকিয়েছেন|চেয়ে)|(?:তার|তাঁর|আমার)(?: হাসি| হাসিমাখা)? মুখ(?:ের ছবি|টি দেখা| দেখা)|হাসিমুখে ক্যামেরা|মুখের ক্লোজআপ|মুখ (?:স্পষ্ট )?দেখা যা)"),
)  # fmt: skip
_PICTURE_FIELDS = frozenset({"alt text", "caption", "title", "file name", "slug", "summary"})


def find_work_and_marks(reader: Reader) -> Iterator[Mark]:
    """Find companies, vessels, camps, roles held by one, and marks on the body."""
    for i, word in enumerate(reader.words):
        if not word.digits:
            yield from _before_word(reader, i)
            yield from _called_so(reader, i)
    text = reader.folded.text
    for kind, pattern in _BY_NUMBER:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), kind)
    for kind, patterns in ((Kind.UNIQUE_ROLE, _UNIQUE), (Kind.BODY_MARK, _BODY)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield Mark(match.start(), match.end(), kind)
    if reader.folded.field in _PICTURE_FIELDS:
        for pattern in _FACE:
            for match in pattern.finditer(text):
                yield Mark(match.start(), match.end(), Kind.FACE_SHOWN)


def _before_word(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "Sonar Overseas Ltd", "মেঘনা ট্রাভেলস", "Zawiya detention centre"."""
    form = reader.words[i].form
    kind = next((k for k, among in _BEFORE_WORDS if _is(form, among)), None)
    if kind is None and _is_detention(reader, i):
        kind = Kind.CAMP
    if kind is None:
        return
    if (
        not (reader.words[i].bangla or reader.folded.joined or kind is Kind.CAMP)
        and not reader.words[i].capital
    ):
        # "Karim company" is one, "a cleaning company" is none.
        if not reader.may_be_name(i - 1):
            return
    start = reader.name_before(i)
    if (
        start is None
        and kind is Kind.CAMP
        and i
        and reader.words[i - 1].capital
        and reader.is_city(i - 1)
    ):
        start = i - 1
    if start is not None:
        after = i + 1
        while (
            after < len(reader.words)
            and reader.within_a_name(after)
            and _is(reader.words[after].form, _COMPANY)
        ):
            after += 1
        sure = not (kind is Kind.COMPANY and reader.words[i].bangla and bare(form, _LOOSE_COMPANY))
        yield Mark(*reader.span(start, after), kind, sure)


_BEFORE_WORDS = ((Kind.COMPANY, _COMPANY), (Kind.VESSEL, _VESSEL), (Kind.CAMP, _CAMP))
_DETENTION = frozenset(
    {
        "detention",
        fold_word("ডিটেনশন"),
        fold_word("আটক"),
        fold_word("বন্দিশিবির"),
        fold_word("বন্দিশালা"),
    }
)


def _is(form: str, among: frozenset[str]) -> bool:
    if form[0] >= "\u0980":
        return bare(form, among) is not None
    return form.lower() in among


def _is_detention(reader: Reader, i: int) -> bool:
    return reader.words[i].lower in _DETENTION or any(
        reader.words[i].form.startswith(d) for d in _DETENTION
    )


def _called_so(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "a boat called …", "এমভি …" and names before "নামের জাহাজ"."""
    if not reader.may_be_proper(i) and not (
        reader.words[i].capital and not reader.is_public(reader.words[i])
    ):
        return
    word = reader.words[i]
    before = reader.folded.text[max(0, word.start - 44) : word.start]
    for kind, pattern in _CALLED_SO:
        if pattern.search(before):
            yield Mark(*reader.span(i, reader.name_from(i)), kind)
            return
    match = _NAMED_THING.match(reader.folded.text[word.end : word.end + 40])
    if match and word.bangla:
        kind = next(
            k for k, g in ((Kind.VESSEL, "v"), (Kind.COMPANY, "c"), (Kind.CAMP, "p")) if match[g]
        )
        yield Mark(word.start, word.end, kind)


_NAMED_THING = _p(
    r"^\"? (?:নামে|নামের|নামক) (?:একটি |একটা |এক |ছোট |বড় |মাছধরা ){0,2}(?:(?P<v>জাহাজ|নৌকা|ট্রলার|লঞ্চ|বোট)|(?P<c>কোম্পানি|কোম্পানী|এজেন্সি|প্রতিষ্ঠান|কারখানা|হোটেল|রেস্টুরেন্ট)|(?P<p>ক্যাম্প|কারাগার|জেল))"
)
