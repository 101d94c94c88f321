"""Where the bytes of photos lie: private files with random names, durable before a row names them.

Nothing here is reached by an address. A file that no row names (its process was
killed in between) is seen by nobody, and :mod:`events.photos.sweep` finds it.
"""

import errno
import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings

DISPLAYED, UNREADABLE, PIECES = "displayed", "unreadable", "pieces"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
ONLY_OURS = 0o600


def folder() -> Path:
    return Path(settings.EVENT_PHOTOS_ROOT)


def keep_file(kind: str, data: bytes) -> str:
    """Store bytes under a new name and give it; they are on the disk when this returns.

    Raises ``OSError``, which :func:`is_full` tells apart.
    """
    demand_room(len(data))
    token = secrets.token_hex(16)
    name = f"{kind}/{token[:2]}/{token}"
    path = folder() / name
    make_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS)
    try:
        write_durably(descriptor, data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return name


def read_file(name: str) -> bytes:
    """Give the bytes under a name. Raises ``OSError``."""
    return (folder() / name).read_bytes()


def forget_file(name: str) -> None:
    """Delete what no row names."""
    (folder() / name).unlink(missing_ok=True)


def demand_room(size: int) -> None:
    """Raise ``OSError`` unless the disk has room for so many bytes, and some left.

    Photos can wait on the phones. The figures of the next event, which may lie on the
    same disk, cannot.
    """
    make_folder(folder())
    left = shutil.disk_usage(folder()).free - size
    if left < settings.EVENT_PHOTOS_LEAVE_FREE_MB * 1024 * 1024:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write_durably(descriptor: int, data: bytes) -> None:
    """Write all of it where the file stands, and wait until the disk has it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def is_full(error: OSError) -> bool:
    """Say whether it failed for want of room, and may succeed later."""
    return error.errno in FULL


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, that is there after a power cut too."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
