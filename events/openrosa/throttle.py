"""Wrong passwords are counted by device name and address together.

So whoever tries the passwords of a colleague's device locks out nobody but
themselves, and an office behind one address is not locked out by one slip.
"""

import hashlib

from django.core.cache import cache

MOST_WRONG = 10
WITHIN_SECONDS = 300
# The site's cache keeps such keys where all processes see them.
SHARED = "shared:openrosa:"


def is_throttled(name: str, address: str) -> bool:
    """Tell whether so many were wrong that no more are looked at."""
    return int(cache.get(_key(name, address), 0)) >= MOST_WRONG


def note_wrong(name: str, address: str) -> None:
    """Count one wrong password."""
    key = _key(name, address)
    cache.set(key, int(cache.get(key, 0)) + 1, WITHIN_SECONDS)


def note_right(name: str, address: str) -> None:
    """Forget the slips of whoever got it right; nothing to forget costs no write."""
    key = _key(name, address)
    if cache.get(key):
        cache.delete(key)


def _key(name: str, address: str) -> str:
    """Give a key of letters that any cache takes, whatever was typed."""
    return SHARED + hashlib.sha256(f"{name.lower()}\n{address}".encode()).hexdigest()
