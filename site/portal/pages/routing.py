"""Which page answers an address: found by the whole of it, with its other languages.

Wagtail walks down the tree, two queries a level, and asks for the languages again when the
page is written. Here it is the site, the page with its translations, and the page's own row.
"""

from typing import Any

from django.db.models import Exists
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from portal.pages.private_sections import ANY_PRIVATE, KnowsPrivateSections


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer as Wagtail does; what is not found at once (what is gone, a feed), it finds."""
    found = _route(request, [part for part in path.split("/") if part])
    if found is not None:
        # Where Wagtail keeps what it has found for a request.
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    answer: HttpResponseBase = wagtail_serve(request, path)
    return answer


def _route(request: HttpRequest, parts: list[str]) -> RouteResult | None:
    site = _site(request, whole=not parts)
    if site is None:
        return None
    page = _home(site) if not parts else _below(site, parts)
    try:
        return page.route(request, []) if page is not None else None
    except Http404:
        return None


def _site(request: HttpRequest, *, whole: bool) -> Site | None:
    """Take the only site there is, for whatever host; of several Wagtail chooses.

    ``whole`` reads its first page too, which the pages below do not need.
    """
    if not hasattr(request, "_wagtail_site"):
        sites = Site.objects.order_by("pk")[:2]
        found = list(sites.select_related("root_page") if whole else sites)
        if len(found) == 1 and found[0].is_default_site:
            # Where Wagtail keeps it for a request.
            request._wagtail_site = found[0]  # type: ignore[attr-defined]
    site: Site | None = Site.find_for_request(request)
    return site


def _home(site: Site) -> Any:
    """Read the first page in each language; None where the one asked for is not public."""
    root = site.root_page
    kind = root.specific_class
    if kind is None:
        return None
    homes = kind.objects.filter(translation_key=root.translation_key)
    page = _with_family(homes)
    return page if page is not None and page.live else None


def _below(site: Site, parts: list[str]) -> Any:
    language = get_language()
    # Wagtail's own list of where each language begins; the links of pages are made of it too.
    root = next(
        (
            one.root_path
            for one in Site.get_site_root_paths()
            if (one.site_id, one.language_code) == (site.pk, language)
        ),
        None,
    )
    if root is None:
        return None
    # A slug has an index, a whole path has none.
    home = Page.objects.filter(slug=root.split("/")[-2], url_path=root, live=True)
    address = f"{root}{'/'.join(parts)}/"
    asked = Page.objects.filter(Exists(home), slug=parts[-1], url_path=address)
    family = Page.objects.filter(translation_key__in=asked.values("translation_key"))
    page = _with_family(family)
    return page if page is not None and page.url_path == address else None


def _with_family(pages: Any) -> Any:
    """Give the page in the language of the address, whole, and with it the others."""
    family = list(pages.select_related("locale").annotate(any_private=ANY_PRIVATE))
    language = get_language()
    found = next((one for one in family if one.locale.language_code == language), None)
    if found is None:
        return None
    page = found.specific
    page.locale = found.locale
    page.family = [one for one in family if one is not found]
    if isinstance(page, KnowsPrivateSections) and not found.any_private:
        page.know_that_nothing_is_private()
    return page
