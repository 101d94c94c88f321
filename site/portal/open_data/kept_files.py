"""Whole files are kept for some seconds: they take the longest of all that anybody may ask."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.conf import settings

MOST_FILES = 8


class KeptFiles:
    """The newest few files of this process, each as long as a page is kept."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str, write: Callable[[], bytes]) -> bytes:
        """Give a file, written anew when what is kept is too old. With 0 seconds none is kept."""
        now = time.monotonic()
        with self._lock:
            made_at, written = self._files.get(name, (float("-inf"), b""))
        if now - made_at < settings.KEEP_PAGES_SECONDS:
            return written
        written = write()
        with self._lock:
            self._files[name] = (now, written)
            self._files.move_to_end(name)
            while len(self._files) > MOST_FILES:
                self._files.popitem(last=False)
        return written


files = KeptFiles()
