"""Names of persons by what stands around them: titles, kin, roles, "named", family names.

What a name is said of decides its kind: a middleman, a relative, an employer.
"""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.bangla_grammar import is_locative, listed, loose, loosely
from crm_videos.identity_lint.folding import Word, folded_pattern
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.lexicon import kin_and_roles as said
from crm_videos.identity_lint.reader import Reader, is_listed
from crm_videos.identity_lint.texts import Mark

TITLES = listed(said.TITLES_LATIN, said.TITLES_BANGLA)
# Too short to be a title without their dot: মো. করিম.
_DOTTED = listed("মো মোসা মোছা ডা শ্রী dr sri prof")
_OF_WHOM = (
    (Kind.MIDDLEMAN, loosely(said.MIDDLEMEN_LATIN, said.MIDDLEMEN_BANGLA)),
    (Kind.EMPLOYER, loosely(said.EMPLOYERS_LATIN, said.EMPLOYERS_BANGLA)),
    (Kind.KIN_BY_NAME, loosely(said.KIN_LATIN, said.KIN_BANGLA)),
    (Kind.PERSON_OF_ROLE, loosely(said.ROLES_LATIN, said.ROLES_BANGLA)),
)
CALLED_AFTER = loosely(said.CALLED_AFTER_LATIN, said.CALLED_AFTER_BANGLA)
_SAID = listed(said.SAID_LATIN)
_ARTICLES = listed("my our his her their your the a an another one local former")
_NAMED = listed("named called nicknamed alias known")
_NAMED_BANGLA = listed("নামে নামের নামক নামধারী")
_NAME_IS = listed("নাম নামটি ডাকনাম name")
_IS = listed("ছিল হল হলো রাখা হচ্ছে is was of")
# What is so called is no person: its own finder takes it.
_A_THING = (
    "boat|ship|vessel|trawler|village|company|agency|নৌকা|জাহাজ|ট্রলার|লঞ্চ|গ্রাম|কোম্পানি|প্রতিষ্ঠান|এজেন্সি|জায়গা|"
    "এলাকা|ক্যাম্প|শহর|বাজার|অ্যাপ|অনুষ্ঠান|প্রকল্প"
)
_THING_AFTER = folded_pattern(f"(?i)^[^.।]{{0,12}}?(?:{_A_THING})")
_THING_BEFORE = folded_pattern(f"(?i){_A_THING}")
_LOOK_ON, _LOOK_BACK = 40, 30
_JOIN = re.compile(r"^(?:,? |, ?\"|: ?| ?- ?| \"| '|,? \(|-)$")
_AGE_AFTER = re.compile(r"^(?:, ?| ?\()(?:aged )?[1-9][0-9](?![0-9])")
_ATTRIBUTED = re.compile(r"(?:^|[\n.।!?\"])\s*-{1,2}\s*$")


def find_people(reader: Reader) -> Iterator[Mark]:
    """Find names of persons."""
    for i, word in enumerate(reader.words):
        if word.digits:
            continue
        yield from _titled(reader, i)
        yield from _of_somebody(reader, i)
        yield from _called(reader, i)
        yield from _so_named(reader, i)
        yield from _by_itself(reader, i)


def _kind_of(form: str) -> Kind | None:
    return next((kind for kind, among in _OF_WHOM if is_listed(form, among)), None)


def _is_plain(form: str) -> bool:
    """Tell whether a Bangla word has no ending: after "the broker's" stands no name."""
    return any(loose(form) in among for _kind, among in _OF_WHOM)


def _titled(reader: Reader, i: int) -> Iterator[Mark]:
    word = reader.words[i]
    form = word.lower.rstrip("ঃ") if word.bangla else word.lower
    if form not in TITLES and word.lower not in TITLES:
        return
    if i + 1 >= len(reader.words) or reader.words[i + 1].gap.strip() not in {
        "",
        ".",
        ":",
        "-",
        ".-",
    }:
        return
    dotted = (
        word.form.endswith("ঃ") or reader.words[i + 1].gap.strip() != "" or reader.folded.joined
    )
    if form in _DOTTED and not dotted:
        return
    if reader.may_be_name(i + 1) or reader.given(i + 1):
        after = reader.name_from(i + 1)
        yield Mark(*reader.span(i, after), Kind.TITLED_NAME)


