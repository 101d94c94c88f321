"""Places finer than a district, by the word or the number beside them."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import is_genitive, listed, stands_in
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, fold_word, folded_pattern
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon import place_words
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_UPAZILA = listed(place_words.UPAZILA)
_LIKE_DISTRICTS = _UPAZILA | listed(place_words.UNION)
# What stands after the name of a place and says what it is.
_AFTER = (
    (Kind.VILLAGE, listed(place_words.VILLAGE)),
    (Kind.UNION, listed(place_words.UNION)),
    (Kind.UPAZILA, _UPAZILA),
    (Kind.STREET, listed(place_words.STREET)),
    (Kind.POST_OFFICE, listed(place_words.POST_OFFICE)),
    (Kind.HOUSE, listed(place_words.HOMESTEAD)),
    (Kind.LOCAL_INSTITUTION, listed(place_words.INSTITUTION)),
)
_WITHIN_INSTITUTION = listed(place_words.WITHIN_INSTITUTION)
_BEFORE = (
    (Kind.VILLAGE, r"(?:village|hamlet)(?:,? (?:of|called|named|is|was))?[ :]{0,3}[\"']?$"),
    (Kind.VILLAGE, r"গ্রাম(?:ের নাম)? ?[:\-] ?\"?$"),
    (Kind.UPAZILA, r"(?:upazila|thana|police station)(?: of| called|:) ?$"),
    (Kind.UPAZILA, r"(?:উপজেলা|থানা) ?[:\-] ?$"),
    (Kind.UNION, r"union(?: of| called| named|:) ?$"),
    (Kind.UNION, r"ইউনিয়ন ?[:\-] ?$"),
    (Kind.POST_OFFICE, r"(?:post office|p\.?o\.?)(?: of|:|,)? ?$"),
    (Kind.POST_OFFICE, r"(?:ডাকঘর|পোস্ট অফিস) ?[:\-]? ?$"),
)
_CALLED = tuple((kind, folded_pattern(pattern)) for kind, pattern in _BEFORE)
_LOOK_BACK, _LOOK_ON = 28, 40
_NO = r"(?: ?(?:no|number|nr|নং|নম্বর|নাম্বার)\.?:?|#)"
_NO_BEFORE = "[0-9]{1,4} ?(?:নং|নম্বর|নাম্বার)"
_ROAD = "(?:রোড|সড়ক|লেন|গলি|ব্লক|সেক্টর)"
_HOME = "(?:বাসা|বাড়ি|বাড়ী|হোল্ডিং|ফ্ল্যাট|প্লট)"
_BY_NUMBER = (
    (Kind.WARD, rf"ward{_NO}? ?-?[0-9]{{1,2}}"),
    (Kind.WARD, rf"[0-9]{{1,2}}(?:st|nd|rd|th)? (?:no\.? )?ward{EDGE_AFTER}"),
    (Kind.WARD, "ward (?:one|two|three|four|five|six|seven|eight|nine)"),
    (Kind.WARD, rf"ওয়ার্ড{_NO}? ?-?[0-9]{{1,2}}|{_NO_BEFORE} ওয়ার্ড"),
    (Kind.WARD, "(?:এক|দুই|তিন|চার|পাঁচ|ছয়|সাত|আট|নয়) (?:নং|নম্বর) ওয়ার্ড"),
    (Kind.UNION, rf"{_NO_BEFORE} [\u0980-\u09fe]{{2,20}} ইউনিয়ন"),
    (Kind.STREET, rf"(?:road|street|lane|block|sector){_NO}? ?-?[0-9]{{1,3}}"),
    (Kind.STREET, rf"{_ROAD}{_NO}? ?-?[0-9]{{1,3}}|{_NO_BEFORE} {_ROAD}"),
    (
        Kind.HOUSE,
        rf"(?:house|holding|flat|plot|apartment){_NO}? ?-?[0-9]{{1,4}}(?:[/-][0-9a-z]{{1,3}})?",
    ),
    (Kind.HOUSE, rf"{_HOME}(?:{_NO} ?-?|[:-] ?)[0-9]{{1,4}}|{_NO_BEFORE} {_HOME}"),
    (
        Kind.POST_OFFICE,
        rf"(?:post ?code|postal code|zip|পোস্ট ?কোড|পোষ্ট ?কোড){_NO}?[: -]{{0,3}}[0-9]{{4}}",
    ),
)
_NUMBERED = tuple(
    (kind, folded_pattern(f"(?i){EDGE_BEFORE}(?:{pattern})")) for kind, pattern in _BY_NUMBER
)
_PARA, _POST, _OFFICE = fold_word("পাড়া"), fold_word("পোস্ট"), fold_word("অফিস")
_LEAST_BEFORE_PARA = 3
_A_VILLAGE = re.compile(
    "^ (?:নামে|নামের|নামক) (?:একটি |এক |ছোট )?গ্রাম"
    "|^(?:,| is| was)? (?:a|the|my|our|his|her) (?:[a-z]+ )?(?:village|hamlet)"
)


def find_places(reader: Reader) -> Iterator[Mark]:
    """Find places finer than the district."""
    for kind, pattern in _NUMBERED:
        for match in pattern.finditer(reader.folded.text):
            yield Mark(match.start(), match.end(), kind)
    for i, word in enumerate(reader.words):
        if not word.digits:
            yield from _by_marker(reader, i)
            yield from _after_marker(reader, i)


def _by_marker(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "Kusumhati village" and "কুসুমহাটি উচ্চ বিদ্যালয়"."""
    form = reader.words[i].form
    kind = next((kind for kind, among in _AFTER if stands_in(form, among)), None)
    if kind is None:
        yield from _joined_para(reader, i)
    elif kind is Kind.HOUSE:
        if reader.family(i - 1) and reader.within_a_name(i) and not reader.doubtful(i - 1):
            yield Mark(*reader.span(i - 1, i + 1), kind)
    elif kind is not Kind.POST_OFFICE or _is_post_office(reader, i):
        at = i
        while kind is Kind.LOCAL_INSTITUTION and at > 1 and _goes_on(reader, at - 1):
            at -= 1
        start = _place_before(reader, at)
        if start is not None:
            yield Mark(*reader.span(start, i + 1), kind)


