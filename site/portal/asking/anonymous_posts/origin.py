"""Whether a form was sent from a page of ours, as the browser says it.

Every browser that could be made to send somebody else's form names where it came from, and no
page can change that. Some browsers for weak networks send none of the three headers; nobody
can be signed in by them here, so they are let through to the token and the allowance.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Say whether nothing tells that the form came from another site."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None and fetched != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin in _ours(request)
    if referer := request.headers.get("Referer"):
        return _origin_of(referer) in _ours(request)
    return True


def _ours(request: HttpRequest) -> set[str]:
    scheme = "https" if request.is_secure() else "http"
    return {f"{scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
