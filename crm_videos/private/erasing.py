"""Erasing private files: the key first, for without it the bytes are noise; then the bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from crm_videos.models import PrivateFile
from crm_videos.private.files import folder
from foundation.durable_files import files_older_than, forget_file

# As long as a backup of the database may be brought back that is older than the files.
KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went."""

    erased: int
    without_row: int


def erase(file: PrivateFile, *, now: datetime) -> None:
    """Forget the key of a file for good, and unlink it once that is committed.

    Erasing it again does no harm. The row stays and says when; should the process die
    before the file is unlinked, the sweep does it.
    """
    PrivateFile.objects.filter(pk=file.pk, erased_at=None).update(seal=None, erased_at=now)
    file.refresh_from_db()
    transaction.on_commit(lambda: forget_file(folder(), file.name))


def sweep_private_files(now: datetime) -> Swept:
    """Unlink what was erased and is still there, and files that no row has named for 60 days.

    So the bytes go as well that came back with an old backup of the folder.
    """
    erased = without_row = 0
    for name in PrivateFile.objects.exclude(erased_at=None).values_list("name", flat=True):
        if (folder() / name).exists():
            forget_file(folder(), name)
            erased += 1
    for path in files_older_than(now - KEPT_FOR, folder()):
        name = str(path.relative_to(folder()))
        if not PrivateFile.objects.filter(name=name).exists():
            forget_file(folder(), name)
            without_row += 1
    return Swept(erased, without_row)
