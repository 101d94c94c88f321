"""Figures from a sheet (CSV or XLSX): checked row by row, posted all or not at all."""

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.books import hold_books
from campaigns.facts import Cell, Fact, LedgerRefused, Outcome, Posting
from campaigns.ledger import post_stated
from campaigns.models.entries import Confidence, Role, Sex
from campaigns.printed import as_difference
from campaigns.sheets import BadRow, SheetRow, read_sheet
from campaigns.statements import Statement
from foundation.moments import DHAKA, parse_day, parse_instant

T = TypeVar("T")
# As a document or another system states it; what enters the books is what is missing to it.
CUMULATIVE = "cumulative"
# Grouped in threes or, as in 88,30,252, in twos; a decimal comma is no grouping.
WHOLE_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{2,3})*,\d{3})", re.ASCII)
__all__ = ["BadRow", "Import", "TriedRow", "import_readings", "import_sheet"]


@dataclass(frozen=True, slots=True)
class TriedRow:
    """What one row says, and what becomes of it: an outcome, or the reason of a refusal."""

    line: int
    cells: dict[str, str]
    outcome: Outcome | None = None
    why: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.why)


@dataclass(slots=True)
class Import:
    """What became of a file: posted rows, or the bad ones and nothing posted.

    ``fatal`` is why the file as a whole could not be read.
    """

    tried: list[TriedRow] = field(default_factory=list)
    posting: Posting = field(default_factory=Posting)
    fatal: list[BadRow] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.tried)

    @property
    def bad(self) -> list[BadRow]:
        """The rows that were refused, in the order of the sheet."""
        return [*self.fatal, *(BadRow(row.line, row.why) for row in self.tried if row.refused)]

    @property
    def digest(self) -> str:
        """One digest of all that will happen; another one means that the books have moved."""
        lines = [f"{row.line} {row.outcome} {row.why}" for row in self.tried]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def import_readings(path: Path, *, now: datetime.datetime, dry_run: bool = False) -> Import:
    """Import a file of figures. With one bad row, or ``dry_run``, nothing is kept."""
    return import_sheet(path.read_bytes(), name=path.name, now=now, dry_run=dry_run)


def import_sheet(
    content: bytes,
    *,
    name: str,
    now: datetime.datetime,
    dry_run: bool = False,
    actor: str = "",
    expected: str = "",
) -> Import:
    """Import the bytes of a file; ``actor`` is the opaque name of who brings it.

    Nothing is kept with a bad row, with ``dry_run``, or when what would happen
    is not what ``expected`` (a :attr:`Import.digest`) says somebody agreed to.
    """
    sheet = read_sheet(content)
    result = Import(fatal=sheet.bad)
    if sheet.bad:
        result.tried = [TriedRow(row.line, row.cells, why=row.why) for row in sheet.rows if row.why]
        return result
    brought = _Brought(name[:80], hashlib.sha256(content).hexdigest(), actor, now)
    with transaction.atomic():
        # Rows come in the order of the sheet, not in that of the locks.
        hold_books(alone=True)
        _try(sheet.rows, brought, result)
        if result.bad or dry_run or (expected and result.digest != expected):
            transaction.set_rollback(True)
    return result


@dataclass(frozen=True, slots=True)
class _Brought:
    """The file, who brings it and when."""

    name: str
    sha256: str
    actor: str
    now: datetime.datetime


def _try(rows: list[SheetRow], brought: _Brought, result: Import) -> None:
    """Post row after row, each in the light of those before it, and note what becomes of it."""
    seen: dict[tuple, dict[int, Cell]] = defaultdict(dict)
    for row in rows:
        if row.why:
            result.tried.append(TriedRow(row.line, row.cells, why=row.why))
            continue
        try:
            fact = _fact(row, brought)
            cell = fact.cell
            month = seen[cell.indicator, cell.channel, cell.role, cell.month, cell.sex]
            _refuse_same_days(cell, month)
            with transaction.atomic():
                posting = post_stated([fact], now=brought.now)
            month[row.line] = cell
        except (LedgerRefused, ValueError) as error:
            result.tried.append(TriedRow(row.line, row.cells, why=str(error)))
        else:
            result.posting += posting
            [outcome] = posting.outcomes
            result.tried.append(TriedRow(row.line, row.cells, outcome))


def _refuse_same_days(cell: Cell, earlier: dict[int, Cell]) -> None:
    for line, other in earlier.items():
        if cell.period_start <= other.period_end and other.period_start <= cell.period_end:
            raise LedgerRefused(_("speaks of the same days as line %(line)s") % {"line": line})


def _fact(row: SheetRow, brought: _Brought) -> Fact:
    cells = row.cells
    start, end = parse_day(cells["period_start"]), parse_day(cells["period_end"])
    is_cumulative = cells["role"] == CUMULATIVE
    if not is_cumulative and cells["role"] not in {Role.MONTH, Role.OPENING}:
        why = _("the role is “month”, “opening” or “cumulative”, not “%(role)s”")
        raise LedgerRefused(why % {"role": cells["role"]})
    statement = Statement(
        channel=cells["channel"],
        indicator=cells["indicator"],
        role=Role.DIFFERENCE.value if is_cumulative else cells["role"],
        sex=cells.get("sex") or Sex.NOT_RECORDED.value,
        period_start=start,
        period_end=end,
        value=_optional(cells, "value", whole_number),
        reason=cells.get("reason", ""),
        definition=cells.get("definition", ""),
        confidence=cells.get("confidence") or Confidence.SURE.value,
        source=cells.get("source") or f"file:{brought.name}:{row.line}",
        observed_at=_optional(cells, "observed_at", _instant),
        payload_sha256=brought.sha256,
        actor=brought.actor,
    )
    fact = statement.fact(now=brought.now)
    return as_difference(fact) if is_cumulative else fact


def _instant(text: str) -> datetime.datetime:
    return parse_instant(text, DHAKA)


def _optional(row: dict[str, str], name: str, read: Callable[[str], T]) -> T | None:
    text = row.get(name, "")
    return read(text) if text else None


def whole_number(text: str) -> int:
    """Read a count as it is typed, with or without commas. Raises ValueError."""
    if not WHOLE_NUMBER.fullmatch(text):
        message = _("“%(text)s” is not a whole number; leave the cell blank when it is not known")
        raise ValueError(message % {"text": text})
    return int(text.replace(",", ""))
