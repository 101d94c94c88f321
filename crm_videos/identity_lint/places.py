"""Places finer than a district: by the word beside them, by the list of places, by number."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import bare, is_genitive, listed
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, fold_word
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.place_names import Named
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

# What stands after the name of a place and says what it is.
_AFTER = (
    (Kind.VILLAGE, frozenset("village hamlet gram mouza".split()) | listed("গ্রাম মৌজা")),
    (Kind.UNION, frozenset(["union"]) | listed("ইউনিয়ন ইউপি")),
    (Kind.UPAZILA, frozenset("upazila upazilla thana subdistrict sadar pourashava".split()) | listed("উপজেলা থানা সদর পৌরসভা")),
    (Kind.STREET, frozenset("road street lane para avenue sarak goli mahalla moholla".split()) | listed("রোড সড়ক লেন গলি পাড়া মহল্লা মোড় এভিনিউ")),
    (Kind.POST_OFFICE, listed("ডাকঘর পোস্টঅফিস পোস্ট")),
    (Kind.HOUSE, frozenset(["bari"]) | listed("বাড়ি বাড়ী")),
    (Kind.LOCAL_INSTITUTION, frozenset("school college madrasa madrasah madrassa mosque masjid mandir temple bazar bazaar market haat ghat mazar hospital clinic church orphanage".split()) | listed("বিদ্যালয় উচ্চবিদ্যালয় স্কুল কলেজ মাদ্রাসা মাদরাসা মসজিদ মন্দির বাজার হাট ঘাট মাজার এতিমখানা ক্লিনিক হাসপাতাল")),
)  # fmt: skip
_UPAZILA = _AFTER[2][1]
_BEFORE = (
    (Kind.VILLAGE, re.compile(r"(?:village|hamlet)(?:,? (?:of|called|named|is|was))?[ :]*[\"']?$|গ্রাম(?:ের নাম)? ?[:\-] ?\"?$")),
    (Kind.UPAZILA, re.compile(r"(?:upazila|thana|police station)(?: of| called|:)+ ?$|(?:উপজেলা|থানা) ?[:\-] ?$")),
    (Kind.UNION, re.compile(r"union(?: of| called| named|:)+ ?$|ইউনিয়ন ?[:\-] ?$".replace("য়", "য\u09bc"))),
    (Kind.POST_OFFICE, re.compile(r"(?:post office|p\.?o\.?)(?: of|:|,| )+ ?$|(?:ডাকঘর|পোস্ট অফিস) ?[:\-]? ?$")),
)  # fmt: skip
# Between the name of a school and the word "school".
_FILLING = frozenset(
    "government govt high primary secondary girls boys model pilot alia dakhil jame central community "
    "sadar registered public private junior jami old new".split()
) | listed(
    "উচ্চ প্রাথমিক মাধ্যমিক নিম্ন সরকারি বালিকা দাখিল আলিম ফাজিল জামে কেন্দ্রীয় কওমি হাফেজিয়া আদর্শ মডেল বহুমুখী এবতেদায়ী নুরানি কমিউনিটি পুরাতন নতুন"
)
_NO = r"(?: ?(?:no|number|nr|নং|নম্বর|নাম্বার)\.?:?|#)"
_BY_NUMBER = (
    (Kind.WARD, rf"ward{_NO}? ?-?[0-9]{{1,2}}|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:no\.? )?ward{EDGE_AFTER}|ward (?:one|two|three|four|five|six|seven|eight|nine)"),
    (Kind.WARD, rf"ওয়ার্ড{_NO}? ?-?[0-9]{{1,2}}|[0-9]{{1,2}} ?(?:নং|নম্বর|নাম্বার) ওয়ার্ড|(?:এক|দুই|তিন|চার|পাঁচ|ছয়|সাত|আট|নয়) (?:নং|নম্বর) ওয়ার্ড"),
    (Kind.UNION, r"[0-9]{1,2} ?(?:নং|নম্বর) [ঀ-৿]+ ইউনিয়ন"),
    (Kind.STREET, rf"(?:road|street|lane|block|sector){_NO}? ?-?[0-9]{{1,3}}|(?:রোড|সড়ক|লেন|গলি|ব্লক|সেক্টর){_NO}? ?-?[0-9]{{1,3}}|[0-9]{{1,3}} ?(?:নং|নম্বর) (?:রোড|সড়ক|লেন|গলি|ব্লক|সেক্টর)"),
    (Kind.HOUSE, rf"(?:house|holding|flat|plot|apartment){_NO}? ?-?[0-9]{{1,4}}(?:[/-][0-9a-z]{{1,3}})?"),
    (Kind.HOUSE, rf"(?:বাসা|বাড়ি|বাড়ী|হোল্ডিং|ফ্ল্যাট|প্লট)(?:{_NO} ?-?|[:-] ?)[0-9]{{1,4}}|[0-9]{{1,4}} ?(?:নং|নম্বর) (?:বাসা|বাড়ি|বাড়ী|হোল্ডিং|ফ্ল্যাট)"),
    (Kind.POST_OFFICE, rf"(?:post ?code|postal code|zip){_NO}?[: -]*[0-9]{{4}}|(?:পোস্ট ?কোড|পোষ্ট ?কোড){_NO}?[: -]*[0-9]{{4}}"),
)  # fmt: skip
_NUMBERED = tuple(
    (kind, re.compile(f"(?i){EDGE_BEFORE}(?:{_pattern.replace('য়', 'য' + chr(0x9BC)).replace('ড়', 'ড' + chr(0x9BC))})"))
    for kind, _pattern in _BY_NUMBER
)  # fmt: skip
_JOINED_PARA = fold_word("পাড়া")
_NAMED_PLACE = re.compile(
    "^(?:নামে|নামের|নামক) (?:একটি |এক |ছোট )?গ্রাম|^(?:,| is| was)? (?:a|the|my|our|his|her) (?:[a-z]+ )?(?:village|hamlet)"
)
_NEAR = 3


def find_places(reader: Reader) -> Iterator[Mark]:
    """Find places finer than the district."""
    text = reader.folded.text
    for kind, pattern in _NUMBERED:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), kind)
    for i, word in enumerate(reader.words):
        if not word.digits:
            yield from _by_marker(reader, i)
            yield from _after_marker(reader, i)
    yield from _listed_places(reader)


def _by_marker(reader: Reader, i: int) -> Iterator[Mark]:
    form = reader.words[i].form
    kind = next((kind for kind, among in _AFTER if _is_marker(form, among)), None)
    if kind is None:
        if form[0] >= "\u0980" and (para := form.find(_JOINED_PARA)) > 2 and reader.may_be_name(i):
            yield Mark(
                reader.words[i].start, reader.words[i].start + para + len(_JOINED_PARA), Kind.STREET
            )
        return
    at = i
    while kind is Kind.LOCAL_INSTITUTION and at > 1 and reader.words[at - 1].lower in _FILLING:
        at -= 1
    if kind is Kind.HOUSE:
        if reader.family(i - 1) and reader.within_a_name(i) and not reader.doubtful(i - 1):
            yield Mark(*reader.span(i - 1, i + 1), kind)
        return
    start = _place_before(reader, at)
    if start is None:
        return
    after = i + 1
    if kind is Kind.POST_OFFICE and not (
        after < len(reader.words) and reader.words[after].form.startswith("অফিস")
    ):
        if form.startswith("পোস্ট") and not form.startswith("পোস্টঅফিস"):
            return
    yield Mark(*reader.span(start, after), kind)


def _is_marker(form: str, among: frozenset[str]) -> bool:
    if form[0] >= "\u0980":
        return bare(form, among) is not None
    return form.lower() in among


def _place_before(reader: Reader, i: int) -> int | None:
    start = reader.name_before(i)
    if start is not None:
        return start
    # A name of the list may be an everyday word or a name of persons: "তালা উপজেলা".
    if i > 0 and reader.words[i].gap in {" ", "-"}:
        for named in reader.listed_places:
            if named.after == i:
                return named.first
    # A district's own name before "Sadar" or "upazila" is an upazila's.
    if i > 0 and reader.words[i].gap == " " and _is_marker(reader.words[i].form, _UPAZILA):
        before = reader.words[i - 1]
        if reader.places.is_public(before.form) and not (
            before.bangla and is_genitive(before.form)
        ):
            return i - 1
    return None


def _after_marker(reader: Reader, i: int) -> Iterator[Mark]:
    if not reader.may_be_proper(i):
        return
    word = reader.words[i]
    before = reader.folded.text[max(0, word.start - 28) : word.start].lower()
    for kind, pattern in _BEFORE:
        if pattern.search(before):
            yield Mark(*reader.span(i, reader.name_from(i)), kind)
            return
    if word.capital and i and reader.words[i - 1].lower in {"union", "upazila", "thana"}:
        return
    if _NAMED_PLACE.match(
        reader.folded.text[word.end :][:40].lstrip()
        if word.bangla
        else reader.folded.text[word.end :][:40]
    ):
        yield Mark(word.start, word.end, Kind.VILLAGE)


def _listed_places(reader: Reader) -> Iterator[Mark]:
    """Find names of the list: an upazila's by itself, a union's beside another place."""
    found = reader.listed_places
    for n, named in enumerate(found):
        kind = Kind.UPAZILA if named.level == "upazila" else Kind.UNION
        pair = (
            n > 0
            and 0 <= named.first - found[n - 1].after <= _NEAR
            and _is_plain(reader, found[n - 1], named)
        )
        if pair:
            yield Mark(*reader.span(found[n - 1].first, named.after), Kind.PLACE_PAIR)
        elif not named.weak:
            yield Mark(*reader.span(named.first, named.after), kind)
        elif kind is Kind.UNION and _beside_a_district(reader, named):
            yield Mark(*reader.span(named.first, named.after), Kind.PLACE_PAIR)
        elif kind is Kind.UNION and _is_telling(reader, named):
            yield Mark(*reader.span(named.first, named.after), kind, sure=False)
        if not named.weak or kind is Kind.UPAZILA:
            yield from _before_a_place(reader, named.first, sure=True)
    for i, word in enumerate(reader.words):
        if not word.digits and reader.places.is_public(word.form):
            yield from _before_a_place(reader, i, sure=False)


def _is_plain(reader: Reader, one: Named, other: Named) -> bool:
    """Tell whether a pair is two names of one kind of text, not two everyday words."""
    return not (one.weak and other.weak) or all(
        reader.may_be_proper(named.first) for named in (one, other)
    )


def _before_a_place(reader: Reader, i: int, *, sure: bool) -> Iterator[Mark]:
    """Find an unknown name with a comma before a known place: "Kusumhati, Shibchar"."""
    if i == 0 or reader.words[i].gap not in {", ", "-", " - "} or not reader.may_be_proper(i - 1):
        return
    if reader.words[i - 1].opens and not reader.words[i - 1].bangla and not sure:
        return
    start = reader.name_before_gap(i)
    if start is not None and not reader.words[i - 1].bangla or reader.may_be_proper(i - 1):
        first = i - 1 if reader.words[i - 1].bangla or start is None else start
        yield Mark(*reader.span(first, i), Kind.PLACE_PAIR, sure)


def _beside_a_district(reader: Reader, named: Named) -> bool:
    if not reader.may_be_proper(named.first):
        return False
    near = reader.words[named.after : named.after + 2]
    return any(not w.digits and reader.places.is_public(w.form) for w in near)


_TELLING = re.compile("(?:pur|ganj|nagar|hat|bari|kandi|khali|para|danga|gram|chhari|kathi|পুর|গঞ্জ|নগর|হাট|কান্দি|খালী|ডাঙ্গা|কাঠি|ছড়ি)".replace("ড়", "ড\u09bc"))  # fmt: skip
_LEAST_TELLING = 6


def _is_telling(reader: Reader, named: Named) -> bool:
    """Tell whether a union's name is so plainly a place's that it needs no marker."""
    word = reader.words[named.first]
    if len(word.form) < _LEAST_TELLING or not reader.may_be_name(named.first):
        return False
    return named.after > named.first + 1 or _TELLING.search(word.lower[-8:]) is not None
