"""Companies, vessels, camps, and what makes a person one of a kind."""

from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import listed, stands_in
from crm_videos.identity_lint.folding import EDGE_BEFORE, folded_pattern
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon import work_words
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_COMPANY = listed(work_words.COMPANY)
_LOOSE_COMPANY = listed(work_words.LOOSE_COMPANY)
_CAMP = listed(work_words.CAMP)
_DETENTION = listed(work_words.DETENTION)
_BEFORE_WORDS = (
    (Kind.COMPANY, _COMPANY),
    (Kind.VESSEL, listed(work_words.VESSEL)),
    (Kind.CAMP, _CAMP | _DETENTION),
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


_CALLED_SO = tuple((kind, folded_pattern(f"(?i){pattern}")) for kind, pattern in _ON_CALLED)
_BY_NUMBER = (
    (Kind.CAMP, folded_pattern(rf"(?i){EDGE_BEFORE}(?:camp|cell|barrack|barracks|block|dormitory){_ENGLISH_NO} ?-?[0-9]{{1,3}}[A-Z]?(?![0-9])")),
    (Kind.CAMP, folded_pattern(r"(?:ক্যাম্প|সেল|ব্যারাক)(?: ?(?:নং|নম্বর|নাম্বার))? ?-?[0-9]{1,3}(?![0-9])|[0-9]{1,3} ?(?:নং|নম্বর) (?:ক্যাম্প|সেল|ব্যারাক|শেড)")),
)  # fmt: skip
_WHERE = r"(?:village|union|upazila|ward|area|para|locality|neighbou?rhood|school|madrasa|community|camp)"
_WHERE_BANGLA = "(?:গ্রামের|গ্রামে|ইউনিয়নের|ইউনিয়নে|উপজেলার|উপজেলায়|ওয়ার্ডের|এলাকার|এলাকায়|পাড়ার|মহল্লার|স্কুলের)"
_DESCRIBED = (
    (Kind.UNIQUE_ROLE, folded_pattern(rf"(?i){EDGE_BEFORE}(?:the|his|her|our|my) (?:only|first|sole|richest|youngest|oldest)(?: ever)? [a-z' -]{{3,50}}?(?:in|of|from) (?:the|our|my|his|her|that|this|their|a|whole|entire| ){{1,12}}{_WHERE}")),
    (Kind.UNIQUE_ROLE, folded_pattern(rf"(?i){EDGE_BEFORE}(?:in|of) (?:our|my|the|his|her|that) {_WHERE},? (?:i|he|she|we) (?:was|am|is|were) the (?:only|first|sole) [a-z]+")),
    (Kind.UNIQUE_ROLE, folded_pattern(rf"(?i){EDGE_BEFORE}(?:chairman|chairperson|member|imam|headmaster|headteacher|mayor|mp|councillor|muezzin|postmaster|kazi)'s (?:(?:eldest|elder|youngest|younger|second|only|own) )?(?:son|daughter|wife|brother|sister|nephew|niece|widow|cousin|father|mother)")),
    (Kind.UNIQUE_ROLE, folded_pattern(rf"(?i){EDGE_BEFORE}(?:son|daughter|wife|brother|sister|nephew|niece|widow) of (?:the|our|a|an) (?:(?:union|former|local|village|ex|parishad|up)[ -]){{0,3}}(?:chairman|chairperson|member|imam|headmaster|mayor|councillor|mp|postmaster)")),
    (Kind.UNIQUE_ROLE, folded_pattern(rf"{_WHERE_BANGLA} (?:মধ্যে )?(?:একমাত্র|প্রথম|সর্বপ্রথম|সবচেয়ে) [\u0980-\u09fe]+")),
    (Kind.UNIQUE_ROLE, folded_pattern("(?:একমাত্র|প্রথম) [\u0980-\u09fe]+(?: [\u0980-\u09fe]+)? (?:এই|আমাদের|ওই|পুরো) (?:গ্রামে|ইউনিয়নে|উপজেলায়|এলাকায়)")),
    (Kind.UNIQUE_ROLE, folded_pattern(f"{EDGE_BEFORE}(?:চেয়ারম্যান|চেয়ারম্যান সাহেব|মেম্বার|ইমাম|প্রধান শিক্ষক|হেডমাস্টার|মেয়র|কাউন্সিলর|এমপি|পোস্টমাস্টার|কাজী)(?:ের|র|টির| সাহেবের) (?:(?:বড়|ছোট|মেজো|একমাত্র) )?(?:ছেলে|মেয়ে|স্ত্রী|ভাই|বোন|ভাতিজা|ভাগ্নে|বিধবা|পুত্র|কন্যা|জামাই|বাবা|মা)")),
    (Kind.BODY_MARK, folded_pattern(rf"(?i){EDGE_BEFORE}(?:(?:a|the|deep|long|old|his|her|my|burn|knife|large) ){{1,3}}(?:scars?|tattoo|birthmark|mole)(?: (?:on|over|across|above|under|below|near|of) (?:the|his|her|my|their) [a-z]+(?: [a-z]+)?)?")),
    (Kind.BODY_MARK, folded_pattern(rf"(?i){EDGE_BEFORE}(?:(?:lost|missing|amputated|without|has) (?:(?:his|her|my|a|the|one|two|only|four|right|left) ){{0,3}}(?:fingers?|hand|arm|leg|foot|eye|thumb)|(?:blind in|walks with a limp|squint|stammers?|six fingers|cleft lip)[a-z ]{{0,20}})")),
    (Kind.BODY_MARK, folded_pattern("(?:(?:গালে|কপালে|হাতে|মুখে|গলায়|ঘাড়ে|পায়ে|ঠোঁটে|নাকে|ভ্রুতে|থুতনিতে|চোখের নিচে|পিঠে|বাহুতে|কবজিতে)(?: [\u0980-\u09fe]+){0,2} (?:দাগ|উল্কি|তিল|জড়ুল|আঁচিল)|(?:কাটা|পোড়া|গভীর) দাগ|(?:একটি|দুটি|ডান|বাম|বাঁ) (?:হাতের )?(?:আঙুল|হাত|পা|চোখ) (?:নেই|হারান|হারিয়ে|কাটা|অচল|নষ্ট)|খুঁড়িয়ে হাঁটে|তোতলা)")),
)  # fmt: skip
_FACE = (
    (Kind.FACE_SHOWN, folded_pattern(rf"(?i){EDGE_BEFORE}(?:(?:his|her|my|their|the (?:woman|man|returnee)'s) (?:smiling |tired |own |whole |full )?face(?! (?:is |was )?(?:hidden|blurred|covered|turned away|not shown))|smil(?:es|ing) (?:at|into|to) the camera|look(?:s|ing) (?:straight )?(?:at|into) the camera|close-?up of (?:his|her|the|a)[a-z' ]{{0,16}}face|portrait of|face (?:is )?(?:clearly )?visible)")),
    (Kind.FACE_SHOWN, folded_pattern("(?:ক্যামেরার দিকে (?:তাকিয়ে|তাকিয়েছেন|চেয়ে)|(?:তার|তাঁর|আমার)(?: হাসি| হাসিমাখা)? মুখ(?:ের ছবি|টি দেখা| দেখা)|হাসিমুখে ক্যামেরা|মুখের ক্লোজআপ|মুখ (?:স্পষ্ট )?দেখা যা)")),
)  # fmt: skip
_PICTURE_FIELDS = frozenset({"alt text", "caption", "title", "file name", "slug", "summary"})


def find_work_and_marks(reader: Reader) -> Iterator[Mark]:
    """Find companies, vessels, camps, roles held by one, and marks on the body."""
    for i, word in enumerate(reader.words):
        if not word.digits:
            yield from _before_word(reader, i)
            yield from _called_so(reader, i)
    shown = reader.folded.field in _PICTURE_FIELDS
    for kind, pattern in (*_BY_NUMBER, *_DESCRIBED, *(_FACE if shown else ())):
        for match in pattern.finditer(reader.folded.text):
            yield Mark(match.start(), match.end(), kind)


def _before_word(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "Sonar Overseas Ltd", "মেঘনা ট্রাভেলস", "Zawiya detention centre"."""
    word = reader.words[i]
    kind = next((kind for kind, among in _BEFORE_WORDS if stands_in(word.form, among)), None)
    if kind is None:
        return
    start = reader.name_before(i)
    if start is None and kind is Kind.CAMP and i and reader.is_city(i - 1):
        start = i - 1 if reader.words[i - 1].gap and reader.within_a_name(i) else None
    if start is not None:
        after = i + 1
        while reader.within_a_name(after) and stands_in(reader.words[after].form, _COMPANY):
            after += 1
        guess = kind is Kind.CAMP or stands_in(word.form, _LOOSE_COMPANY)
        sure = not (word.bangla and guess)
        yield Mark(*reader.span(start, after), kind, sure)


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


_NAMED_THING = folded_pattern(
    r"^\"? (?:নামে|নামের|নামক) (?:একটি |একটা |এক |ছোট |বড় |মাছধরা ){0,2}(?:(?P<v>জাহাজ|নৌকা|ট্রলার|লঞ্চ|বোট)|(?P<c>কোম্পানি|কোম্পানী|এজেন্সি|প্রতিষ্ঠান|কারখানা|হোটেল|রেস্টুরেন্ট)|(?P<p>ক্যাম্প|কারাগার|জেল))"
)
