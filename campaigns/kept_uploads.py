"""A sheet between its dry run and its import: in private storage, for a day, under a seal.

The seal is a signed text that the browser carries. It names the file, its
SHA-256, who brought it and what that person was shown; none can be changed.
A long list of what was shown is kept beside the sheet (:func:`keep_shown`), each
longer one anew: so a button that is pressed twice spoils nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _

FOLDER = "imports"
KEPT_FOR = timedelta(days=1)
SALT = "campaigns.kept_uploads"


class UploadLost(ValueError):
    """The sheet cannot be imported any more; the message says why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A sheet that somebody brought, and the digest of what would happen with it."""

    name: str
    content: bytes
    agreed: str
    place: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody was shown of a sheet."""

    name: str
    content: bytes


def _storage() -> Storage:
    return storages["private"]


def keep_upload(content: bytes, *, name: str, user: int, agreed: str, now: datetime) -> str:
    """Keep a sheet and give its seal; sheets that nobody imported in a day are swept."""
    _sweep(now)
    told = {"user": user, "name": name, "agreed": agreed, **_kept("sheet", content)}
    return signing.dumps(told, salt=SALT)


def keep_shown(seal: str, shown: bytes, *, user: int) -> str:
    """Keep what is shown of a kept sheet, and give the seal of both. Raises :class:`UploadLost`."""
    told = _opened(seal, user=user)
    return signing.dumps({**told, **_kept("shown", shown)}, salt=SALT)


def open_upload(seal: str, *, user: int) -> Upload:
    """Give a kept sheet. Raises :class:`UploadLost` when it is not the one that was shown."""
    told = _opened(seal, user=user)
    content = _read("sheet", told)
    return Upload(told["name"], content, told["agreed"], told["sheet"])


def open_shown(seal: str, *, user: int) -> Shown:
    """Give what was shown, also when the sheet is gone. Raises :class:`UploadLost`."""
    told = _opened(seal, user=user)
    return Shown(told["name"], _read("shown", told))


def _kept(what: str, content: bytes) -> dict[str, str]:
    place = _storage().save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))
    return {what: place, f"{what}_sha256": hashlib.sha256(content).hexdigest()}


def _opened(seal: str, *, user: int) -> dict[str, Any]:
    try:
        told: dict[str, Any] = signing.loads(seal, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise UploadLost(_("This list is older than a day: bring the sheet again.")) from None
    if told["user"] != user:
        raise UploadLost(_("Somebody else brought this sheet: bring it yourself."))
    return told


def _read(what: str, told: dict[str, Any]) -> bytes:
    try:
        with _storage().open(told[what]) as kept:
            content: bytes = kept.read()
    except (OSError, KeyError):
        raise UploadLost(_("The sheet is gone: it was imported, or bring it again.")) from None
    if hashlib.sha256(content).hexdigest() != told[f"{what}_sha256"]:
        raise UploadLost(_("The sheet is not the one that you were shown: bring it again."))
    return content


def forget_upload(upload: Upload) -> None:
    """Delete a sheet that is done with."""
    _storage().delete(upload.place)


def _sweep(now: datetime) -> None:
    storage = _storage()
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        place = f"{FOLDER}/{name}"
        if storage.get_modified_time(place) < now - KEPT_FOR:
            storage.delete(place)
