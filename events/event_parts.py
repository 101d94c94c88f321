"""From the fields of a submission to the parts of an event, with what is wrong by field.

Strict where a slip would pass unseen: a field that nobody knows, a figure that is
text, a number below zero. What is absent is unknown, and nothing is guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Place
from events.content import NOTHING, OF_THE_SENDING, Content
from events.details import DETAILS, FindRow, read_details
from events.models import AMONG_FIELDS, ATTENDANCE_FIELDS, Event, EventKind, Headcount, Level
from events.single_values import Wrong, read_text, read_whole_number
from foundation.moments import DAY_EXAMPLE

TIME_EXAMPLE = "15:30"
MOST_PHOTOS = 5
LONGEST_NOTE = 5000
LONGEST_FILE_NAME = 200
LANGUAGES = ("en", "bn")
TEXTS = ("venue", "organiser", "partner", "message", "material", "obstacle", "note")
FIGURES = (*ATTENDANCE_FIELDS, *AMONG_FIELDS)
LONGEST = {field.name: field.max_length for field in Event._meta.fields}
REQUIRED = ("kind", "held_on", "place")

Reasons = dict[str, list[str]]


def find_row(model: type[Model], key: str | int) -> Model | None:
    return model._default_manager.filter(pk=key).first()


@dataclass
class Parts:
    """What was read: the parts of an event, its photos and device times, and the problems."""

    event: dict[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    client_now: datetime | None = None
    problems: Reasons = field(default_factory=dict)


def read_parts(content: Content, *, find: FindRow = find_row) -> Parts:
    """Read all fields; each that cannot be right is among the problems.

    Who reads many passes a ``find`` that remembers (:class:`~events.known_rows.KnownRows`).
    """
    parts = Parts()
    fields = {name: value for name, value in content.fields.items() if value not in NOTHING}
    # A phone's times are no part of the event: what cannot be read is not known.
    parts.recorded_at = _moment(fields.pop("recorded_at", None))
    parts.client_now = _moment(fields.pop(OF_THE_SENDING, None))
    for name in ("id", "replaces"):
        fields.pop(name, None)
    for name in REQUIRED:
        if name not in fields:
            parts.problems[name] = [_("This is missing.")]
    details = fields.pop(DETAILS, None)
    for name, value in fields.items():
        try:
            parts.event.update(_read(name, value, find))
        except Wrong as wrong:
            parts.problems[_shown(name)] = [str(wrong)]
    _take_details(details, parts, find)
    if "headcount" not in fields and any(name in parts.event for name in ATTENDANCE_FIELDS):
        parts.event["headcount"] = Headcount.UNKNOWN
    _refuse_unreadable_original(content, parts)
    return parts


def _take_details(said: Any, parts: Parts, find: FindRow) -> None:
    """Read what the kind of event asks besides; without a kind nobody can say what that is."""
    kind, place = parts.event.get("kind"), parts.event.get("place")
    if said is None or kind is None:
        return
    details = read_details(said, kind=kind, place=place, find=find)
    parts.event[DETAILS] = details.answers
    for name, why in details.problems.items():
        parts.problems[_shown(name)] = [why]


def in_every_language(find: Callable[[], Reasons]) -> dict[str, Reasons]:
    """Say the reasons in each language: the phone and the office may read different ones."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = find()
    return said


def _refuse_unreadable_original(content: Content, parts: Parts) -> None:
    try:
        content.replaces  # noqa: B018 - it raises
    except ValueError:
        parts.problems["replaces"] = [_("It does not say which event and version it edits.")]


