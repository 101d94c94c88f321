"""Where pages are kept: in files that all processes of a machine share, and in memory.

A file has one of ``PLACES`` names, by its address, so there are never more; two pages that
share a place take turns. Whoever changes what the public sees moves the hands of one file,
``changed``: whatever was kept before it is not true any more, in every process.
"""

import hashlib
import logging
import os
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from portal.page_cache.kept import Kept, Unreadable

logger = logging.getLogger(__name__)

PLACES = 1024
# In each process.
MOST_IN_MEMORY = 256
# A page of the site weighs a tenth of it.
MOST_BYTES = 150_000


class Shelf:
    """The pages kept in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed = str(folder / "changed")
        self.memory: dict[str, Kept] = {}

    def stamp(self) -> int | None:
        """Say what is true now by a number; None where that cannot be told, and nothing is kept."""
        try:
            return os.stat(self.changed).st_mtime_ns  # noqa: PTH116 - for each page that is opened
        except OSError:
            return None

    def forget_all(self) -> None:
        """Make everything untrue that was kept until now, in every process of the machine."""
        self.memory.clear()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(self.changed, "ab", opener=_for_us_alone):
                pass
            # Never the same twice, also where the clock was put back.
            later = max(time.time_ns(), (self.stamp() or 0) + 1)
            os.utime(self.changed, ns=(later, later))
        except OSError:
            logger.exception("kept pages could not be forgotten; they end by themselves")

    def begin(self) -> None:
        """Start with nothing: another release writes other pages."""
        self.forget_all()
        for half in self.folder.glob("*.part"):
            half.unlink(missing_ok=True)

    def find(self, key: str, now: float) -> Kept | None:
        """Give a page, if it is here and true; what is spoilt is not here."""
        stamp = self.stamp()
        if stamp is None:
            return None
        kept = self.memory.get(key)
        if kept is not None and kept.is_true(key, stamp, now):
            return kept
        kept = self._read(key)
        if kept is None or not kept.is_true(key, stamp, now):
            return None
        self._remember(kept)
        return kept

    def keep(self, kept: Kept) -> None:
        """Keep a page; where it cannot be written, this process alone has it."""
        self._remember(kept)
        place = self._place(kept.key)
        half = place.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}.part")
        try:
            with open(half, "xb", opener=_for_us_alone) as file:
                file.write(kept.to_bytes())
            half.replace(place)
        except OSError:
            logger.exception("a page could not be kept")
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def _read(self, key: str) -> Kept | None:
        try:
            return Kept.from_bytes(self._place(key).read_bytes())
        except (OSError, Unreadable):
            return None

    def _remember(self, kept: Kept) -> None:
        if len(self.memory) >= MOST_IN_MEMORY:
            self.memory.clear()
        self.memory[kept.key] = kept

    def _place(self, key: str) -> Path:
        digest = hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=4).digest()
        return self.folder / f"{int.from_bytes(digest) % PLACES:04d}"


def shelf() -> Shelf:
    """Give this process's way to the folder of the settings."""
    return _shelf_in(str(settings.KEPT_PAGES_ROOT))


@lru_cache(maxsize=4)
def _shelf_in(folder: str) -> Shelf:
    return Shelf(Path(folder))


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
