"""Keeping the pages that Django has written, and saying to others how long they may."""

import gzip
from collections.abc import Callable
from typing import TypeGuard

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from portal.page_cache.asked import asked_for
from portal.page_cache.kept import Kept
from portal.page_cache.shelf import MOST_BYTES, shelf
from portal.page_cache.turning import true_until
from portal.page_views.noting import SHOWN

# An answer that depends on anything else is nobody else's.
MAY_VARY_BY = frozenset({"accept-encoding"})
FOR_ONE_READER = "private, no-cache"


class KeepPublishedPages:
    """Middleware, so far out that what it keeps is what readers get."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and keep the answer if it is a public page, the same for everybody."""
        asked = asked_for(request.META) if settings.KEEP_PAGES_SECONDS else None
        # Before anything is read: what changes meanwhile makes the page untrue.
        begun, stamp = timezone.now(), shelf().stamp() if asked else None
        response = self.get_response(request)
        if not _is_silent_page(response, request):
            return response
        if asked is None or stamp is None or not is_for_everybody(request, response):
            response["Cache-Control"] = FOR_ONE_READER
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        kept = Kept.of(
            _plain(response),
            response.items(),
            key=asked.key,
            stamp=stamp,
            made_at=begun.timestamp(),
            until=true_until(request, begun).timestamp(),
            shown=getattr(request, SHOWN),
        )
        response["ETag"] = kept.etag
        response["Cache-Control"] = cache_control(kept, timezone.now().timestamp())
        if request.method == "GET" and len(kept.plain) <= MOST_BYTES:
            shelf().keep(kept)
        return response


def cache_control(kept: Kept, now: float) -> str:
    """Let browsers ask each time, and caches in front of the site keep it as long as we do."""
    return f"max-age=0, s-maxage={kept.lasts(now)}, must-revalidate"


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether nothing in an answer can depend on who asked."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not getattr(request, "is_preview", False)
        and not response.cookies
        and "Set-Cookie" not in response
        and varies <= MAY_VARY_BY
        and response.get("Content-Encoding", "gzip") == "gzip"
    )


def _is_silent_page(response: HttpResponseBase, request: HttpRequest) -> TypeGuard[HttpResponse]:
    """Say whether it is a page that says nothing of caches itself; what does is left alone."""
    return (
        isinstance(response, HttpResponse)
        and getattr(request, SHOWN, None) is not None
        and response.get("Content-Type", "").startswith("text/html")
        and "Cache-Control" not in response
    )


def _plain(response: HttpResponse) -> bytes:
    body = response.content
    return gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body
