"""What was sent beside what is here, field by field, in words a person can decide by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Place
from events.content import NOTHING, NotReadable
from events.details import DETAILS
from events.details.showing import label_of, lines_of
from events.details.slots import slot_of
from events.device_clock import correct_day
from events.event_parts import Parts, read_parts
from events.known_rows import KnownRows
from events.models import CONTENT_FIELDS, POSITION_FIELDS, Event, Quarantined
from events.places import describe_place
from events.reading import read_body
from foundation.bangla import UNKNOWN, figure
from foundation.shown_moments import show_moment

OF_NO_EVENT = frozenset(
    {"id", "replaces", "recorded_at", "client_now", "photos", "attachments", "position"}
)
POSITION = gettext_lazy("position")
SHOWN_APART = frozenset({*POSITION_FIELDS, DETAILS})


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what is here, what was sent, and what is wrong with that."""

    label: str
    here: str
    sent: str
    differs: bool
    reasons: list[str]


def read_kept(kept: Quarantined) -> Parts:
    """Read what waits, as well as it can be; its day corrected by the phone's clock."""
    try:
        parts = read_parts(read_body(kept))
    except NotReadable:
        return Parts()
    claimed = parts.event.get("held_on")
    if claimed is not None:
        held_on = correct_day(
            claimed,
            recorded_at=parts.recorded_at,
            client_now=parts.client_now,
            server_now=kept.received_at,
        )
        parts.event["held_on"] = held_on.day
    return parts


def values_sent(kept: Quarantined) -> dict[str, Any]:
    """Give what was sent for each field of an event; what was refused, as it came."""
    parts = read_kept(kept).event
    raw = {name: value for name, value in _raw(kept).items() if isinstance(value, str | int)}
    return {
        name: parts[name] if name in parts else raw[name]
        for name in CONTENT_FIELDS
        if name in parts or name in raw
    }


def summarise(kept: Quarantined) -> str:
    """Name what waits by kind, day and place, as far as these can be read."""
    parts = read_kept(kept).event
    told = [show(parts[name]) for name in ("kind", "held_on", "place") if name in parts]
    # A form of somebody else is at least called something.
    form = _raw(kept).get("form", "") if not told else ""
    return ", ".join(told) or str(form) or _("Text that cannot be read")


def compare(kept: Quarantined) -> list[Line]:
    """Give a line for each field that is said on either side."""
    reasons = kept.reasons.get(get_language() or "en") or kept.reasons.get("en") or {}
    parts = read_kept(kept)
    here = _parts_here(kept.against) if kept.against else {}
    raw = _raw(kept)
    lines = [
        line
        for name in CONTENT_FIELDS
        if name not in SHOWN_APART
        for line in _line(name, here, parts.event, raw, reasons)
    ]
    lines += _position_line(here, parts.event, reasons)
    lines += _detail_lines(here, parts.event, reasons)
    known = {*CONTENT_FIELDS, *OF_NO_EVENT}
    if DETAILS not in parts.event:
        # Without a kind nobody can say what they are; they are shown as they came.
        known.discard(DETAILS)
    for name, value in raw.items():
        if name not in known:
            lines.append(Line(name, UNKNOWN, str(value), True, reasons.get(name, [])))
    named = {"id", "replaces", "photos", "attachments"}
    lines += [
        Line("", UNKNOWN, UNKNOWN, False, why) for name, why in reasons.items() if name in named
    ]
    if kept.against is None:
        # With nothing to compare, nothing is different.
        lines = [replace(line, differs=False) for line in lines]
    return lines


def compare_events(first: Event, second: Event) -> list[Line]:
    """Give a line for each thing that is said of either of two events, and who says it."""
    one, other = _parts_here(first), _parts_here(second)
    lines = [
        line
        for name in CONTENT_FIELDS
        if name not in SHOWN_APART
        for line in _line(name, one, other, {}, {})
    ]
    lines += _position_line(one, other, {})
    lines += _detail_lines(one, other, {})
    for name in ("body", "standing", "question", "set_aside_reason", "recorded_by"):
        mine, theirs = ({name: getattr(event, name)} for event in (first, second))
        lines += _line(name, mine, theirs, {}, {})
    return [*lines, _moment_line(first.created_at, second.created_at)]


