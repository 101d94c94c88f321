"""Which kept page a request may be answered with, or may leave behind; most requests neither."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

from portal.page_views.noting import CODE

LANGUAGES = ("/bn/", "/en/")
# No page reads these: who follows a link from Facebook, or from paper, gets the same bytes.
READ_BY_NO_PAGE = frozenset({CODE, "fbclid", "gclid", "utm_source", "utm_medium", "utm_campaign"})
LONGEST_PATH, LONGEST_QUERY, MOST_PARAMETERS = 300, 1000, 8
HOST = re.compile(r"[a-z0-9.:\[\]-]{1,120}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A public page, by its whole address; and what stood in the address beside that."""

    key: str
    code: str


def asked_for(environ: Mapping[str, Any]) -> Asked | None:
    """Say which page is asked for; nothing where the answer may depend on who asks.

    Whoever sends a cookie or a name neither gets a kept page nor leaves one behind.
    """
    path = environ.get("PATH_INFO", "")
    if (
        environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}
        or not path.startswith(LANGUAGES)
        or len(path) > LONGEST_PATH
        or environ.get("HTTP_COOKIE")
        or environ.get("HTTP_AUTHORIZATION")
        or environ.get("SCRIPT_NAME")
        # A body that nobody reads would be taken for the next request on the line.
        or environ.get("CONTENT_LENGTH", "") not in {"", "0"}
        or environ.get("HTTP_TRANSFER_ENCODING")
    ):
        return None
    host, code = environ.get("HTTP_HOST", "").lower(), _code_in(environ.get("QUERY_STRING", ""))
    if code is None or not HOST.fullmatch(host):
        return None
    return Asked(f"{_scheme(environ)}://{host}{path}", code)


def _code_in(query: str) -> str | None:
    """Give what is said as the code of an event; None where a page may read what is asked."""
    if not query:
        return ""
    if len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        return None
    return pairs.get(CODE, "") if READ_BY_NO_PAGE.issuperset(pairs) else None


def _scheme(environ: Mapping[str, Any]) -> str:
    """Name the scheme as Django does, behind a proxy too."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        told = environ.get(header)
        if told is not None:
            return "https" if told.split(",", 1)[0].strip() == secure else "http"
    return str(environ.get("wsgi.url_scheme", "http"))
