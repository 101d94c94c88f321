"""What a phone says in the headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload)."""

import base64
import binascii
import re
from dataclasses import dataclass
from uuid import UUID

from crm_videos.private.evidence import ALSO_CALLED
from crm_videos.words import Chapter, Medium

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
# A digest in hexadecimal or base64.
FINGERPRINT = re.compile(r"[A-Za-z0-9+/=_:.-]{0,128}", re.ASCII)
ARRIVE_AS = frozenset({Medium.VIDEO, Medium.AUDIO})


class Unreadable(ValueError):
    """A header makes no sense; the message names it, in English, for whoever writes a client."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What an upload will be, as ``Upload-Metadata`` says it. Whatever else it says is let go."""

    testimony: UUID
    chapter: Chapter
    medium: Medium
    content_type: str
    fingerprint: str


def read_number(text: str, header: str) -> int:
    """Read a count of bytes. Raises :class:`Unreadable`."""
    if not NUMBER.fullmatch(text):
        message = f"{header} must be a whole number of bytes"
        raise Unreadable(message)
    return int(text)


def read_metadata(text: str) -> Announced:
    """Read ``Upload-Metadata``. Raises :class:`Unreadable`."""
    said = dict(_pair(part) for part in text.split(",") if part.strip())
    try:
        testimony = UUID(said["testimony"])
        chapter, medium = Chapter(said["chapter"]), Medium(said["medium"])
    except (KeyError, ValueError):
        message = "Upload-Metadata must name a testimony, a chapter and a medium"
        raise Unreadable(message) from None
    fingerprint = said.get("fingerprint", "")
    if medium not in ARRIVE_AS or not FINGERPRINT.fullmatch(fingerprint):
        message = "Upload-Metadata must name video or audio, and a digest as the fingerprint"
        raise Unreadable(message)
    # Recorders name their codecs behind it: "audio/webm;codecs=opus".
    declared = said.get("filetype", "").partition(";")[0].strip().lower()
    return Announced(testimony, chapter, medium, ALSO_CALLED.get(declared, declared), fingerprint)


def _pair(part: str) -> tuple[str, str]:
    """Read a key and its value in base64, which may be missing."""
    key, _space, value = part.strip().partition(" ")
    try:
        return key, base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        message = "Upload-Metadata must be keys, each with a value in base64"
        raise Unreadable(message) from None
