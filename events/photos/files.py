"""Where the bytes of photos lie: a private folder of their own, each kind apart.

How a file gets there for good is :mod:`foundation.durable_files`; what nobody needs any
more finds :mod:`events.photos.sweep`.
"""

from pathlib import Path

from django.conf import settings

from foundation import durable_files

DISPLAYED, UNREADABLE, PIECES = "displayed", "unreadable", "pieces"


def folder() -> Path:
    return Path(settings.EVENT_PHOTOS_ROOT)


def keep_file(kind: str, data: bytes) -> str:
    """Store bytes under a new name and give it; they are on the disk when this returns.

    Raises ``OSError``, which :func:`foundation.durable_files.is_full` tells apart.
    """
    free = settings.EVENT_PHOTOS_LEAVE_FREE_MB
    return durable_files.keep_file(folder(), [data], kind=kind, leave_free_mb=free)


def read_file(name: str) -> bytes:
    """Give the bytes under a name. Raises ``OSError``."""
    return (folder() / name).read_bytes()


def forget_file(name: str) -> None:
    """Delete what no row names."""
    durable_files.forget_file(folder(), name)


def demand_room(size: int) -> None:
    """Raise ``OSError`` unless the disk has room for so many bytes, and some left."""
    free = settings.EVENT_PHOTOS_LEAVE_FREE_MB
    durable_files.demand_room(folder(), size, leave_free_mb=free)
