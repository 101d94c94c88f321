"""How the open API answers: in JSON, to everybody, without cookies, and only when it is asked.

What is of closed months alone may be kept for a day, anything else for a minute; whoever
kept an answer is told in a line that it still holds. What nobody can read is refused in words.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from ninja import NinjaAPI
from ninja.errors import ValidationError

SETTLED_SECONDS, OPEN_SECONDS = 24 * 60 * 60, 60
MAX_AGE = "open_data_max_age"
DIGEST_BYTES = 16


class OpenApi(NinjaAPI):
    """A ninja API whose answers may be kept and compared."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write an answer, and say how long it holds."""
        return shared(request, super().create_response(request, *args, **kwargs))


def shared(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let everybody read an answer, from any page, and keep it for its time."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Content-Type-Options"] = "nosniff"
    if answer.status_code != HTTPStatus.OK:
        answer["Cache-Control"] = "no-store"
        return answer
    digest = blake2b(answer.content, digest_size=DIGEST_BYTES).hexdigest()
    # Weak: the same answer, plain or compressed.
    answer["ETag"] = f'W/"{digest}"'
    patch_cache_control(answer, public=True, max_age=getattr(request, MAX_AGE, OPEN_SECONDS))
    if _is_known(request.headers.get("If-None-Match", ""), digest):
        kept = {name: answer[name] for name in ("ETag", "Cache-Control", *ALWAYS)}
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=kept)
    return answer


ALWAYS = ("Access-Control-Allow-Origin", "X-Content-Type-Options")


def _is_known(told: str, digest: str) -> bool:
    """Compare weakly, as RFC 9110 asks of ``If-None-Match``."""
    known = {one.strip().removeprefix("W/") for one in told.split(",")}
    return bool(known & {"*", f'"{digest}"'})


def keep_for(request: HttpRequest, *, settled: bool) -> None:
    """Say how long the answer to a request may be kept."""
    setattr(request, MAX_AGE, SETTLED_SECONDS if settled else OPEN_SECONDS)


def head_like_get(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer HEAD as GET is answered; the body is left out on the way."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "HEAD":
            return view(request, *args, **kwargs)
        request.method = "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = "HEAD"

    # As ninja says it: nobody signs in here, and nothing is written.
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def problem(error: str, *details: str) -> dict[str, Any]:
    """Write down why something was refused."""
    return {"error": error, "details": list(details)}


def refuse_in_words(api: OpenApi) -> None:
    """Answer what cannot be read, and what there is not, with a problem in JSON."""

    @api.exception_handler(ValidationError)
    def cannot_read(request: HttpRequest, error: ValidationError) -> HttpResponse:
        details = (f"{_place(one)}: {one['msg']}" for one in error.errors)
        return api.create_response(request, problem("not readable", *details), status=422)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return api.create_response(request, problem("not found", str(error)), status=404)


def _place(error: dict[str, Any]) -> str:
    # ("query", "filters", "month") for a column of a schema, ("path", "code") for one alone.
    return str(error["loc"][-1])
