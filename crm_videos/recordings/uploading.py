"""An upload is begun, given up, refused, and swept when nobody goes on with it."""

import base64
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Sum
from django.db.models.expressions import Combinable
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from crm_videos.models import Purpose, Testimony, Upload
from crm_videos.models.uploads import UploadQuerySet
from crm_videos.private.files import folder
from crm_videos.private.frames import new_key
from crm_videos.private.storing import LIMITS
from crm_videos.recordings.taking import NotTaken, demand_consent
from crm_videos.words import Arrival, Chapter, Medium
from foundation.bangla import figure
from foundation.durable_files import MEGABYTE, demand_room, forget_file, is_full, keep_file

LIMIT = LIMITS[Purpose.RECORDING]
MOST_BYTES = LIMIT.megabytes * MEGABYTE
GIGABYTE = 1024 * MEGABYTE


class TooMuch(NotTaken):
    """It is larger than what is taken, or too much is under way already."""


class NoRoom(NotTaken):
    """The disk has no room for it now."""


def begin_upload(
    testimony: Testimony,
    *,
    chapter: Chapter,
    medium: Medium,
    content_type: str,
    length: int,
    fingerprint: str,
    by: User,
    now: datetime,
) -> Upload:
    """Make ready for a recording of so many bytes. Raises :class:`NotTaken`, and its kinds."""
    if length > MOST_BYTES:
        most = {"most": figure(LIMIT.megabytes, get_language() or "en")}
        raise TooMuch(_("The file is larger than %(most)s megabytes.") % most)
    with transaction.atomic():
        demand_consent(testimony, now, medium=medium)
        User.objects.select_for_update().get(pk=by.pk)
        demand_quota(testimony, by, length)
        return Upload.objects.create(
            testimony=testimony,
            chapter=chapter,
            medium=medium,
            content_type=content_type,
            length=length,
            fingerprint=fingerprint,
            name=_empty_file(length),
            seal={"key": base64.b64encode(new_key()).decode("ascii"), "tail": ""},
            language=get_language() or settings.LANGUAGE_CODE,
            brought_by=by,
            begun_at=now,
            touched_at=now,
        )


def give_up(upload: Upload) -> None:
    """Forget an upload; its key goes with the row, then the bytes. A recording stays."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if locked:
            locked.delete()
            if locked.state != Arrival.TAKEN:
                transaction.on_commit(lambda: forget_file(folder(), locked.name))


def refuse(upload: Upload, words: str, *, now: datetime) -> bool:
    """Erase what came, and keep the sentence that says why; not of what is taken already."""
    with transaction.atomic():
        refused = Upload.objects.unfinished().filter(pk=upload.pk).update(
            state=Arrival.REFUSED, words=words, seal=None, fingerprint="", touched_at=now,
            lease_until=None,
        )  # fmt: skip
        if refused:
            transaction.on_commit(lambda: forget_file(folder(), upload.name))
    return bool(refused)


def refuse_without_consent(testimony: Testimony, *, now: datetime) -> int:
    """Erase what is under way and not agreed to any more; give how many."""
    return sum(_refuse_for_consent(one, now) for one in testimony.uploads.unfinished())


def sweep_uploads(now: datetime) -> int:
    """Forget the uploads that nobody has touched for some days, unless they wait for us."""
    left = now - timedelta(days=settings.UPLOADS_KEPT_DAYS)
    old = Upload.objects.filter(touched_at__lt=left).exclude(state=Arrival.LOOKING)
    for upload in old:
        give_up(upload)
    return len(old)


def _refuse_for_consent(upload: Upload, now: datetime) -> bool:
    with override(upload.language):
        try:
            with transaction.atomic():
                demand_consent(upload.testimony, now, medium=upload.medium)
        except NotTaken as refused:
            return refuse(upload, refused.words, now=now)
    return False


def demand_quota(testimony: Testimony, by: User, length: int) -> None:
    """Refuse what would be too much under way at once, of one person or by one.

    Raises :class:`TooMuch`.
    """
    under_way = Upload.objects.unfinished()
    for rows, gigabytes in (
        (under_way.filter(brought_by=by), settings.UPLOADS_GB_OF_A_PERSON),
        (under_way.filter(testimony=testimony), settings.UPLOADS_GB_OF_A_TESTIMONY),
    ):
        if _total(rows, "length") + length > gigabytes * GIGABYTE:
            raise TooMuch(
                _("Too much is under way already. Finish or give up what was begun before.")
            )


def _empty_file(length: int) -> str:
    """Make the file, if the disk has room for all that is under way and for this."""
    under_way = Upload.objects.filter(state=Arrival.ARRIVING)
    needed = _total(under_way, F("length") - F("offset")) + length
    free = settings.PRIVATE_FILES_LEAVE_FREE_MB
    try:
        demand_room(folder(), needed, leave_free_mb=free)
        return keep_file(folder(), [], leave_free_mb=free)
    except OSError as error:
        if not is_full(error):
            raise
        raise NoRoom(no_room()) from error


def no_room() -> str:
    """Say that the disk is full."""
    return _("The server has no room for this file now. Keep it and bring it again later.")


def _total(rows: UploadQuerySet, what: str | Combinable) -> int:
    return rows.aggregate(total=Sum(what))["total"] or 0
