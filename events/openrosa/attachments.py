"""The files of filled forms: joined by the form's id and the name that it gives them.

A phone splits what it sends, repeats the form in each part, and says on all but the
last that more is to come. That word is not asked about: whether everything is here is
told by the names in the form, compared with what was kept.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from events.judging import Sender
from events.models import Attachment
from events.photos.taking import receive_photo


def receive_attachments(
    files: Iterable[tuple[str, UploadedFile]], *, submission: UUID, sender: Sender, now: datetime
) -> None:
    """Keep the files that came; when this returns, they are durable.

    Raises :class:`~events.photos.taking.PhotoRefused`; what came before the refused one is kept.
    """
    for name, file in files:
        photo = receive_photo(file.read(), submission=submission, sender=sender, now=now)
        row = Attachment(submission=submission, name=name, photo=photo)
        with transaction.atomic(durable=True):
            Attachment.objects.bulk_create([row], ignore_conflicts=True)
