"""What was told of a sheet so far, row by row, as it is kept between two requests.

A sheet of ten thousand rows is looked through, and imported, in stretches; each
adds to the report. The sheet's own cells stay in the sheet: a row is named by
its number and by what it says of kind, day and place.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from events.flags import in_words
from events.sheets.importing import Became, Import, Problem, TriedRow

NAMING = ("kind", "held_on", "place", "venue")


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One row: where it stands, what it says in short, what became of it, and why not."""

    line: int
    says: str
    became: str
    event: str = ""
    flags: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, row: TriedRow) -> Self:
        says = " · ".join(text for name in NAMING if (text := row.cells.get(name)))
        event = str(row.event or "")
        return cls(row.line, says, str(row.became), event, row.flags, row.problems)

    @property
    def remarks(self) -> list[str]:
        """What looked odd and was taken all the same."""
        return in_words(self.flags)


@dataclass(slots=True)
class Report:
    """What a dry run, or the import itself, has told of the rows of a sheet."""

    # False while it is only said what would become of the rows.
    importing: bool = False
    rows: list[ReportedRow] = field(default_factory=list)
    left: int = 0
    fatal: list[str] = field(default_factory=list)

    @classmethod
    def loads(cls, content: bytes) -> Self:
        told = json.loads(content)
        rows = [
            ReportedRow(line, says, became, event, flags, [Problem(*one) for one in problems])
            for line, says, became, event, flags, problems in told.pop("rows")
        ]
        return cls(rows=rows, **told)

    def dumps(self) -> bytes:
        told: dict[str, Any] = {
            name: getattr(self, name) for name in ("importing", "left", "fatal")
        }
        told["rows"] = [
            (row.line, row.says, row.became, row.event, row.flags,
             [tuple(asdict(problem).values()) for problem in row.problems])
            for row in self.rows
        ]  # fmt: skip
        return json.dumps(told, separators=(",", ":")).encode()

    def add(self, result: Import) -> None:
        """Add what another stretch has told."""
        self.fatal += [bad.why for bad in result.fatal]
        self.rows += map(ReportedRow.of, result.tried)
        self.left = result.left

    @property
    def is_done(self) -> bool:
        return not self.left

    @property
    def of_all(self) -> int:
        """How many rows the sheet has."""
        return len(self.rows) + self.left

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome."""
        found = Counter(row.became for row in self.rows)
        return {str(became): found[str(became)] for became in Became}

    def only(self, became: str) -> list[ReportedRow]:
        """Give the rows of one outcome, or all of them."""
        return [row for row in self.rows if became in {row.became, ""}]

    def lines(self) -> Iterator[list[Any]]:
        """Write the report for a spreadsheet: a line a row, more for one with many reasons."""
        yield [_("row"), _("what became of it"), _("column"), _("cell"), _("why"),
               _("what the row says"), _("event id")]  # fmt: skip
        words = self.words
        for row in self.rows:
            told = [(one.column, one.cell, one.why) for one in row.problems]
            for column, cell, why in told or [("", "", " ".join(row.remarks))]:
                yield [row.line, words[row.became], column, cell, why, row.says, row.event]

    @property
    def words(self) -> dict[str, str]:
        """Say each outcome, before the import and after it."""
        new = _("imported") if self.importing else _("will be imported")
        return {
            Became.NEW.value: new,
            Became.SAME.value: _("is here already"),
            Became.REFUSED.value: _("refused"),
        }
