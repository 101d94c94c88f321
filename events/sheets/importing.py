"""Events from a sheet (CSV or XLSX): good rows are taken, bad ones told with cell and reason.

Rows are taken by the slice, each slice in one transaction that only good rows enter
(:mod:`events.taking_many`). So a bad row takes back no good one, and an import that
was killed is simply run again. A row without an ``id`` gets one from what it says:
the same sheet again is the same events. Nothing waits in quarantine: a bad row
stays in the file, with its owner.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from campaigns.scope import EVERYWHERE, Scope, scope_of
from campaigns.sheets import BadRow, Sheet, read_sheet
from events.details import DETAILS
from events.event_parts import Reasons
from events.judging import Sender
from events.known_rows import KnownRows
from events.models import Door, Event, Standing, Submission
from events.sheets.details import column_of
from events.sheets.layout import LAYOUT
from events.sheets.rows import SLOT, Names, ReadRow, read_row, slot_of
from events.taking_many import Answer, take_or_refuse_many
from events.taking_one import Refused

# What is taken in one go: more is hardly quicker, and others wait for it.
SLICE = 200


class Became(StrEnum):
    NEW = "new"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: the column, its cell (F12) if the sheet has it, and why."""

    column: str
    cell: str
    why: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.cell, self.column) if part)
        return f"{where}: {self.why}" if where else self.why


@dataclass(frozen=True, slots=True)
class TriedRow:
    """What one row says, and what becomes of it."""

    line: int
    cells: dict[str, str]
    became: Became
    event: UUID | None = None
    flags: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Import:
    """What became of a sheet; ``fatal`` is why it could not be read as a whole."""

    tried: list[TriedRow] = field(default_factory=list)
    fatal: list[BadRow] = field(default_factory=list)
    # Rows that a limit of time left for the next call.
    left: int = 0

    def count(self, became: Became) -> int:
        return sum(row.became == became for row in self.tried)

    @property
    def refused(self) -> list[TriedRow]:
        return [row for row in self.tried if row.became == Became.REFUSED]

    @property
    def digest(self) -> str:
        """One digest of all that will happen; another one means that something has moved."""
        lines = [f"{row.line} {row.became} {row.event}" for row in self.tried]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def import_events(
    content: bytes,
    *,
    person: User | None,
    now: datetime.datetime,
    dry_run: bool = False,
    start: int = 0,
    is_time_up: Callable[[], bool] = lambda: False,
) -> Import:
    """Import the bytes of a sheet; ``person`` writes in their own districts, nobody everywhere.

    When ``is_time_up`` the rest is ``left``, after one slice at least. To go on, call again
    with ``start``: so many rows were told by earlier calls.
    """
    sheet = read_sheet(content, LAYOUT)
    result = Import(fatal=sheet.bad)
    if sheet.bad:
        return result
    names = Names()
    rows = [read_row(row, names) for row in sheet.rows]
    scope = scope_of(person) if person else EVERYWHERE
    sender = Sender(door=Door.SHEET, person=person, scope=scope)
    importing = _Importing(sheet, rows, sender, now, dry_run, scope)
    for tried in importing.slices(start):
        result.tried += tried
        if is_time_up():
            break
    result.left = len(rows) - start - len(result.tried)
    return result


