"""Figures from a CSV file: checked row by row, posted all or not at all."""

import csv
import datetime
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.books import hold_books
from campaigns.facts import Cell, Fact, LedgerRefused, Posting, Source
from campaigns.ledger import post_stated
from campaigns.models import Definition
from campaigns.models.entries import Authority, Confidence, Role
from foundation.moments import parse_day, parse_instant

T = TypeVar("T")
# Grouped in threes or, as in 88,30,252, in twos; a decimal comma is no grouping.
WHOLE_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{2,3})*,\d{3})", re.ASCII)
DHAKA = ZoneInfo("Asia/Dhaka")
REQUIRED = ["channel", "indicator", "role", "period_start", "period_end", "value"]
OPTIONAL = ["reason", "definition", "confidence", "source", "observed_at"]
# A platform's day is its own, so that a typed and a polled month meet in one cell.
ZONES = {"facebook": "America/Los_Angeles", "youtube": "America/Los_Angeles"}


@dataclass(slots=True)
class BadRow:
    """One row that cannot be taken, with its line in the file."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"


@dataclass(slots=True)
class Import:
    """What became of a file: posted rows, or the bad ones and nothing posted."""

    rows: int = 0
    posting: Posting = field(default_factory=Posting)
    bad: list[BadRow] = field(default_factory=list)


class _Undo(Exception):
    pass


def import_readings(path: Path, *, now: datetime.datetime, dry_run: bool = False) -> Import:
    """Import a file of figures. With one bad row, or ``dry_run``, nothing is kept."""
    result = Import()
    try:
        with transaction.atomic():
            # Rows come in the order of the sheet, not in that of the locks.
            hold_books(alone=True)
            _import(path, now, result)
            if result.bad or dry_run:
                raise _Undo
    except _Undo:
        pass
    return result


def _import(path: Path, now: datetime.datetime, result: Import) -> None:
    seen: dict[tuple, dict[int, Cell]] = defaultdict(dict)
    for line, row in _rows(path, result):
        try:
            fact = _fact(row, f"file:{path.name}:{line}", now)
            month = seen[fact.cell.indicator, fact.cell.channel, fact.cell.role, fact.cell.month]
            _refuse_same_days(fact.cell, month)
            with transaction.atomic():
                posting = post_stated([fact], now=now)
            month[line] = fact.cell
        except (LedgerRefused, ValueError) as error:
            result.bad.append(BadRow(line, str(error)))
        else:
            result.posting = Posting(
                result.posting.written + posting.written,
                result.posting.unchanged + posting.unchanged,
                result.posting.stale + posting.stale,
                result.posting.held + posting.held,
            )


def _refuse_same_days(cell: Cell, earlier: dict[int, Cell]) -> None:
    for line, other in earlier.items():
        if cell.period_start <= other.period_end and other.period_start <= cell.period_end:
            _refuse(f"speaks of the same days as line {line}")


def _rows(path: Path, result: Import) -> Iterable[tuple[int, dict[str, str]]]:
    """Yield each row with its line number; a file that is no table is one bad row."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        result.bad.append(BadRow(1, "the file is not UTF-8: save it as “CSV UTF-8”"))
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = [name.strip() for name in reader.fieldnames or []]
    missing = [name for name in REQUIRED if name not in names]
    strange = [name for name in names if name not in {*REQUIRED, *OPTIONAL}]
    twice = sorted({name for name in names if names.count(name) > 1})
    if missing or strange or twice:
        why = [f"the column {name} is missing" for name in missing]
        why += [f"the column “{name}” is not one of ours" for name in strange]
        why += [f"the column {name} is there twice" for name in twice]
        result.bad.append(BadRow(1, "; ".join(why)))
        return
    reader.fieldnames = names
    try:
        for row in reader:
            if None in row or None in row.values():
                result.rows += 1
                result.bad.append(BadRow(reader.line_num, "more or fewer cells than columns"))
                continue
            cells = {name: (cell or "").strip() for name, cell in row.items()}
            if any(cells.values()):
                result.rows += 1
                yield reader.line_num, cells
    except csv.Error as error:
        result.bad.append(BadRow(reader.line_num, f"not readable as CSV: {error}"))


def _refuse(why: str) -> None:
    raise LedgerRefused(why)


def _fact(row: dict[str, str], ref: str, now: datetime.datetime) -> Fact:
    start, end = parse_day(row["period_start"]), parse_day(row["period_end"])
    if row["role"] not in {Role.MONTH, Role.OPENING}:
        _refuse(f"the role is “month” or “opening”, not “{row['role']}”")
    definition = _definition(row, start, end)
    value = _optional(row, "value", _whole_number)
    return Fact(
        cell=Cell(
            indicator=row["indicator"],
            channel=row["channel"],
            definition=definition.slug,
            period_start=start,
            period_end=end,
            zone=ZONES.get(definition.platform, "Asia/Dhaka"),
            role=row["role"],
        ),
        source=Source(
            authority=Authority.PERSON.value,
            ref=row.get("source") or ref,
            observed_at=_optional(row, "observed_at", lambda text: parse_instant(text, DHAKA))
            or now,
        ),
        value=value,
        reason=row.get("reason", ""),
        settled=value is not None,
        confidence=row.get("confidence") or Confidence.SURE.value,
    )


def _optional(row: dict[str, str], name: str, read: Callable[[str], T]) -> T | None:
    text = row.get(name, "")
    return read(text) if text else None


def _whole_number(text: str) -> int:
    if not WHOLE_NUMBER.fullmatch(text):
        message = f"“{text}” is not a whole number; leave the cell blank when it is not known"
        raise ValueError(message)
    return int(text.replace(",", ""))


def _definition(row: dict[str, str], start: datetime.date, end: datetime.date) -> Definition:
    """Return the named definition, or the only one that held all through the period."""
    if row.get("definition"):
        named = Definition.objects.filter(slug=row["definition"]).first()
        if named is None:
            _refuse(f"“{row['definition']}” is not a definition that we know")
        return named  # type: ignore[return-value]
    fitting = [
        one
        for one in Definition.objects.filter(indicator=row["indicator"])
        if one.covers(start, end)
    ]
    if len(fitting) != 1:
        _refuse(
            f"{row['indicator']} has {len(fitting)} definitions that held from {start} to {end}: "
            "name one in the column definition"
        )
    return fitting[0]
