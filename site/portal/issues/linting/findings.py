"""What a check found: where, how grave, and in whose words. Plain data of both languages."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from foundation.bangla import figure
from portal.issues.content import LANGUAGES

RED, AMBER = "red", "amber"
Words = dict[str, str]

# What each check is called.
CHECKS = {
    "total": _("A total is the sum of its parts"),
    "sexes": _("Women, men and the others together are all"),
    "range": _("A declared figure lies in its range"),
    "part-above-whole": _("A part is not above its whole"),
    "headline": _("A headline says what the table says"),
    "same-number": _("One number has one value everywhere"),
    "label": _("A number stands under its own words"),
    "cumulative": _("A cumulative figure does not fall"),
    "month-above-cumulative": _("A month is not above the cumulative figure"),
    "month": _("An article is of the issue's month"),
    "place": _("A place has one spelling"),
    "link": _("A link answers"),
    "zero": _("A zero is not the same as not known"),
    "unsure": _("An unsure figure stands only in a sure total"),
    "typed-number": _("A number in a text comes from the books"),
    "both-languages": _("Everything is said in both languages"),
    "numbers-differ": _("Both languages tell the same numbers"),
    "funding": _("Funding line and emblem are there"),
    "project": _("The month lies in the project's time"),
    "consent": _("A quoted story has consent"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an issue: a block or ``articles/2``, and the cell or the language in it."""

    part: str
    row: str = ""
    basis: str = ""
    sex: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One mark: red holds an issue back, amber asks a person to look."""

    check: str
    mark: str
    where: Where
    # The place as a reader knows it, and what is wrong there.
    at: Words
    says: Words

    @property
    def key(self) -> tuple[str, str, Where]:
        """What makes two findings the same one, whatever their words."""
        return self.check, self.mark, self.where

    def in_language(self, language: str) -> str:
        """Write the place and the fault on one line."""
        return ": ".join(filter(None, (self.at[language], self.says[language])))

    def plain(self) -> dict[str, Any]:
        """Give it as plain data, to be kept with a frozen version."""
        return asdict(self)


def title_of(check: str) -> str:
    """Name a check in the reader's language."""
    return gettext(CHECKS[check])


def said(message: str, **parts: Any) -> Words:
    """Say it in both languages: numbers in the digits of each, pairs in their own words."""
    return {one: _said(message, parts, one) for one in LANGUAGES}


def _said(message: str, parts: dict[str, Any], language: str) -> str:
    with override(language):
        text = gettext(message)
    return text % {name: _written(part, language) for name, part in parts.items()}


def _written(part: Any, language: str) -> str:
    if isinstance(part, dict):
        return str(part[language])
    if isinstance(part, int):
        return figure(part, language)
    if isinstance(part, list | tuple):
        return ", ".join(_written(one, language) for one in part)
    return str(part)


def joined(*words: Words) -> Words:
    """Put words beside each other: a block, its row, a sex."""
    return {one: ", ".join(filter(None, (word[one] for word in words))) for one in LANGUAGES}


def named(text: str) -> Words:
    """Give what is the same in both languages: a code, an address."""
    return dict.fromkeys(LANGUAGES, text)


def red_ones(findings: Iterable[Finding]) -> list[Finding]:
    """Keep those that hold an issue back."""
    return [one for one in findings if one.mark == RED]
