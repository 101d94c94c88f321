"""The language of the sign-in pages: as chosen, else as the front door would choose."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from portal.language import wanted_language

SIGN_IN = "/accounts/"


class SignInLanguageMiddleware:
    """Django would fall back on English where the front door falls back on Bangla."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(SIGN_IN):
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            if chosen not in {"bn", "en"}:
                chosen = wanted_language(request.headers.get("Accept-Language", ""))
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)
