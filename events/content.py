"""The content of a submission: read strictly, told apart by what it means.

*Readable* is a JSON object (UTF-8, no key twice, no NaN) with an ``id`` that is a
UUID. Its digest is the SHA-256 of its canonical form: keys in order, no spaces,
whole numbers as such, photos sorted, the time of sending left out, and what is
absent, null or empty left out (in the details too), for the three say the same: nothing.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

# One event is two kilobytes; photos travel by themselves.
MOST_BYTES = 64 * 1024
# Changes with each send, and says nothing about the event.
OF_THE_SENDING = "client_now"
NOTHING: tuple[Any, ...] = (None, "", [], {})


class NotReadable(ValueError):
    """The bytes are no submission; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Original:
    """What an edit replaces: the event by its first id, and the version that it saw.

    The forms of some doors know only the version; the event is then the one that has it.
    """

    event: UUID | None
    version: UUID


@dataclass(frozen=True, slots=True)
class Content:
    """One submission as it was read; ``fields`` hold whatever it says, not yet judged."""

    id: UUID
    fields: dict[str, Any]
    text: str
    digest: str

    @property
    def replaces(self) -> Original | None:
        """Give what it edits, None for a new event. Raises ValueError when that cannot be read."""
        named = self.fields.get("replaces")
        if named in NOTHING:
            return None
        if not isinstance(named, dict) or not {"version"} <= set(named) <= {"id", "version"}:
            message = "replaces"
            raise ValueError(message)
        event = read_uuid(named["id"]) if "id" in named else None
        return Original(event, read_uuid(named["version"]))


def read_uuid(text: Any) -> UUID:
    """Read a UUID in its usual form of 36 characters. Raises ValueError."""
    if not isinstance(text, str) or len(text) != len(str(UUID(int=0))):
        message = "not a UUID"
        raise ValueError(message)
    found = UUID(text)
    # A phone without a source of chance would send the same one for every event.
    if not found.int:
        message = "an empty UUID"
        raise ValueError(message)
    return found


def read_content(body: bytes) -> Content:
    """Read the bytes of one submission. Raises :class:`NotReadable`."""
    try:
        fields = _read_object(body)
    except UnicodeDecodeError as error:
        raise NotReadable(_("The text is not UTF-8.")) from error
    except (ValueError, RecursionError) as error:
        raise NotReadable(_("This is not JSON: %(why)s") % {"why": error}) from error
    if fields is None:
        raise NotReadable(_("This is not one event: a JSON object is expected."))
    try:
        own_id = read_uuid(fields.get("id"))
    except ValueError as error:
        raise NotReadable(_("It has no id that is a UUID.")) from error
    return content_of(own_id, fields)


def content_of(own_id: UUID, fields: dict[str, Any]) -> Content:
    """Make the content of fields that a door has read in its own way."""
    text = canonical_text({**fields, "id": str(own_id)})
    return Content(own_id, fields, text, hashlib.sha256(text.encode("ascii")).hexdigest())


def canonical_text(fields: dict[str, Any]) -> str:
    """Write the meaning of a submission in its one form, in ASCII."""
    meant = {
        name: value
        for name, value in fields.items()
        if name != OF_THE_SENDING and value not in NOTHING
    }
    if "details" in meant:
        meant["details"] = _without_nothing(meant["details"])
    photos = meant.get("photos")
    if isinstance(photos, list):
        meant["photos"] = sorted(photos, key=lambda photo: json.dumps(photo, sort_keys=True))
    meant = {name: value for name, value in meant.items() if value not in NOTHING}
    return json.dumps(meant, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _without_nothing(value: Any) -> Any:
    """Leave out what says nothing, inside too: a blank line of a form is no other content."""
    if isinstance(value, dict):
        parts = {name: _without_nothing(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in NOTHING}
    if isinstance(value, list):
        return [part for one in value if (part := _without_nothing(one)) not in NOTHING]
    return value


def _read_object(body: bytes) -> dict[str, Any] | None:
    found = json.loads(
        body.decode("utf-8"),
        object_pairs_hook=each_key_once,
        parse_float=_number,
        parse_constant=_no_number,
    )
    if not isinstance(found, dict):
        return None
    # What can be read but not written again, being too deep, cannot be told apart.
    canonical_text(found)
    return found


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs. Raises ValueError for a key that is said twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key occurs twice"
        raise ValueError(message)
    return found


def _number(text: str) -> float | int:
    number = float(text)
    if not math.isfinite(number):
        message = f"{text} is beyond any number"
        raise ValueError(message)
    return int(number) if number.is_integer() else number


def _no_number(name: str) -> float:
    message = f"{name} is no number"
    raise ValueError(message)
