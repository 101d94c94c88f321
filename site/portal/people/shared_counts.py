"""The cache: in each process's own memory, except what must be counted once for all of them.

allauth counts attempts in the default cache, and so does the door of ODK's phones.
Counted in each process, five tries would be five for each of them. Pages ask the
cache as well, ten times each, and need no such care: a query every time would
double their work.
"""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache

SHARED = ("allauth", "shared:")


class SharedCounts(BaseCache):
    """Sends keys that begin as ``SHARED`` says to the table in ``LOCATION``, others to memory."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._shared = DatabaseCache(table, params)
        self._own = LocMemCache(table, params)

    def _of(self, key: str) -> BaseCache:
        return self._shared if str(key).startswith(SHARED) else self._own

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return bool(self._of(key).add(key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._of(key).get(key, default, version)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._of(key).set(key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._of(key).touch(key, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._of(key).delete(key, version))

    def clear(self) -> None:
        self._shared.clear()
        self._own.clear()
