"""Handing the records of a phone's file to the intake, exactly as the phone would have.

The ids are the phone's, so what it sent before is here already, what it sends later is
too, and a file that is brought twice adds nothing. Each record is the worker's who
logged it, is judged by the districts of that worker, and waits in quarantine where a
phone would have been answered with 409.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.content import MOST_BYTES, NotReadable, read_content
from events.event_parts import Reasons, read_parts
from events.intake import (
    ForAPerson,
    Received,
    TakenMeanwhile,
    Waits,
    find_known,
    find_original,
    reasons_of,
    receive,
)
from events.judging import Sender, problems_of
from events.models import Cause, Decision, Door
from events.phone_files.reading import PhoneFile, SavedRecord
from events.photos.named import named_photos, sent_under
from events.photos.taking import PhotoRefused, receive_photo

NAMING = ("kind", "held_on", "place", "venue")
LONGEST_SAID = 200


class Became(StrEnum):
    NEW = "new"
    SAME = "same"
    WAITS = "waits"
    # It is in the file still, and nowhere else.
    NOT_TAKEN = "not-taken"


@dataclass(slots=True)
class TriedRecord:
    """What became of one record, or would, and of its photos."""

    number: int
    says: str = ""
    became: str = Became.NOT_TAKEN
    id: str = ""
    reasons: list[str] = field(default_factory=list)
    photos: int = 0
    photos_taken: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing of it is in the file alone."""
        return self.became != Became.NOT_TAKEN and self.photos == self.photos_taken


@dataclass(slots=True)
class Import:
    """What became of the records that were looked at; ``left`` is how many were not."""

    tried: list[TriedRecord] = field(default_factory=list)
    left: int = 0

    def count(self, became: Became) -> int:
        return sum(one.became == became for one in self.tried)

    def as_rows(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self.tried]


def import_phone_file(
    file: PhoneFile,
    *,
    person: User,
    brought_by: User | None,
    now: datetime,
    dry_run: bool = False,
    start: int = 0,
    is_time_up: Callable[[], bool] = lambda: False,
) -> Import:
    """Take the records of a file as those of ``person``; ``brought_by`` is who has the file.

    When ``is_time_up`` the rest is ``left``, after one record at least. To go on, call again
    with ``start``: so many records were told by earlier calls.
    """
    device = f"file:{brought_by.get_username()}" if brought_by else "file"
    sender = Sender(door=Door.FIELD_APP, person=person, device=device[:100])
    result = Import()
    for number, record in enumerate(file.records[start:], start=start + 1):
        result.tried.append(_try(record, number, sender, now=now, dry_run=dry_run))
        if is_time_up():
            break
    result.left = len(file.records) - start - len(result.tried)
    return result


def _try(
    record: SavedRecord | None, number: int, sender: Sender, *, now: datetime, dry_run: bool
) -> TriedRecord:
    if record is None:
        return TriedRecord(number, reasons=[_("This record cannot be read.")])
    named = [record.event.get(name) for name in NAMING]
    says = " · ".join(one for one in named if isinstance(one, str) and one)[:LONGEST_SAID]
    tried = TriedRecord(number, says, photos=len(record.photos))
    if len(record.body) > MOST_BYTES:
        tried.reasons = [_("This is larger than one event can be.")]
        return tried
    try:
        if dry_run:
            _foresee(tried, record, sender, now=now)
        else:
            received = receive(record.body, sender=sender, now=now)
            tried.id = str(received.id)
            _tell(tried, received)
            _take_photos(tried, record, received, sender, now=now)
    except NotReadable as why:
        # The intake keeps its words, for somebody may make them out.
        tried.became, tried.reasons = Became.WAITS, [str(why)]
    return tried


def _foresee(tried: TriedRecord, record: SavedRecord, sender: Sender, *, now: datetime) -> None:
    """Say what the intake would; nothing is written."""
    content = read_content(record.body)
    tried.id = str(content.id)
    try:
        if known := find_known(content, sender):
            _tell(tried, known)
        else:
            parts = read_parts(content)
            if parts.problems or problems_of(parts, sender, now=now):
                raise ForAPerson(Cause.NOT_AN_EVENT)
            with transaction.atomic():
                find_original(content, sender)
            tried.became = Became.NEW
    except TakenMeanwhile:
        tried.became = Became.SAME
    except ForAPerson as held_up:
        tried.became = Became.WAITS
        tried.reasons = _in_lines(reasons_of(content, sender, held_up.cause, now))
    tried.photos_taken = sum(photo.data is not None for photo in record.read_photos())


def _tell(tried: TriedRecord, received: Received) -> None:
    if not isinstance(received, Waits):
        tried.became = Became.NEW if received.is_new else Became.SAME
    elif received.kept.decision == Decision.DISCARDED:
        tried.became = Became.SAME
        tried.reasons = [_("It was set aside: %s") % received.kept.decision_reason]
    else:
        said = received.kept.reasons
        tried.became = Became.WAITS
        tried.reasons = _in_lines(said.get(get_language() or "en") or said.get("en") or {})


def _in_lines(reasons: Reasons) -> list[str]:
    return [f"{name}: {why}" if name else why for name, whys in reasons.items() for why in whys]


def _take_photos(
    tried: TriedRecord, record: SavedRecord, received: Received, sender: Sender, *, now: datetime
) -> None:
    """Keep the photos that the record names, each once, as if the phone had sent it."""
    if not record.photos:
        return
    named = named_photos(*sent_under(received.id, person=sender.person)).get(received.id, {})
    for photo in record.read_photos():
        if photo.data is None:
            tried.reasons.append(_("A photo in the file is broken."))
        elif photo.sha256 not in named:
            tried.reasons.append(_("A photo in the file is not named by the record."))
        elif named[photo.sha256] is not None:
            tried.photos_taken += 1
        else:
            try:
                receive_photo(photo.data, submission=received.id, sender=sender, now=now)
            except PhotoRefused as refused:
                tried.reasons.append(refused.message)
            else:
                tried.photos_taken += 1
