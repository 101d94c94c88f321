"""What arrived whole is looked at, and becomes a recording or is refused with a sentence.

The work stands in the row: claimed by a conditional UPDATE for a limited time, so a worker may
die anywhere, and another begins anew. Until the one transaction at the end, nothing points to
the file but the upload.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from crm_videos.models import PrivateFile, Purpose, Upload
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import open_range
from crm_videos.recordings.looking import CannotLook, Refused, Seen, look_at
from crm_videos.recordings.taking import NotTaken, take_recording
from crm_videos.recordings.uploading import refuse
from crm_videos.words import Arrival

logger = logging.getLogger(__name__)

# Reading 4 GB through and looking at it takes three minutes at most, so that one task is done
# with all that it claims before another worker may believe it dead.
LEASE = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_AT_ONCE = 3
# A quarter of an hour of tries. Then the machine is hardly only busy, and a person is told.
TRIES_BEFORE_A_PERSON = 5
# Field staff, who only send in, do not decide about what they sent.
MAY_SETTLE = "crm_videos.view_privatefile"


def settle_what_arrived(now: datetime) -> int:
    """Settle the uploads that are whole; give how many were claimed."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    waiting = Upload.objects.filter(free, state=Arrival.LOOKING).select_related("testimony")
    return sum(_settle(one, now) for one in waiting[:MOST_AT_ONCE])


def never_looked_at() -> "QuerySet[Upload]":
    """Select what was tried in vain so often that a person has to see to it."""
    tried = Upload.objects.filter(attempts__gte=TRIES_BEFORE_A_PERSON)
    return tried.filter(state=Arrival.LOOKING).order_by("touched_at", "pk")


def look_again(upload: Upload) -> bool:
    """Have it looked at now, not when its wait is over; False when that is decided already."""
    return bool(never_looked_at().filter(pk=upload.pk).update(lease_until=None))


def give_up_looking(upload: Upload, now: datetime) -> bool:
    """Erase what nobody could look at; whoever brought it reads that it has to come again."""
    with override(upload.language):
        return refuse(upload, nobody_could_look(), now=now)


def nobody_could_look() -> str:
    """Say to whoever brought it why it is not here."""
    return _("Nobody could look at this file. Bring it again if you still have it.")


def _settle(upload: Upload, now: datetime) -> bool:
    # What was seen is the condition: one worker gets it.
    seen = Upload.objects.filter(pk=upload.pk, state=Arrival.LOOKING, attempts=upload.attempts)
    upload.attempts += 1
    if not seen.update(attempts=upload.attempts, lease_until=now + LEASE):
        return False
    with override(upload.language):
        try:
            _take(upload, now)
        except (Refused, NotTaken) as refused:
            refuse(upload, str(refused), now=now)
        except Damaged:
            logger.error("upload %s is not as it came", upload.pk)
            refuse(upload, _("The file was damaged on the server. Bring it again."), now=now)
        except CannotLook:
            logger.error("upload %s cannot be looked at now", upload.pk)
            held = Upload.objects.filter(pk=upload.pk, attempts=upload.attempts)
            held.update(lease_until=now + _wait_after(upload.attempts))
    return True


def _take(upload: Upload, now: datetime) -> None:
    """Look at the file, then make it a private file and a recording, both or neither."""
    file = _private_file(upload, now)
    seen: Seen = look_at(file)
    with transaction.atomic():
        # Refused or erased meanwhile, or in the hands of another worker: nothing is taken.
        held = Upload.objects.select_for_update().filter(
            pk=upload.pk, state=Arrival.LOOKING, attempts=upload.attempts
        )
        if held.first() is None:
            return
        file.save(force_insert=True)
        recording = take_recording(
            upload.testimony,
            chapter=upload.chapter,
            medium=upload.medium,
            file=file,
            seen=seen,
            by=upload.brought_by,
            now=now,
        )
        held.update(
            state=Arrival.TAKEN, recording=recording, seal=None, fingerprint="", touched_at=now,
            lease_until=None,
        )  # fmt: skip


def _private_file(upload: Upload, now: datetime) -> PrivateFile:
    """Give the file as its row will be; every frame is opened on the way. Raises ``Damaged``."""
    if upload.seal is None:
        raise Damaged(upload.pk)
    key = upload.seal.open()["key"]
    file = PrivateFile(
        id=upload.pk,
        testimony=upload.testimony,
        purpose=Purpose.RECORDING,
        content_type=upload.content_type,
        size=upload.length,
        name=upload.name,
        seal={"key": key},
        stored_at=now,
        created_by=upload.brought_by,
    )
    digest = hashlib.sha256()
    for piece in open_range(file, 0, file.size):
        digest.update(piece)
    file.seal = {"key": key, "sha256": digest.hexdigest()}
    return file


def _wait_after(attempts: int) -> timedelta:
    """Give the wait after so many attempts: twice as long each time, an hour at most."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
