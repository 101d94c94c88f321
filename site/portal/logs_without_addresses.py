"""What the server's log says of a public page: that one was asked for, not which.

The address of a story may name somebody, and nobody erases a log.
"""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# ``/en/stories/…``: the language and what kind of page it is.
SEGMENTS_SHOWN = 2


class WithoutAddresses(logging.Filter):
    """Cuts the address of a public page short in what Django logs about a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        if isinstance(getattr(record, "request", None), HttpRequest) and record.args:
            given: Any = record.args
            record.args = tuple(_short(one) if isinstance(one, str) else one for one in given)
        return True


def _short(text: str) -> str:
    first, *rest = text.lstrip("/").split("/")
    if not text.startswith("/") or first not in dict(settings.LANGUAGES):
        return text
    return "/".join(["", first, *rest[: SEGMENTS_SHOWN - 1], "…"])
