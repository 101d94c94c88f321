"""Totals and their parts, women and men and all: added up again, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.cells import AT_LEAST, UNKNOWN, WITHHELD
from portal.issues.content import Content
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding
from portal.issues.linting.findings import said as in_words
from portal.issues.linting.reading import Name, Reading

WRONG = _("%(whole)s is printed, but the parts add up to %(sum)s.")
UNCHECKED = _("This sum cannot be checked: not every part is printed.")
OUT_OF_RANGE = _("%(value)s does not fit the range %(low)s … %(high)s.")


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell that is the sum of others, and which check says so."""

    check: str
    name: Name
    whole: Content
    parts: tuple[Content, ...]

    @property
    def added(self) -> int:
        """What the printed parts add up to."""
        return sum(one["value"] for one in self.parts if one["value"] is not None)

    @property
    def mark(self) -> str:
        """Red for a wrong sum, amber for one that cannot be checked, else nothing.

        A part that is not known is no hole in a total of "at least": that is the sum of what is
        known. A total that is whole without its missing part is right as well.
        """
        values = [one["value"] for one in self.parts]
        whole = self.whole["value"]
        if whole is None:
            return AMBER if any(value is not None for value in values) else ""
        if None not in values and values:
            return "" if self.added == whole else RED
        if self.added > whole:
            return RED
        if self.whole["status"] == AT_LEAST and not self._is_withheld:
            return "" if self.added == whole else RED
        return "" if self.added == whole and any(v is not None for v in values) else AMBER

    @property
    def _is_withheld(self) -> bool:
        return any(one["status"] == WITHHELD for one in self.parts)


def totals(reading: Reading) -> Iterator[Sum]:
    """Give each total with its parts, of each basis and sex."""
    for block in reading.content["blocks"]:
        for row in block["rows"]:
            if not row["total"]:
                continue
            slugs = [part["slug"] for part in _parts_of(row, block)]
            for cell in row["cells"]:
                parts = (reading.cell(slug, cell["basis"], cell["sex"]) for slug in slugs)
                found = tuple(part for part in parts if part is not None)
                yield Sum("total", (row["slug"], cell["basis"], cell["sex"]), cell, found)


def _parts_of(total: Content, block: Content) -> list[Content]:
    """Find the rows that name the total, or those of its kind before it."""
    rows = block["rows"]
    named = [row for row in rows if row["part_of"] == total["slug"]]
    if named:
        return named
    kinds = {cell["indicator"] for cell in total["cells"]}
    return [
        row
        for row in rows[: rows.index(total)]
        if not row["total"] and kinds & {cell["indicator"] for cell in row["cells"]}
    ]


def sexes(reading: Reading) -> Iterator[Sum]:
    """Give each cell of all people with those of the sexes beside it."""
    for (slug, basis, sex), whole in reading.cells.items():
        if sex != "all":
            continue
        cells = reading.rows[slug][1]["cells"]
        parts = tuple(one for one in cells if one["basis"] == basis and one["sex"] != "all")
        # Where no sex is known none is printed, and there is nothing to add up.
        if any(part["status"] != UNKNOWN for part in parts):
            yield Sum("sexes", (slug, basis, sex), whole, parts)


def check_sums(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark the sums that are wrong, or cannot be checked."""
    for one in (*totals(reading), *sexes(reading)):
        if one.mark:
            says = (
                in_words(WRONG, whole=one.whole["value"], sum=one.added)
                if one.mark == RED
                else in_words(UNCHECKED)
            )
            at = reading.at(one.name)
            yield Finding(one.check, one.mark, reading.where(one.name), at, says)


def check_ranges(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a declared figure outside of its own range: its largest part, and the sum."""
    for name, cell in reading.cells.items():
        value, low, high = cell["value"], cell["low"], cell["high"]
        if value is None or low is None or high is None or low <= value == high:
            continue
        says = in_words(OUT_OF_RANGE, value=value, low=low, high=high)
        yield Finding("range", RED, reading.where(name), reading.at(name), says)
