"""Which page answers an address: found by the whole of it, with its other languages.

Wagtail walks down the tree, two queries a level, and asks for the languages again when the
page is written. Here it is the site, the page with its translations, and the page's own row.
"""

from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer as Wagtail does; what is not found at once (what is gone, a feed), it finds."""
    found = _route(request, [part for part in path.split("/") if part])
    if found is not None:
        # Where Wagtail keeps what it has found for a request.
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    answer: HttpResponseBase = wagtail_serve(request, path)
    return answer


def _route(request: HttpRequest, parts: list[str]) -> RouteResult | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    page = _home(site) if not parts else _below(site, parts)
    try:
        return page.route(request, []) if page is not None else None
    except Http404:
        return None


def _home(site: Site) -> Any:
    """Read the first page in each language; None where the one asked for is not public."""
    root = site.root_page
    kind = root.specific_class
    if kind is None:
        return None
    homes = kind.objects.filter(translation_key=root.translation_key).select_related("locale")
    page = _with_family(homes)
    return page if page is not None and page.live else None


def _below(site: Site, parts: list[str]) -> Any:
    language, key = get_language(), site.root_page.translation_key
    homes = Page.objects.filter(translation_key=key, locale__language_code=language, live=True)
    address = Concat(
        homes.values("url_path")[:1], Value(f"{'/'.join(parts)}/"), output_field=TextField()
    )
    # The slug has an index, the whole path has none.
    asked = Page.objects.filter(
        locale__language_code=language, slug=parts[-1], url_path=address
    ).values("translation_key")
    return _with_family(Page.objects.filter(translation_key__in=asked).select_related("locale"))


def _with_family(pages: Any) -> Any:
    """Give the page in the language of the address, whole, and with it the others."""
    family = list(pages)
    language = get_language()
    found = next((one for one in family if one.locale.language_code == language), None)
    if found is None:
        return None
    page = found.specific
    page.locale = found.locale
    page.family = [one for one in family if one is not found]
    return page
