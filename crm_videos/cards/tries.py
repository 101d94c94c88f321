"""How often words may be tried: by one person, and by all together.

Each try takes one of a number of places for a while, and what was right gives it back.
Taking a place is one insertion into the cache that all processes share, so many tries
at once are not more than one after the other.
"""

from collections.abc import Iterator

from django.core.cache import cache

BY_ONE, BY_ALL = 5, 40
ONE_WAITS, ALL_WAIT = 15 * 60, 60 * 60
# The site's cache keeps such keys where all processes see them.
SHARED = "shared:codecard:"


class TooManyTries(Exception):
    """Nothing was looked up."""


def take_place(person: int) -> list[str]:
    """Take a place for one try. Raises :class:`TooManyTries`."""
    own = _first_free(_places(f"{person}", BY_ONE), ONE_WAITS)
    everybody = own and _first_free(_places("all", BY_ALL), ALL_WAIT)
    if not everybody:
        raise TooManyTries
    return [own, everybody]


def give_back(places: list[str]) -> None:
    """Let a right try count for nothing."""
    cache.delete_many(places)


def _places(whose: str, many: int) -> Iterator[str]:
    return (f"{SHARED}{whose}:{number}" for number in range(many))


def _first_free(places: Iterator[str], seconds: int) -> str:
    return next((place for place in places if cache.add(place, 1, seconds)), "")