@dataclass(slots=True)
class _Importing:
    """One sheet on its way in, slice after slice."""

    sheet: Sheet
    rows: list[ReadRow]
    sender: Sender
    now: datetime.datetime
    dry_run: bool
    # A person is told nothing of events in other districts.
    scope: Scope
    known: KnownRows = field(default_factory=KnownRows)

    def slices(self, start: int) -> Iterator[list[TriedRow]]:
        first: dict[UUID, ReadRow] = {}
        for row in self.rows:
            if row.content:
                first.setdefault(row.content.id, row)
        for begin in range(start, len(self.rows), SLICE):
            yield self._slice(self.rows[begin : begin + SLICE], first)

    def _slice(self, rows: list[ReadRow], first: dict[UUID, ReadRow]) -> list[TriedRow]:
        here, beside = _known(rows, set(first), self.scope)
        refused: dict[int, Reasons] = {}
        for row in rows:
            if row.content is None:
                refused[row.line] = row.problems
            elif (earlier := first[row.content.id]) is not row:
                refused[row.line] = _repeats(row, earlier)
            elif row.content.id not in here and not row.has_own_id and row.slot in beside:
                refused[row.line] = _may_be_the_same(beside[row.slot])
        taking = [row.content for row in rows if row.content and row.line not in refused]
        answers = take_or_refuse_many(
            taking, sender=self.sender, now=self.now, rows=self.known, dry_run=self.dry_run
        )
        return [
            self._refused(row, refused[row.line])
            if row.content is None or row.line in refused
            else self._told(row, answers[row.content.id])
            for row in rows
        ]

    def _told(self, row: ReadRow, answer: Answer) -> TriedRow:
        if isinstance(answer, Refused):
            if answer.against is not None and self.scope.holds(answer.against.place_id):
                return self._refused(row, _says_otherwise(row, answer.against))
            return self._refused(row, answer.reasons)
        is_here = answer.event.pk is not None and not answer.is_new
        became = Became.SAME if is_here else Became.NEW
        flags = [] if is_here else answer.event.flags
        return TriedRow(row.line, row.cells, became, answer.event.client_uuid, flags)

    def _refused(self, row: ReadRow, reasons: Reasons) -> TriedRow:
        problems = [
            Problem(column, self.sheet.address(row.line, column), why)
            for column, whys in ((column_of(name), whys) for name, whys in reasons.items())
            for why in whys
        ]
        return TriedRow(row.line, row.cells, Became.REFUSED, problems=problems)


def _known(
    rows: list[ReadRow], own: set[UUID], scope: Scope
) -> tuple[set[UUID], dict[tuple[str, ...], Event]]:
    """Give which rows are here, and by slot the events that stand where a row says it was.

    An event of this very sheet stands beside no other: its owner lists both.
    """
    read = [row for row in rows if row.content]
    ids = [row.content.id for row in read if row.content]
    here = set(Event.objects.filter(client_uuid__in=ids).values_list("client_uuid", flat=True))
    fields = [row.content.fields for row in read if row.content]
    days = {text for one in fields if _is_day(text := one.get("held_on", ""))}
    places = {one["place"] for one in fields if "place" in one}
    there = scope.narrow(Event.objects.filter(held_on__in=days, place__in=places))
    there = there.exclude(standing=Standing.SET_ASIDE).only("client_uuid", "kind", *SLOT[1:])
    beside = {
        slot_of(
            event.kind_id,
            event.held_on,
            event.place_id,
            event.venue or None,
            event.starts_at and f"{event.starts_at:%H:%M}",
        ): event
        for event in there
        if event.client_uuid not in own
    }
    return here, beside


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _repeats(row: ReadRow, earlier: ReadRow) -> Reasons:
    assert row.content is not None and earlier.content is not None  # noqa: S101, PT018 - as above
    line = {"line": earlier.line}
    if row.has_own_id:
        if row.content.digest == earlier.content.digest:
            return {"id": [_("This repeats row %(line)s.") % line]}
        return {"id": [_("Row %(line)s has this id already, and says otherwise.") % line]}
    return {
        "": [
            _(
                "This repeats row %(line)s: the same kind, day, place, time and figures. If both "
                "were held, give each its start time, or an id of its own."
            )
            % line
        ]
    }


def _may_be_the_same(event: Event) -> Reasons:
    return {
        "": [
            _(
                "An event of this kind, day, place and time is here already, with other figures "
                "or from another door (%(id)s). To correct it, edit it in the list of events; if "
                "this is another one, give it its start time, or an id of its own."
            )
            % {"id": event.client_uuid}
        ]
    }


def _says_otherwise(row: ReadRow, event: Event) -> Reasons:
    """Say what the row and the event of its id do not have in common."""
    assert row.content is not None  # noqa: S101 - as above
    sent = Submission.objects.filter(client_uuid=row.content.id).first()
    texts = (sent.content if sent else "{}", row.content.text)
    before, now = ({**said, **said.get(DETAILS, {})} for said in map(json.loads, texts))
    differ = [name for name in LAYOUT.columns if before.get(name) != now.get(name)] if sent else []
    words = {"id": event.client_uuid}
    why = _("This event is here already and says otherwise (%(id)s): edit it in the list.") % words
    return {name: [why] for name in differ} or {"id": [why]}
