"""From the XML of one filled form to the content of a submission.

Read strictly where a slip would pass unseen: no DTD (and so no entities), one
``instanceID`` that is a UUID. What is ours is told from what is not by the form's
id; a form that we do not know and an encrypted one are read as far as they can be
and wait for a person, with that as the reason.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from events.content import Content, NotReadable, content_of, read_uuid
from events.details import DETAILS
from events.details.slots import SLOTS, from_slots
from events.details.typed import typed
from events.event_parts import FIGURES
from events.models import Cause
from events.openrosa.families import FORM_IDS
from events.openrosa.questions import NOT_PART_OF_IT, PHOTOS

UUID_SCHEME = "uuid:"
# Names of content fields that no form fills; said otherwise in the XML's ``meta``.
OF_THE_ENVELOPE = frozenset({"id", "replaces", "client_now", "photos", "attachments", DETAILS})
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
TIME = re.compile(r"([0-9]{2}:[0-9]{2})(:[0-9.]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Instance:
    """One filled form as it was read; ``waits`` says why a person has to look at it."""

    content: Content
    waits: Cause | None = None


def read_instance(xml: bytes) -> Instance:
    """Read one filled form. Raises :class:`~events.content.NotReadable`."""
    root = _parsed(xml)
    own_id = _own_id(root)
    if (root.get("encrypted") or "").lower() == "yes":
        return Instance(content_of(own_id, _as_it_came(root)), Cause.ENCRYPTED)
    if root.get("id") not in FORM_IDS:
        return Instance(content_of(own_id, _as_it_came(root)), Cause.OTHER_FORM)
    return Instance(content_of(own_id, _fields(root)))


def read_content(xml: bytes) -> Content:
    """Give only what a filled form says. Raises :class:`~events.content.NotReadable`."""
    return read_instance(xml).content


def _parsed(xml: bytes) -> Element:
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotReadable(_("The text is not UTF-8.")) from error
    try:
        root: Element = fromstring(text.encode(), forbid_dtd=True)
    # What is forbidden, and a coding that Python knows not, are ValueErrors and LookupErrors.
    except (ParseError, ValueError, LookupError) as error:
        raise NotReadable(_("This is not the XML of a form: %(why)s") % {"why": error}) from error
    return root


def _own_id(root: Element) -> UUID:
    named = [*_meta(root, "instanceID")]
    if len(named) == 1 and (found := _uuid(named[0])):
        return found
    raise NotReadable(_("It has no id that is a UUID."))


def _uuid(text: str) -> UUID | None:
    if not text.startswith(UUID_SCHEME):
        return None
    try:
        return read_uuid(text.removeprefix(UUID_SCHEME))
    except ValueError:
        return None


def _meta(root: Element, name: str) -> Iterator[str]:
    for meta in root:
        if _name(meta) == "meta":
            for part in meta:
                if _name(part) == name:
                    yield (part.text or "").strip()


def _leaves(root: Element) -> Iterator[tuple[str, str]]:
    """Give what was filled in, name and text; groups are screens and say nothing."""
    meta = {id(part) for one in root if _name(one) == "meta" for part in one.iter()}
    for part in root.iter():
        if len(part) == 0 and part is not root and id(part) not in meta:
            text = part.text or ""
            if text.strip():
                yield _name(part), text


def _name(part: Element) -> str:
    # Comments and the like have no name that is text, but the parser leaves them out.
    return part.tag.rpartition("}")[2]


def _fields(root: Element) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    photos: list[str] = []
    details: dict[str, Any] = {}
    for name, text in _leaves(root):
        if name in PHOTOS:
            photos.append(text.strip())
        elif name in SLOTS:
            details[name] = [details[name], text] if name in details else typed(name, text.strip())
        elif name in OF_THE_ENVELOPE:
            # Under a name of its own, so that it cannot pass for what we say of it.
            fields[f"{name}?"] = text
        elif name in fields:
            # No question of ours is asked twice; a list is refused with the field's name.
            fields[name] = [fields[name], text]
        elif name not in NOT_PART_OF_IT:
            fields[name] = TYPED.get(name, str)(text)
    if photos:
        fields["attachments"] = photos
    if details:
        fields[DETAILS] = from_slots(details)
    if replaced := [text for text in _meta(root, "deprecatedID") if text]:
        fields["replaces"] = _replaced(replaced)
    return fields


def _as_it_came(root: Element) -> dict[str, Any]:
    """Give everything as text by its name; what is said more than once as a list."""
    said: dict[str, list[str]] = {"form": [root.get("id") or _name(root)]}
    for name, text in _leaves(root):
        said.setdefault(f"{name}?" if name in OF_THE_ENVELOPE else name, []).append(text)
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in said.items()}


def _replaced(named: list[str]) -> dict[str, str] | str:
    """Name the version that an edit saw; a form does not know which event that is."""
    version = _uuid(named[0]) if len(named) == 1 else None
    return {"version": str(version)} if version else ", ".join(named)


def _number(text: str) -> Any:
    """Give a whole number; what is none stays as it is and is refused by name."""
    return int(text) if WHOLE_NUMBER.fullmatch(text.strip()) else text


def _time(text: str) -> Any:
    """Give hours and minutes as the phone's person reads them, whatever its zone."""
    found = TIME.fullmatch(text.strip())
    return found[1] if found else text


def _position(text: str) -> Any:
    """Give the position of "latitude longitude altitude accuracy"; the altitude says nothing."""
    parts = text.split()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return text
    if len(numbers) not in {2, 3, 4} or not all(map(math.isfinite, numbers)):
        return text
    position = {"latitude": numbers[0], "longitude": numbers[1]}
    # Without a fix a phone writes 0 for the accuracy, which would be a perfect one.
    return position | ({"accuracy_m": numbers[3]} if len(numbers) == 4 and numbers[3] else {})


TYPED: dict[str, Callable[[str], Any]] = {
    "starts_at": _time,
    "position": _position,
    **dict.fromkeys(FIGURES, _number),
    **dict.fromkeys(("held_on", "kind", "place", "level", "headcount", "campaign"), str.strip),
}
