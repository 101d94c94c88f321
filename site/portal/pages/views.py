"""What the public asks for beside pages: a search, and what search engines read.

Stories stand in all of it, so each answer asks the gate and nobody may keep it.
"""

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.pages.finding.asking import MOST_LETTERS
from portal.pages.finding.search import MOST_FOUND, search_pages
from portal.pages.sitemap import PublicSitemap

# What a search engine would find there is a form, or the same pages over and over.
NOT_FOR_ROBOTS = ("/admin/", "/accounts/", "/field/")
# Below each language: what is the same as a page, or answers one reader.
NOT_FOR_ROBOTS_EITHER = ("search/", "ask/helped/", "keep/", "pass-on/", "n/")


@require_safe
@cache_control(no_store=True)
def search(request: HttpRequest) -> HttpResponseBase:
    """Show the public pages with the words that were asked for, in the language of the address."""
    asked = request.GET.get("q", "")
    found = search_pages(asked, translation.get_language() or "", now=timezone.now())
    context = {
        "asked": asked[:MOST_LETTERS],
        "was_cut": len(asked) > MOST_LETTERS,
        "found": found,
        "most": MOST_FOUND if found.is_full else None,
        "addresses": search_addresses(),
    }
    answer = TemplateResponse(request, "portal/pages/search.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@cache_control(no_store=True)
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Answer with the sitemap of this moment."""
    answer: HttpResponseBase = sitemaps.sitemap(request, {"pages": PublicSitemap(request)})
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where the sitemap is, and what is not worth a robot's time."""
    languages = [code for code, _name in settings.LANGUAGES]
    below = [f"/{code}/{path}" for code in languages for path in NOT_FOR_ROBOTS_EITHER]
    closed = (*NOT_FOR_ROBOTS, *below)
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def search_addresses() -> dict[str, str]:
    """Give the address of the search in each language."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = reverse("search")
    return found
