"""The front door: ``/`` sends a reader to the pages of their language.

And the other doors: whoever hears "not found" there is not sent to look among the pages.
"""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe


def wanted_language(accept_language: str) -> str:
    """Choose between Bangla and English; Bangla when the header asks for neither."""
    for tag, quality in parse_accept_lang_header(accept_language):
        language = tag.split("-")[0]
        if quality and language in {"bn", "en"}:
            return language
    return "bn"


@require_safe
def front_door(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to ``/bn/`` or ``/en/``, by what the browser asks for."""
    language = wanted_language(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


class LanguageMiddleware(LocaleMiddleware):
    """Django's, which adds a missing language to an address, where one may be missing.

    Wagtail's pages take any address. So Django would send a phone that asks the API for
    what is not here to a page, and the phone would read a page where JSON was promised.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave the answer alone when a view of ours has said that there is nothing."""
        if response.status_code != 404 or request.resolver_match is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language() or "bn")
        return response
