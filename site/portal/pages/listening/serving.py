"""The public address of a sound: whole or a range of it, kept by whoever likes.

The bytes behind an address never change, so caches and phones may keep them for a year.
"""

from collections.abc import Iterator

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from crm_videos.private.ranges import Span, Unsatisfiable, parse_range
from portal.pages.models.sound import Sound

CONTENT_TYPE = "audio/mp4"
HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; media-src 'self'; "
    "style-src 'unsafe-inline'; sandbox allow-same-origin",
}
PIECE = 64 * 1024


@require_safe
def sound(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send a sound, or the part of it that a player asks for."""
    found = get_object_or_404(Sound, token=token)
    etag = f'"{found.token}"'
    headers = {**HEADERS, "ETag": etag}
    try:
        span = _asked(request, etag, found.size)
    except Unsatisfiable:
        told = {**headers, "Content-Range": f"bytes */{found.size}"}
        return HttpResponse(status=416, headers=told)
    if span:
        headers["Content-Range"] = span.in_words(found.size)
    status, span = (206, span) if span else (200, Span(0, found.size))
    headers["Content-Length"] = str(span.length)
    # Compressing would break the ranges.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    if request.method == "HEAD":
        return HttpResponse(content_type=CONTENT_TYPE, headers=headers)
    try:
        file = found.file.open("rb")
    except OSError:
        raise Http404 from None
    pieces = _pieces(file, span)
    return StreamingHttpResponse(pieces, status=status, content_type=CONTENT_TYPE, headers=headers)


def _asked(request: HttpRequest, etag: str, size: int) -> Span | None:
    """Give the bytes that are asked for; RFC 9110 knows ranges of GET alone."""
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    return parse_range(request.headers.get("Range", ""), size)


def _pieces(file: File, span: Span) -> Iterator[bytes]:
    with file:
        file.seek(span.start)
        left = span.length
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