def _goes_on(reader: Reader, i: int) -> bool:
    return reader.words[i].lower in _WITHIN_INSTITUTION


def _is_post_office(reader: Reader, i: int) -> bool:
    """Tell a post office from a post on Facebook."""
    if not reader.words[i].form.startswith(_POST) or _OFFICE in reader.words[i].form:
        return True
    return i + 1 < len(reader.words) and reader.words[i + 1].form.startswith(_OFFICE)


def _joined_para(reader: Reader, i: int) -> Iterator[Mark]:
    word = reader.words[i]
    para = word.form.find(_PARA)
    if para >= _LEAST_BEFORE_PARA and reader.may_be_name(i):
        yield Mark(word.start, word.start + para + len(_PARA), Kind.STREET)


def _place_before(reader: Reader, i: int) -> int | None:
    start = reader.name_before(i)
    if start is not None or i == 0 or reader.words[i].gap not in {" ", "-"}:
        return start
    # A name of the list may be an everyday word or a name of persons: "তালা উপজেলা".
    if i in reader.places_before:
        return reader.places_before[i]
    # A district's own name before "Sadar", "upazila" or "union" is that one's.
    before = reader.words[i - 1]
    if stands_in(reader.words[i].form, _LIKE_DISTRICTS) and reader.places.is_public(before.form):
        return None if before.bangla and is_genitive(before.form) else i - 1
    return None


def _after_marker(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "the village of Kusumhati", "গ্রাম: কুসুমহাটি", "কুসুমহাটি নামের একটি গ্রাম"."""
    if not reader.may_be_proper(i):
        return
    word, text = reader.words[i], reader.folded.text
    before = text[max(0, word.start - _LOOK_BACK) : word.start].lower()
    for kind, pattern in _CALLED:
        if pattern.search(before):
            yield Mark(*reader.span(i, reader.name_from(i)), kind)
            return
    if _A_VILLAGE.match(text[word.end : word.end + _LOOK_ON]):
        yield Mark(word.start, word.end, Kind.VILLAGE)
