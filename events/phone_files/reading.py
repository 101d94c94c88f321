"""Reading the file that the field app saves: records whole, also of a file that ends too early.

``files/handover.js`` writes it: what it is, whose, and the records, each with its photos.
A phone that is lost afterwards leaves nothing but this file, so what can be read of it
is read, and the rest is said. Nothing here is judged: the intake does that.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from events.content import each_key_once

FORMAT, VERSION = "nirapad-field-queue", 1
# Two hundred photos of the field app are fifty megabytes.
MOST_BYTES = 128 * 1024 * 1024
BLANK = re.compile(r"[\s,]*")
RECORDS = re.compile(r'"records"\s*:\s*\[')


class NotAPhoneFile(ValueError):
    """It is no file of the field app; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class SavedPhoto:
    """One photo as the file has it; without bytes when these are not what it says."""

    sha256: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """One record: the bytes that the phone would have sent, and its photos."""

    number: int
    body: bytes
    event: dict[str, Any]
    photos: list[dict[str, Any]] = field(default_factory=list)

    def read_photos(self) -> Iterator[SavedPhoto]:
        """Give the photos one by one: together they may be large."""
        for photo in self.photos:
            yield _read_photo(photo)


@dataclass(slots=True)
class PhoneFile:
    """What a file says, and whether it is whole."""

    person: str
    made_at: datetime | None
    records: list[SavedRecord | None] = field(default_factory=list)
    # It ends in the middle, or something in it cannot be read.
    is_cut: bool = False


def read_phone_file(content: bytes) -> PhoneFile:
    """Read a file; a record that is none stands in its place as None. Raises NotAPhoneFile."""
    if len(content) > MOST_BYTES:
        most = {"most": MOST_BYTES // 2**20}
        raise NotAPhoneFile(_("The file is larger than %(most)s MB.") % most)
    text = _text_of(content)
    begin = RECORDS.search(text)
    about = _about(text[: begin.start()] if begin else text, is_whole=begin is None)
    made_at = about.get("made_at")
    person = about.get("person")
    found = PhoneFile(
        person=person if isinstance(person, str) else "",
        made_at=_moment(made_at) if isinstance(made_at, str) else None,
    )
    if begin is None:
        found.is_cut = True
    else:
        _read_records(text, begin.end(), found)
    return found


def _text_of(content: bytes) -> str:
    """Give what is text; a cut may lie within a letter, and what comes before it is whole."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return content[: error.start].decode("utf-8-sig")


def _about(head: str, *, is_whole: bool) -> dict[str, Any]:
    """Read what stands before the records. Raises NotAPhoneFile."""
    refused = NotAPhoneFile(_("This is not a file that the field app has saved."))
    try:
        about = _decoder().decode(head if is_whole else head.rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError) as error:
        raise refused from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise refused
    if about.get("version") != VERSION:
        raise NotAPhoneFile(
            _("The file is of another version of the field app than this site can read.")
        )
    return about


def _read_records(text: str, place: int, found: PhoneFile) -> None:
    decoder = _decoder()
    while True:
        place = _after_blank(text, place)
        if text.startswith("]", place):
            # With nothing after the records but the end of the object, it is whole.
            found.is_cut = text[place + 1 :].strip() != "}"
            return
        try:
            said, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            found.is_cut = True
            return
        found.records.append(_record(said, len(found.records) + 1))


def _record(said: Any, number: int) -> SavedRecord | None:
    event = said.get("event") if isinstance(said, dict) else None
    if not isinstance(event, dict):
        return None
    photos = said.get("photos")
    return SavedRecord(
        number,
        _as_sent(event),
        event,
        [one for one in photos if isinstance(one, dict)] if isinstance(photos, list) else [],
    )


def _as_sent(event: dict[str, Any]) -> bytes:
    try:
        return json.dumps(event, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        # Half of a letter, which a phone writes as its number too.
        return json.dumps(event).encode()


def _read_photo(photo: dict[str, Any]) -> SavedPhoto:
    sha256, jpeg = photo.get("sha256"), photo.get("jpeg")
    try:
        data = base64.b64decode(jpeg, validate=True) if isinstance(jpeg, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    is_it = bool(data) and hashlib.sha256(data).hexdigest() == sha256
    return SavedPhoto(str(sha256), data if is_it else None)


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=each_key_once)


def _after_blank(text: str, place: int) -> int:
    blank = BLANK.match(text, place)
    return blank.end() if blank else place


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
