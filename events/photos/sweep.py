"""Files of photos that nobody needs any more: pieces that were given up, and files without a row.

A file without a row is what a process left that was killed between the two. It is kept
as long as pieces are: after a day or two it might still be wanted, when a backup of the
database is brought back that is older than the files.
"""

import fcntl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from events.models import EventPhoto
from events.photos.files import DISPLAYED, PIECES, UNREADABLE, folder
from events.photos.pieces import is_still_at
from foundation.durable_files import files_older_than, written_at

KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went."""

    pieces: int
    without_row: int


def sweep_photos(now: datetime) -> Swept:
    """Delete pieces that did not grow for 60 days, and as old files that no row names."""
    before = now - KEPT_FOR
    pieces = sum(
        _forget_pieces(path, before) for path in files_older_than(before, folder() / PIECES)
    )
    without_row = 0
    kinds = (folder() / DISPLAYED, folder() / UNREADABLE)
    for path in (path for kind in kinds for path in files_older_than(before, kind)):
        if not EventPhoto.objects.filter(file=str(path.relative_to(folder()))).exists():
            path.unlink(missing_ok=True)
            without_row += 1
    return Swept(pieces, without_row)


def _forget_pieces(path: Path, before: datetime) -> bool:
    """Delete a file of pieces, unless somebody adds to it at this moment or has just done so."""
    with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as pieces:
        fcntl.flock(pieces, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if is_still_at(path, pieces.fileno()) and written_at(path) < before:
            path.unlink()
            return True
    return False
