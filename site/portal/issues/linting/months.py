"""An article speaks of the issue's month: its own month, and the months written in its text."""

import datetime
import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from crm_videos.identity_lint.folding import fold, fold_word, folded_pattern
from crm_videos.identity_lint.texts import Text
from foundation.bangla import month_name, month_names
from portal.facts.numbers.days import find_days
from portal.facts.numbers.told import Day
from portal.issues.content import LANGUAGES, Content, month_of
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, Words, said
from portal.issues.linting.reading import Passage, Reading, article_at

OF_ANOTHER = _("The article is of %(month)s, the issue of %(own)s.")
WRITTEN = _("The text says “%(words)s”; the issue is of %(own)s.")
# An end of a stretch of time is not when something happened: since April 2017, until then.
_END_BEFORE = re.compile(r"(?i)\b(?:since|until|till|from|to|by|before|after)\W*$")
_END_AFTER = folded_pattern(r"^\W*(?:-?(?:এর|র|ের) )?(?:থেকে|হতে|পর্যন্ত|আগে|পরে|মধ্যে|অবধি)")
_NAMES = {name: number for number, name in enumerate(month_names("en"), 1)}
# A month alone is told by the word before it in English, and in Bangla by মাস after it.
_ALONE_EN = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Tt]hroughout) (?P<m>{'|'.join(_NAMES)})\b(?! \d|, \d)"
)
_BANGLA_NAMES = {fold_word(name): number for number, name in enumerate(month_names("bn"), 1)}
_ALONE_BN = folded_pattern(rf"(?<!\S)(?P<m>{'|'.join(_BANGLA_NAMES)})(?:ের|-এর|র)? মাস(?! ?\d)")


def check_months_of_articles(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark an article of another month, and another month in the text of any."""
    own = month_of(reading.content)
    for number, article in enumerate(reading.content["articles"]):
        if article["month"] != reading.content["month"]:
            month = datetime.date.fromisoformat(f"{article['month']}-01")
            says = said(OF_ANOTHER, month=_named(month), own=_named(own))
            yield Finding(
                "month", RED, Where(f"articles/{number}"), article_at(number, article), says
            )
    for passage in reading.passages:
        if passage.where.part.startswith("articles/"):
            yield from _in_text(passage, _article(reading, passage), own)


def _article(reading: Reading, passage: Passage) -> Content:
    article: Content = reading.content["articles"][int(passage.where.part.partition("/")[2])]
    return article


def _in_text(passage: Passage, article: Content, own: datetime.date) -> Iterator[Finding]:
    """Mark the months that are neither the issue's nor, once more, the article's own."""
    allowed = (own, datetime.date.fromisoformat(f"{article['month']}-01"))
    for mark, day, words in _months_told(passage.text):
        if any(day.month == one.month and day.year in {None, one.year} for one in allowed):
            continue
        says = said(WRITTEN, words=words, own=_named(own))
        where = Where(passage.where.part, row=words, language=passage.language)
        yield Finding("month", mark, where, passage.at, says)


def _months_told(text: str) -> Iterator[tuple[str, Day, str]]:
    folded = fold(Text("body", text))
    plain = folded.text
    for start, end, told in find_days(plain):
        is_end = _END_BEFORE.search(plain[:start]) or _END_AFTER.search(plain[end:])
        if isinstance(told.value, Day) and not is_end:
            begun, ended = folded.typed_span(start, end)
            yield RED, told.value, text[begun:ended].strip()
    for pattern, numbers in ((_ALONE_EN, _NAMES), (_ALONE_BN, _BANGLA_NAMES)):
        for match in pattern.finditer(plain):
            begun, ended = folded.typed_span(*match.span("m"))
            yield AMBER, Day(None, numbers[match["m"]], None), text[begun:ended]


def _named(month: datetime.date) -> Words:
    return {one: month_name(month, one) for one in LANGUAGES}
