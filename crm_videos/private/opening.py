"""Opening a file for five minutes: who may, with which reason, and how often in an hour.

The entry of the log is itself the grant: it names the person and the file, and the session
that it was given in remembers its number. So a grant can neither be forged, lent nor kept
beyond its time, and none exists that the log does not tell of.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from campaigns.scope import scope_of
from crm_videos.models import AccessEntry, Outcome, PrivateFile
from crm_videos.private.access_log import Asked, add_entry, lock_head

PERMISSION = "crm_videos.view_privatefile"
GRANTED_FOR = timedelta(minutes=5)
MOST_IN_AN_HOUR = 20
AN_HOUR = timedelta(hours=1)
# In a session: the numbers of entries by the files that they open.
IN_SESSION = "private_files"


def find_file(file: UUID) -> PrivateFile | None:
    """Find a file with its testimony, whoever asks."""
    return PrivateFile.objects.select_related("testimony").filter(pk=file).first()


def may_know(person: User, file: PrivateFile | None) -> bool:
    """Say whether a person may know that there is such a file.

    It asks the same of the database whether or not there is one.
    """
    if not person.has_perm(PERMISSION):
        return False
    scope = scope_of(person)
    return file is not None and scope.holds(file.testimony.place_id)


def open_file(asked: Asked, *, reason: str, words: str) -> AccessEntry:
    """Open a file to a person who may know of it, or refuse it as one too many; logged."""
    with transaction.atomic(durable=True):
        # Locked before counting: of two requests at once, one counts the other.
        head = lock_head()
        too_many = opened_lately(asked.person, asked.now) >= MOST_IN_AN_HOUR
        outcome = Outcome.TOO_MANY if too_many else Outcome.OPENED
        return add_entry(asked, outcome, head=head, reason=reason, words=words)


def opened_lately(person: User, now: datetime) -> int:
    """Count how often a person opened a file within the last hour."""
    own = AccessEntry.objects.filter(person=person, outcome=Outcome.OPENED)
    return own.filter(at__gt=now - AN_HOUR).count()


def grant_in(
    session: Mapping[str, Any], person: User, file: PrivateFile, now: datetime
) -> AccessEntry | None:
    """Give the entry that opens a file to this session now, if there is one."""
    number = session.get(IN_SESSION, {}).get(str(file.pk))
    if number is None:
        return None
    return AccessEntry.objects.filter(
        pk=number,
        person=person,
        file=file,
        outcome=Outcome.OPENED,
        at__gt=now - GRANTED_FOR,
        at__lte=now,
    ).first()


def remember(session: Any, entry: AccessEntry) -> None:
    """Let a session use what was opened in it; what is over is forgotten by its time."""
    session[IN_SESSION] = {**session.get(IN_SESSION, {}), str(entry.file_id): entry.number}