def _shown(name: str) -> str:
    """Give a sender's name of a field in a form that any database and page can hold."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:40]) or "?"


def _text(name: str, value: Any) -> dict[str, Any]:
    return {name: read_text(value, longest=LONGEST.get(name) or LONGEST_NOTE)}


def _figure(name: str, value: Any) -> dict[str, Any]:
    # How large it may be is a rule of the event, and said with the others.
    return {name: read_whole_number(value)}


def _word(words: list[str]) -> Callable[[str, Any], dict[str, Any]]:
    def read(name: str, value: Any) -> dict[str, Any]:
        if value not in words:
            raise Wrong(_("This is none of: %(words)s.") % {"words": ", ".join(words)})
        return {name: value}

    return read


def _read(name: str, value: Any, find: FindRow) -> dict[str, Any]:
    if name in ROWS:
        model, why = ROWS[name]
        known = isinstance(value, str) and value.isascii() and value.isprintable()
        row = find(model, value) if known else None
        if row is None:
            raise Wrong(why())
        return {name: row}
    if name not in READERS:
        # The name itself is the sender's: it may be anything.
        raise Wrong(_("This field is not known."))
    return READERS[name](name, value)


def _day(name: str, value: Any) -> dict[str, Any]:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    # Only this form: a week or a day without hyphens could be misread.
    if day is None or day.isoformat() != value:
        raise Wrong(_("This is not a day such as %(example)s.") % {"example": DAY_EXAMPLE})
    return {name: day}


def _time(name: str, value: Any) -> dict[str, Any]:
    try:
        hour = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        hour = None
    if hour is None or hour.isoformat("minutes") != value:
        raise Wrong(_("This is not a time such as %(example)s.") % {"example": TIME_EXAMPLE})
    return {name: hour}


def _position(name: str, value: Any) -> dict[str, Any]:
    named = {"latitude", "longitude", "accuracy_m"}
    if not isinstance(value, dict) or not {"latitude", "longitude"} <= set(value) <= named:
        raise Wrong(_("A position has latitude, longitude and accuracy_m."))
    for number in value.values():
        if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
            raise Wrong(_("A position is given in numbers."))
    if not (_within(value["latitude"], 90) and _within(value["longitude"], 180)):
        raise Wrong(_("There is no such place on Earth."))
    accuracy = value.get("accuracy_m")
    if accuracy is not None and not 0 <= accuracy <= 40_000_000:
        raise Wrong(_("There is no such accuracy on Earth."))
    return {part: None if number is None else float(number) for part, number in value.items()}


def _within(number: float | None, most: int) -> bool:
    return number is not None and -most <= number <= most


def _photos(name: str, value: Any) -> dict[str, Any]:
    """Check the list of photos; they come later, each named by its digest."""
    if not isinstance(value, list) or len(value) > MOST_PHOTOS:
        raise Wrong(_("These are not up to %(most)s photos.") % {"most": MOST_PHOTOS})
    for photo in value:
        named = isinstance(photo, str) and len(photo) == 64
        if not (named and set(photo) <= set("0123456789abcdef")):
            raise Wrong(_("A photo is named by its digest."))
    return {}


def _attachments(name: str, value: Any) -> dict[str, Any]:
    """Check the names of the files that go with a form; they come with it or later."""
    if not isinstance(value, list) or len(value) > MOST_PHOTOS:
        raise Wrong(_("These are not up to %(most)s photos.") % {"most": MOST_PHOTOS})
    for file in value:
        if not isinstance(file, str) or not 0 < len(file) <= LONGEST_FILE_NAME:
            raise Wrong(_("A photo has the name of a file."))
        if not file.isprintable() or "/" in file or "\\" in file:
            raise Wrong(_("A photo has the name of a file."))
    return {}


def _moment(value: Any) -> datetime | None:
    """Read a phone's time with its offset; without one it says nothing."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


# Fields that name a row of ours by its key, and what is said where there is none.
ROWS: dict[str, tuple[type[Model], Callable[[], str]]] = {
    "kind": (EventKind, lambda: _("We know no such kind of event.")),
    "place": (Place, lambda: _("We know no such place.")),
    "campaign": (Campaign, lambda: _("We know no such campaign.")),
}
READERS: dict[str, Callable[[str, Any], dict[str, Any]]] = {
    "level": _word([*Level.values]),
    "headcount": _word([*Headcount.values]),
    "held_on": _day,
    "starts_at": _time,
    "position": _position,
    "photos": _photos,
    "attachments": _attachments,
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(FIGURES, _figure),
}
