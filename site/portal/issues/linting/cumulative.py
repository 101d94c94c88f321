"""What was reached up to a month: it does not fall, and it grows by the month."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.cells import KNOWN
from campaigns.factsheet.formulas import CUMULATIVE, MONTH
from foundation.bangla import month_name
from portal.issues.content import LANGUAGES, Content, month_of
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Words, said
from portal.issues.linting.reading import Reading

ABOVE = _("The month says %(month)s, but everything up to it only %(cumulative)s.")
FALLS = _("It was %(before)s in the issue of %(of)s, and is %(now)s now.")
FALLS_IN_WRITING = _(
    "It was %(before)s in the issue of %(of)s, and is %(now)s now: the books hold a change of "
    "an earlier month."
)
JUMPS = _(
    "The issue of %(of)s said %(before)s, and the month adds %(month)s; together that is "
    "%(sum)s, not %(now)s."
)
JUMPS_IN_WRITING = _(
    "The issue of %(of)s said %(before)s, and the month adds %(month)s; together that is "
    "%(sum)s, not %(now)s: the books hold a change of an earlier month."
)
LOST = _("The issue of %(of)s knew this figure: %(before)s. Now it is not known.")


def check_months(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a month that is above everything up to its end."""
    for (slug, basis, sex), cell in reading.cells.items():
        whole = reading.cell(slug, CUMULATIVE, sex)
        if basis != MONTH or whole is None or None in (cell["value"], whole["value"]):
            continue
        if cell["value"] > whole["value"]:
            name = (slug, basis, sex)
            says = said(ABOVE, month=cell["value"], cumulative=whole["value"])
            where, at = reading.where(name), reading.at(name)
            yield Finding("month-above-cumulative", RED, where, at, says)


def check_against_before(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark what fell, what jumped and what is no longer known since the issue before.

    A change that is written in the books is amber: somebody wrote why.
    """
    if beside.before is None:
        return
    earlier = Reading(beside.before)
    of = _month(beside.before)
    follows = _follows(beside.before, reading.content)
    for name, cell in reading.cells.items():
        old = earlier.cells.get(name)
        if old is None or old["value"] is None:
            continue
        place = reading.where(name), reading.at(name)
        told = {"of": of, "before": old["value"], "now": cell["value"]}
        if cell["value"] is None:
            yield Finding("zero", AMBER, *place, said(LOST, of=of, before=old["value"]))
        elif name[1] == CUMULATIVE and cell["value"] < old["value"]:
            mark, words = _mark(cell, beside, FALLS, FALLS_IN_WRITING)
            yield Finding("cumulative", mark, *place, said(words, **told))
        elif name[1] == CUMULATIVE and follows:
            month = reading.cell(name[0], MONTH, name[2])
            if month is None or not _are_known(month, cell, old):
                continue
            if (added := old["value"] + month["value"]) != cell["value"]:
                mark, words = _mark(cell, beside, JUMPS, JUMPS_IN_WRITING)
                says = said(words, month=month["value"], sum=added, **told)
                yield Finding("cumulative", mark, *place, says)


def _mark(cell: Content, beside: Beside, plain: str, in_writing: str) -> tuple[str, str]:
    return (AMBER, in_writing) if beside.is_restated(cell) else (RED, plain)


def _are_known(*cells: Content) -> bool:
    return all(one["status"] == KNOWN and one["value"] is not None for one in cells)


def _month(content: Content) -> Words:
    return {one: month_name(month_of(content), one) for one in LANGUAGES}


def _follows(before: Content, now: Content) -> bool:
    """Whether an issue is of the month right after the other one."""
    first, second = (month_of(one).year * 12 + month_of(one).month for one in (before, now))
    return second - first == 1
