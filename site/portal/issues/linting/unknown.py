"""A zero is a value, and not known is none; what is unsure stands only where a sum needs it."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.cells import AT_LEAST, KNOWN, UNKNOWN, WITHHELD
from campaigns.models.entries import Confidence
from portal.issues.content import Content
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, said
from portal.issues.linting.reading import Reading, article_at

PRINTED = _("%(value)s is printed, but the figure is not known. A zero that was reported is known.")
LEAKED = _("%(value)s is printed, but the figure was held back as too unsure.")
EMPTY = _("The figure counts as known, and there is none.")
ODD = _("Nobody can tell whether this figure is known.")
UNSURE = _("An unsure figure is printed, and no sure total needs it.")
DASH = _("The text names “%(label)s”, and a dash stands there: the figure is not printed.")


def check_zeros(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a value where none is known, and none where one is said to be."""
    for name, cell in reading.cells.items():
        if words := _fault(cell):
            says = said(words, value=cell["value"])
            yield Finding("zero", RED, reading.where(name), reading.at(name), says)
    for number, article in enumerate(reading.content["articles"]):
        for cell in article["cells"]:
            where = Where(f"articles/{number}", cell["row"], cell["basis"], cell["sex"])
            at = article_at(number, article)
            if words := _fault(cell):
                yield Finding("zero", RED, where, at, said(words, value=cell["value"]))
            elif cell["value"] is None:
                yield Finding("zero", AMBER, where, at, said(DASH, label=cell["label"]))


def _fault(cell: Content) -> str:
    has_value = cell["value"] is not None
    if cell["status"] in {KNOWN, AT_LEAST}:
        return "" if has_value else EMPTY
    if cell["status"] not in {UNKNOWN, WITHHELD}:
        return ODD
    if has_value:
        return PRINTED if cell["status"] == UNKNOWN else LEAKED
    return ""


def check_unsure(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark an unsure figure that is printed and is no part of a sure total."""
    for name, cell in reading.cells.items():
        if not _is_unsure(cell):
            continue
        total = reading.cell(reading.rows[name[0]][1]["part_of"], name[1], name[2])
        if total is None or total["confidence"] != Confidence.SURE or total["value"] is None:
            yield Finding("unsure", RED, reading.where(name), reading.at(name), said(UNSURE))
    for number, article in enumerate(reading.content["articles"]):
        for cell in article["cells"]:
            if _is_unsure(cell):
                where = Where(f"articles/{number}", cell["row"], cell["basis"], cell["sex"])
                yield Finding("unsure", RED, where, article_at(number, article), said(UNSURE))


def _is_unsure(cell: Content) -> bool:
    return cell["confidence"] == Confidence.UNSURE and cell["status"] in {KNOWN, AT_LEAST}
