"""The evidence of a consent: stored together with the consent that it proves, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from crm_videos.models import PrivateFile, Purpose, Testimony
from crm_videos.private.files import folder
from crm_videos.private.storing import store
from foundation.durable_files import forget_file

# As some browsers call what others call by its name.
ALSO_CALLED = {
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/mp3": "audio/mpeg",
    "audio/3gp": "audio/3gpp",
    "audio/amr-wb": "audio/amr",
    "audio/x-amr": "audio/amr",
    "audio/x-wav": "audio/wav",
    "image/jpg": "image/jpeg",
}


@contextmanager
def kept_evidence(
    testimony: Testimony, upload: UploadedFile | None, *, kind: str, by: User, now: datetime
) -> Iterator[PrivateFile | None]:
    """Store an upload for what is recorded within; when that fails, nothing of it stays.

    Raises :class:`crm_videos.private.storing.NotStored`.
    """
    if upload is None:
        yield None
        return
    with transaction.atomic():
        declared = upload.content_type or ""
        file = store(
            testimony,
            cast("BinaryIO", upload),
            purpose=Purpose(kind),
            content_type=ALSO_CALLED.get(declared, declared),
            by=by,
            now=now,
        )
        try:
            yield file
        except BaseException:
            forget_file(folder(), file.name)
            raise
