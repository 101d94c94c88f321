"""The front door: ``/`` sends a reader to the pages of their language."""

from django.http import HttpRequest, HttpResponseRedirect
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