def _of_somebody(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "my brother Karim", "দালাল জব্বার", and "Karim, my brother"."""
    kind = _kind_of(reader.words[i].form)
    if kind is None:
        return
    if (
        i + 1 < len(reader.words)
        and _JOIN.match(reader.words[i + 1].gap)
        and reader.may_be_name(i + 1)
    ):
        after = reader.name_from(i + 1)
        sure = _is_sure_after(reader, i, after, kind)
        if sure is not None:
            yield Mark(*reader.span(i, after), kind, sure)
    start = _apposed(reader, i)
    if start is not None:
        yield Mark(*reader.span(start, i + 1), kind)


def _is_sure_after(reader: Reader, i: int, after: int, kind: Kind) -> bool | None:
    """Weigh the word after "brother" or "ভাই": a Bangla word may be one our lists lack."""
    word = reader.words[i + 1]
    if reader.given(i + 1) or after > i + 2:
        return True
    if word.bangla:
        if is_locative(word.form) and not word.form.endswith("কে"):
            return None
        return kind is Kind.MIDDLEMAN or word.form.endswith("কে")
    if reader.folded.headline and not reader.folded.joined:
        return None
    return True


def _apposed(reader: Reader, i: int) -> int | None:
    """Give where the name starts in "Karim, my brother" or "করিম, আমার ভাই"."""
    j = i - 1
    while j > 0 and i - j <= 3 and reader.words[j].gap == " ":
        j -= 1
    if j < 1 or reader.words[j].gap.strip() not in {",", "-", "("} or reader.words[j].bangla:
        return None
    if reader.words[j].lower not in _ARTICLES and j != i:
        return None
    start = reader.name_before_gap(j)
    if start is None or (reader.words[start].opens and reader.words[start].lower.endswith("ly")):
        return None
    return start


def _called(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "করিম ভাই", "Karim bhai", and names that end in a family name."""
    word = reader.words[i]
    if is_listed(word.form, CALLED_AFTER):
        start = reader.name_before(i)
        if start is not None and not _is_of_kin(reader, start):
            kind = _kind_of(word.form) or Kind.KIN_BY_NAME
            yield Mark(
                *reader.span(start, i + 1), kind, sure=not word.bangla or reader.given(start)
            )
    if reader.family(i) and (word.bangla or word.capital or reader.folded.joined):
        start = reader.name_before(i)
        if start is None and reader.given(i - 1) and reader.within_a_name(i):
            start = i - 1
        if start is not None and (not reader.doubtful(i) or reader.given(i - 1)):
            yield Mark(*reader.span(start, i + 1), Kind.NAME)


def _is_of_kin(reader: Reader, i: int) -> bool:
    return _kind_of(reader.words[i].form) is not None


def _so_named(reader: Reader, i: int) -> Iterator[Mark]:
    """Find "a man named Karim", "নাম ছিল করিম", "করিম নামে একজন"."""
    word = reader.words[i]
    if word.form in _NAMED_BANGLA:
        start = reader.name_before(i)
        if start is None and reader.given(i - 1):
            start = i - 1
        if start is not None and not _THING_AFTER.match(
            reader.folded.text[word.end : word.end + 40]
        ):
            yield Mark(*reader.span(start, i), _nearby_kind(reader, i, i + 4))
        return
    first = _after_naming(reader, i)
    if first is None or not reader.may_be_named(first):
        return
    before = reader.folded.text[max(0, word.start - _LOOK_BACK) : word.start].rsplit(". ", 1)[-1]
    if _THING_BEFORE.search(before):
        return
    yield Mark(*reader.span(first, reader.name_from(first)), _nearby_kind(reader, i - 4, i))


def _after_naming(reader: Reader, i: int) -> int | None:
    """Give the word at which a name is due."""
    word = reader.words[i]
    words = reader.words
    if word.lower in _NAMED:
        skip = i + 2 if i + 1 < len(words) and words[i + 1].lower in {"as", "him", "her"} else i + 1
        return skip if skip < len(words) else None
    if word.lower in _NAME_IS:
        j = i + 1
        while j < len(words) and words[j].lower in _IS:
            j += 1
        if j < len(words) and (j > i + 1 or _JOIN.match(words[j].gap)):
            return j
    return None


def _nearby_kind(reader: Reader, first: int, after: int) -> Kind:
    near = reader.words[max(0, first) : after]
    return next((kind for w in near if (kind := _kind_of(w.form))), Kind.NAME)


def _by_itself(reader: Reader, i: int) -> Iterator[Mark]:
    """Find names of the lists anywhere, and capitals where no other word has one."""
    word = reader.words[i]
    if reader.given(i):
        shown = word.bangla or word.capital or reader.folded.joined
        if reader.is_public(word) or (not shown and reader.is_everyday(word)):
            return
        yield Mark(*reader.span(i, reader.name_from(i)), Kind.NAME, sure=shown)
        return
    if not reader.may_be_name(i):
        return
    after = reader.name_from(i)
    text = reader.folded.text
    name_end = reader.words[after - 1].end
    if _AGE_AFTER.match(text[name_end : name_end + 14]) or _ATTRIBUTED.search(
        text[max(0, word.start - 12) : word.start]
    ):
        yield Mark(*reader.span(i, after), Kind.NAME, sure=not word.bangla)
    elif not word.bangla and not reader.folded.joined:
        yield from _by_capital(reader, i, after, word)
    elif word.bangla and text[word.end : word.end + 2] in _HYPHENED:
        yield Mark(word.start, word.end, Kind.POSSIBLE_NAME, sure=False)


_HYPHENED = listed("-এ -ক -র")


def _by_capital(reader: Reader, i: int, after: int, word: Word) -> Iterator[Mark]:
    if reader.folded.headline:
        return
    follows = reader.words[after].lower if after < len(reader.words) else ""
    likely = not word.opens or after > i + 1 or word.form.endswith("'s")
    if not likely:
        likely = follows in _SAID and not word.lower.endswith(("s", "ly", "ing"))
    if likely and (i == 0 or not (reader.within_a_name(i) and reader.may_be_name(i - 1))):
        yield Mark(*reader.span(i, after), Kind.POSSIBLE_NAME, sure=False)
