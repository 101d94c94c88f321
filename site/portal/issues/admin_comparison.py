"""What changed since the last issue, for whoever is about to freeze this one: every figure."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from campaigns.factsheet.cells import FactsheetBooks
from foundation.bangla import figure, month_name
from portal.issues.content import Content
from portal.issues.linting.reading import SEXES
from portal.issues.sheet import SinceSection
from portal.issues.shown_changes import since_section
from portal.issues.since_the_last import OTHER_SUM, Bridge, compare

WHY: dict[bool, str | Promise] = {
    True: _("Its sum is made up of other channels now."),
    False: _("The books do not explain it."),
}


@dataclass(frozen=True, slots=True)
class ShownBridge:
    """One line of the table, in the reader's digits."""

    label: str
    last: str
    month: str
    late: str
    now: str
    holds: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """The table, and what readers of the issue are told."""

    of: str
    lines: list[ShownBridge]
    differing: int
    said: SinceSection | None


def comparison_shown(content: Content, books: FactsheetBooks) -> ShownComparison | None:
    """Compare an issue with the last that went out, figure by figure; None without one."""
    comparison = compare(content["blocks"], books)
    if comparison is None:
        return None
    language = "bn" if get_language() == "bn" else "en"
    return ShownComparison(
        of=month_name(comparison.version.issue.month, language),
        lines=[_line(one, language) for one in comparison.bridges],
        differing=len(comparison.differing),
        said=since_section(content, language),
    )


def _line(one: Bridge, language: str) -> ShownBridge:
    sex = gettext(SEXES[one.sex]) if one.sex in SEXES else ""
    return ShownBridge(
        label=", ".join(filter(None, (one.label[language], sex))),
        last=figure(one.last, language),
        month=_signed(one.month, language),
        late=_signed(one.late, language),
        now=figure(one.now, language),
        holds=one.holds if one.is_compared else None,
        why=str(WHY[one.why == OTHER_SUM]) if one.is_compared and not one.holds else "",
    )


def _signed(value: int, language: str) -> str:
    sign = "−" if value < 0 else "+"
    return f"{sign}{figure(abs(value), language)}"
