"""Everything is said in Bangla and in English, with the same numbers; none of them is typed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from portal.facts.numbers.reading import read_numbers
from portal.facts.numbers.told import Numbers, lacking
from portal.issues.content import LANGUAGES, Content
from portal.issues.figures_in_text import NAMED
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, said
from portal.issues.linting.reading import Passage, Reading, article_at

MISSING = {"bn": _("The Bangla text is missing."), "en": _("The English text is missing.")}
NOT_ITS_OWN = {
    "bn": _("There is no Bangla in the Bangla text."),
    "en": _("There is Bangla in the English text."),
}
LINES = _("There are %(bn)s lines in Bangla and %(en)s in English.")
ONLY_IN = {
    "bn": _("Only the Bangla text says: %(numbers)s"),
    "en": _("Only the English text says: %(numbers)s"),
}
ONLY_FILLED = {
    "bn": _("Only the Bangla text names these figures: %(labels)s"),
    "en": _("Only the English text names these figures: %(labels)s"),
}
TYPED = _(
    "%(number)s is typed, and stands in the books as “%(label)s”: name it, and it is filled in."
)
UNKNOWN = _("%(number)s is typed, and no figure of this issue is that: nobody can open it.")
NO_FIGURE = _("There is no figure called %(name)s.")
_BANGLA = re.compile("[\u0985-\u09b9]")
# A number below is a word as often as a figure; a year alone counts nothing.
LEAST = 100
_YEARS = range(1900, 2100)


def check_both_languages(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a text that one language lacks, or that is in the other one's letters."""
    empty = {
        (one.where.part, one.of, one.language) for one in reading.passages if not one.text.strip()
    }
    for one in reading.passages:
        [other] = set(LANGUAGES) - {one.language}
        is_lone = (one.where.part, one.of, other) not in empty
        where = Where(one.where.part, row=one.of, language=one.language)
        if not one.text.strip():
            # Both may be left out, but hardly the words of an article or the objective.
            if is_lone or one.of in {"headline", "text"}:
                yield Finding("both-languages", RED, where, one.at, said(MISSING[one.language]))
            elif one.of == "objective":
                yield Finding("both-languages", AMBER, where, one.at, said(MISSING[one.language]))
        elif _is_in_other_letters(one):
            yield Finding("both-languages", RED, where, one.at, said(NOT_ITS_OWN[one.language]))
    lines = {one: len(reading.content["project"]["specific"][one]) for one in LANGUAGES}
    if lines["bn"] != lines["en"] and all(lines.values()):
        at = next(one.at for one in reading.passages if one.of == "specific")
        yield Finding(
            "both-languages", AMBER, Where("project", "specific"), at, said(LINES, **lines)
        )


def _is_in_other_letters(passage: Passage) -> bool:
    has_bangla = _BANGLA.search(passage.text) is not None
    has_latin = re.search("[A-Za-z]", passage.text) is not None
    return has_bangla if passage.language == "en" else has_latin and not has_bangla


def check_same_numbers(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark what only one language of a text tells in numbers, typed or filled in."""
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one in reading.passages:
        key = (one.where.part, "" if one.where.part.startswith("articles/") else one.of)
        groups.setdefault(key, {}).setdefault(one.language, []).append(one.text)
    ats = {one.where.part: one.at for one in reading.passages}
    for (part, of), texts in groups.items():
        if not all("".join(texts[one]).strip() for one in LANGUAGES):
            continue
        numbers = {one: read_numbers(texts[one]) for one in LANGUAGES}
        for here, there in (LANGUAGES, LANGUAGES[::-1]):
            if alone := _only_here(numbers[here], numbers[there]):
                where = Where(part, row=of, language=here)
                says = said(ONLY_IN[here], numbers=", ".join(alone))
                yield Finding("numbers-differ", RED, where, ats[part], says)
    for number, article in enumerate(reading.content["articles"]):
        yield from _filled_in_once(number, article)


def _only_here(own: Numbers, other: Numbers) -> list[str]:
    amounts = {v for told in other.told for v in _amounts(told.value)}
    bare = (n for n in sorted(own.bare) if n >= LEAST and n not in other.bare and n not in amounts)
    return [told.written for told in lacking(own, other)] + [f"{one:f}" for one in bare]


def _amounts(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple):
        yield from (Decimal(one) for one in value if isinstance(one, int | Decimal))


def _filled_in_once(number: int, article: Content) -> Iterator[Finding]:
    used = {
        one: {
            part
            for line in (article["headline"][one], *article["text"][one])
            for part in line
            if isinstance(part, int)
        }
        for one in LANGUAGES
    }
    for here, there in (LANGUAGES, LANGUAGES[::-1]):
        if alone := used[here] - used[there]:
            labels = [article["cells"][one]["label"] for one in sorted(alone)]
            where = Where(f"articles/{number}", row="filled-in", language=here)
            says = said(ONLY_FILLED[here], labels=labels)
            yield Finding("numbers-differ", RED, where, article_at(number, article), says)


def check_typed_numbers(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a number typed into an article: amber where the books hold it, red where not."""
    cells = [*reading.cells.values()]
    cells += [cell for article in reading.content["articles"] for cell in article["cells"]]
    labels = {
        one["value"]: one.get("label") or reading.label(one["row"], one["sex"]) for one in cells
    }
    for passage in reading.passages:
        if not passage.where.part.startswith("articles/"):
            continue
        for name in NAMED.findall(passage.text):
            where = Where(passage.where.part, row=name, language=passage.language)
            yield Finding("typed-number", RED, where, passage.at, said(NO_FIGURE, name=name))
        for typed in sorted(read_numbers([passage.text]).bare):
            if typed < LEAST or typed in _YEARS or typed != int(typed):
                continue
            number = int(typed)
            where = Where(passage.where.part, row=str(number), language=passage.language)
            if number in labels:
                says = said(TYPED, number=number, label=labels[number])
                yield Finding("typed-number", AMBER, where, passage.at, says)
            else:
                says = said(UNKNOWN, number=number)
                yield Finding("typed-number", RED, where, passage.at, says)
