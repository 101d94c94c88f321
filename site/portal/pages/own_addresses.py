"""What the site itself answers right below a language: there no page would ever be seen."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import LocalePrefixPattern, URLResolver, get_resolver
from django.utils.translation import gettext_lazy as _

# Of the home page of a language.
HOME_DEPTH = 2
TAKEN = _("The site itself answers at this address. Choose another.")


def is_taken(slug: str, parent: Any) -> bool:
    """Say whether a page below ``parent`` would stand behind something of the site's own."""
    at_top = parent is not None and parent.depth == HOME_DEPTH
    return at_top and slug in _first_parts(settings.ROOT_URLCONF)


@lru_cache(maxsize=2)
def _first_parts(urlconf: str) -> frozenset[str]:
    """Read from the table of addresses what comes before the pages."""
    tables = get_resolver(urlconf).url_patterns
    below = (one for one in tables if isinstance(one.pattern, LocalePrefixPattern))
    return frozenset(part for table in below for part in _firsts(table))


def _firsts(table: Any) -> Iterator[str]:
    for one in table.url_patterns:
        if first := str(one.pattern).split("/")[0]:
            yield first
        elif isinstance(one, URLResolver):
            yield from _firsts(one)
