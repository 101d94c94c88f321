"""Answering with the bytes of a private file, or with the range of them that was asked for.

Whether anybody may have them is decided before. Nothing is held in memory but one frame.
"""

from collections.abc import Callable, Iterator, Mapping

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from crm_videos.models import PrivateFile
from crm_videos.private.ranges import Span, Unsatisfiable, parse_range
from crm_videos.private.reading import open_range


def send_file(
    request: HttpRequest,
    file: PrivateFile,
    *,
    etag: str,
    content_type: str,
    headers: Mapping[str, str],
    go_on: Callable[[], None] = lambda: None,
) -> HttpResponseBase:
    """Send it frame by frame; ``go_on`` is called before each but the first, and may raise.

    ``etag`` names exactly these bytes. Raises :class:`~crm_videos.private.frames.Damaged`
    before anything is sent; a later frame that is bad ends the answer short of its length.
    """
    told = {**headers, "ETag": etag, "Accept-Ranges": "bytes"}
    try:
        span = _asked(request, etag, file.size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={**told, "Content-Range": f"bytes */{file.size}"})
    if span:
        told["Content-Range"] = span.in_words(file.size)
    status = 206 if span else 200
    span = span or Span(0, file.size)
    told["Content-Length"] = str(span.length)
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers=told)
    pieces = open_range(file, span.start, span.stop)
    # Compressing would break the ranges, and tell of the content by its length.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return StreamingHttpResponse(
        _while_allowed(pieces, go_on), status=status, content_type=content_type, headers=told
    )


def _asked(request: HttpRequest, etag: str, size: int) -> Span | None:
    """Give the bytes that are asked for; all of them where a part would be of no use."""
    # RFC 9110 knows ranges of GET alone, and If-Range asks for the very same file.
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    return parse_range(request.headers.get("Range", ""), size)


def _while_allowed(pieces: Iterator[bytes], go_on: Callable[[], None]) -> Iterator[bytes]:
    yield next(pieces, b"")
    for piece in pieces:
        go_on()
        yield piece
