"""From a row of a sheet to the content of a submission, with what is wrong by column.

Knows names of kinds and places and what people type; what an event must satisfy
is the intake's. No row is guessed at, and none says anything about another.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from campaigns.importing import whole_number
from campaigns.models.places import search_form
from campaigns.sheets import SheetRow
from events.content import Content, content_of, read_uuid
from events.details import DETAILS
from events.event_parts import FIGURES, Reasons, read_parts
from events.models import EventKind
from events.place_names import NoSuchPlace, PlaceNames
from events.sheets.details import DetailNames, column_of, read_details
from events.sheets.layout import OF_THE_EVENT
from foundation.bijoy import looks_like_bijoy

# Of all rows without an id of their own. Never to be changed: the same sheet
# would then be as many new events.
ROWS = UUID("5d0ff1f5-8a43-4a0c-9a55-3b3cf4d2a6d7")
# Where and when it was, in short; several shows may share it.
SLOT = ("kind", "held_on", "place", "venue", "starts_at")
# What makes an event this one: words about it may be bettered, its figures are told apart.
IDENTITY = (*SLOT, "level", *FIGURES)
HOUR = re.compile(r"(\d{1,2}):(\d{2})(:00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it was read: its content, unless there are problems by column."""

    line: int
    cells: dict[str, str]
    content: Content | None = None
    slot: tuple[str, ...] = ()
    has_own_id: bool = False
    problems: Reasons = field(default_factory=dict)


class Names:
    """The names of kinds and places, read once a sheet."""

    def __init__(self) -> None:
        self.places = PlaceNames.read()
        self.details = DetailNames()
        self.kinds: dict[str, set[str]] = {}
        for kind in EventKind.objects.all():
            for name in (kind.pk, kind.channel.label_en, kind.channel.label_bn):
                self.kinds.setdefault(search_form(name), set()).add(kind.pk)

    def kind(self, text: str) -> str:
        """Give the short name of a kind. Raises ValueError, with a sentence."""
        found = self.kinds.get(search_form(text), set())
        if len(found) != 1:
            every = ", ".join(sorted({slug for slugs in self.kinds.values() for slug in slugs}))
            why = _("“%(text)s” is no kind of event that we know. These are: %(kinds)s.")
            raise ValueError(why % {"text": text, "kinds": every})
        return next(iter(found))


def read_row(row: SheetRow, names: Names) -> ReadRow:
    """Read one row; each column that cannot be right is among the problems."""
    if row.why:
        return ReadRow(row.line, row.cells, problems={row.column: [row.why]})
    said = {name: text for name, text in row.cells.items() if text}
    problems: Reasons = {name: [_old_coding()] for name in said if looks_like_bijoy(said[name])}
    own_id = _read_id(said, problems)
    fields = _read_fields(said, names, problems)
    content = content_of(own_id or uuid5(ROWS, _meaning(fields, IDENTITY)), fields)
    if problems:
        # The rest is read too, so that one look at the row tells all of it; a cell that
        # was said and not read is no missing one.
        for name, why in read_parts(content).problems.items():
            column = column_of(name)
            if name in fields or column not in said or column != name:
                problems.setdefault(column, why)
        return ReadRow(row.line, row.cells, problems=problems)
    slot = slot_of(*(fields.get(name) for name in SLOT))
    return ReadRow(row.line, row.cells, content, slot, own_id is not None)


def slot_of(*parts: Any) -> tuple[str, ...]:
    """Name kind, day, place, venue and start time of a row or an event in one form."""
    return tuple(_folded(part) for part in parts)


def _read_fields(said: dict[str, str], names: Names, problems: Reasons) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "kind": names.kind,
        "starts_at": _hour,
        "headcount": str.casefold,
        "level": str.casefold,
        "place": lambda text: _place(text, said, names.places),
        **dict.fromkeys(FIGURES, whole_number),
    }
    fields: dict[str, Any] = {}
    for name in OF_THE_EVENT:
        if name not in said or name in problems:
            continue
        try:
            fields[name] = readers.get(name, str)(said[name])
        except NoSuchPlace as error:
            problems.setdefault(error.column, [str(error)])
        except ValueError as error:
            problems[name] = [str(error)]
    if details := read_details(said, fields.get("place", ""), names.details, problems):
        fields[DETAILS] = details
    return fields


def _place(text: str, said: dict[str, str], places: PlaceNames) -> str:
    return places.find(
        text, district=said.get("district", ""), upazila=said.get("upazila", "")
    ).code


def _hour(text: str) -> str:
    """Write 9:30 and 09:30:00, as spreadsheets do, in the one form; the rest is judged later."""
    found = HOUR.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}" if found else text


def _read_id(said: dict[str, str], problems: Reasons) -> UUID | None:
    if "id" not in said:
        return None
    try:
        return read_uuid(said["id"])
    except ValueError:
        problems["id"] = [
            _("This is not a UUID. Leave it blank when you have none: the row is told by itself.")
        ]
        return None


def _meaning(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    """Write what makes a row this event, in one form."""
    return json.dumps([_folded(fields.get(name)) for name in names], ensure_ascii=True)


def _folded(value: Any) -> str:
    return "" if value is None else " ".join(search_form(str(value)).split())


def _old_coding() -> str:
    return _(
        "This is Bangla in the old Bijoy coding (fonts such as SutonnyMJ), which nothing but "
        "that font can read. Convert the column to Unicode with a Bijoy converter, in a font "
        "such as Nikosh or Kalpurush, and bring the sheet again."
    )
