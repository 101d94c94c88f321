"""Nothing at ``/field/stories/`` is kept by anybody: not a page, not an answer, not a refusal."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FIELD_STORIES = "/field/stories/"
# Nothing from elsewhere, and no script that is not a file of ours.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


class NeverKept:
    """A middleware and no decorator: an address that is added tomorrow is not kept either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.path.startswith(FIELD_STORIES):
            answer["Cache-Control"] = "no-store"
            answer["Content-Security-Policy"] = POLICY
        return answer
