"""Private files with random names, on the disk for good before a row names them.

No address leads to any of them. A file that no row names (its process was killed in
between) is seen by nobody, and the sweep of its app finds it.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
ONLY_OURS = 0o600
ONLY_OUR_FOLDER = 0o700
MEGABYTE = 1024 * 1024


def keep_file(folder: Path, pieces: Iterable[bytes], *, kind: str = "", leave_free_mb: int) -> str:
    """Store bytes under a new name and give it; they are on the disk when this returns.

    Whatever stops it, also an error of ``pieces``, leaves no file behind. Raises
    ``OSError``, which :func:`is_full` tells apart.
    """
    token = secrets.token_hex(16)
    name = str(Path(kind, token[:2], token))
    path = folder / name
    demand_room(folder, 0, leave_free_mb=leave_free_mb)
    make_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS)
    try:
        for piece in pieces:
            demand_room(folder, len(piece), leave_free_mb=leave_free_mb)
            write(descriptor, piece)
        os.fsync(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return name


def forget_file(folder: Path, name: str) -> None:
    """Delete a file, if it is there still; it stays deleted after a power cut."""
    path = folder / name
    with suppress(FileNotFoundError):
        path.unlink()
        sync_folder(path.parent)


def demand_room(folder: Path, size: int, *, leave_free_mb: int) -> None:
    """Raise ``OSError`` unless the disk has room for so many bytes, and some left.

    Files can wait where they are. The figures of the next event, which may lie on the
    same disk, cannot.
    """
    make_folder(folder)
    if shutil.disk_usage(folder).free - size < leave_free_mb * MEGABYTE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write(descriptor: int, data: bytes) -> None:
    """Write all of it where the file stands; the disk may have it later."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_durably(descriptor: int, data: bytes) -> None:
    """Write all of it where the file stands, and wait until the disk has it."""
    write(descriptor, data)
    os.fsync(descriptor)


def is_full(error: OSError) -> bool:
    """Say whether it failed for want of room, and may succeed later."""
    return error.errno in FULL


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, that is there after a power cut too."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=ONLY_OUR_FOLDER, exist_ok=True)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_older_than(before: datetime, folder: Path) -> Iterator[Path]:
    """Give the files in a folder, and below it, that were last written before a moment."""
    for path in [*folder.rglob("*")]:
        # Others delete here too.
        with suppress(FileNotFoundError):
            if path.is_file() and written_at(path) < before:
                yield path


def written_at(path: Path) -> datetime:
    """Tell when a file was last written. Raises ``FileNotFoundError``."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