def _moment_line(first: datetime, second: datetime) -> Line:
    label = str(Event._meta.get_field("created_at").verbose_name).capitalize()
    mine, theirs = show(first), show(second)
    return Line(label, mine, theirs, mine != theirs, [])


def show(value: Any) -> str:
    """Say one value in the reader's language; what is not said is a dash, never 0."""
    if value in NOTHING:
        return UNKNOWN
    if isinstance(value, Place):
        return describe_place(value)
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, int):
        return figure(value, get_language() or "en")
    if isinstance(value, date | time):
        return show_moment(value)
    return str(value)


def name_event(event: Event) -> str:
    """Name an event by kind, day and place, in the reader's language."""
    return f"{event.kind}, {show(event.held_on)}, {describe_place(event.place)}"


def _line(
    name: str,
    here: dict[str, Any],
    sent: dict[str, Any],
    raw: dict[str, Any],
    reasons: dict[str, list[str]],
) -> Iterator[Line]:
    field = Event._meta.get_field(name)
    # A value that was refused is shown as it came.
    sent_here = sent.get(name, raw.get(name))
    mine, theirs = _in_words(field, here.get(name)), _in_words(field, sent_here)
    if {mine, theirs} != {UNKNOWN} or name in reasons:
        label = str(getattr(field, "verbose_name", name)).capitalize()
        yield Line(label, mine, theirs, mine != theirs, reasons.get(name, []))


def _in_words(field: Any, value: Any) -> str:
    labels = dict(field.flatchoices) if value and getattr(field, "choices", None) else {}
    return str(labels[value]) if value in labels else show(value)


def _position_line(
    here: dict[str, Any], sent: dict[str, Any], reasons: dict[str, list[str]]
) -> list[Line]:
    mine, theirs = _position(here), _position(sent)
    if {mine, theirs} == {UNKNOWN} and "position" not in reasons:
        return []
    label = str(POSITION).capitalize()
    return [Line(label, mine, theirs, mine != theirs, reasons.get("position", []))]


def _detail_lines(
    here: dict[str, Any], sent: dict[str, Any], reasons: dict[str, list[str]]
) -> Iterator[Line]:
    """Give a line for each answer about a quiz or a fair, and one for each that was refused."""
    rows = KnownRows()
    mine, theirs = (lines_of(parts.get(DETAILS) or {}, rows) for parts in (here, sent))
    left = {slot_of(name): why for name, why in reasons.items() if slot_of(name)}
    for name in {**mine, **theirs}:
        label, shown = mine.get(name, ("", UNKNOWN))
        label, other = theirs.get(name, (label, UNKNOWN))
        why = left.pop(name, [])
        yield Line(label, shown, other, shown != other, why)
    for slot, why in left.items():
        yield Line(label_of(slot) or slot, UNKNOWN, UNKNOWN, False, why)
    if DETAILS in reasons and DETAILS in sent:
        yield Line("", UNKNOWN, UNKNOWN, False, reasons[DETAILS])


def _position(parts: dict[str, Any]) -> str:
    if parts.get("latitude") is None:
        return UNKNOWN
    return f"{parts['latitude']:.5f}, {parts['longitude']:.5f}"


def _parts_here(event: Event) -> dict[str, Any]:
    parts = {name: getattr(event, name) for name in CONTENT_FIELDS}
    if event.campaign_id == Campaign.NONE:
        parts["campaign"] = None
    return parts


def _raw(kept: Quarantined) -> dict[str, Any]:
    try:
        return read_body(kept).fields
    except NotReadable:
        return {}
