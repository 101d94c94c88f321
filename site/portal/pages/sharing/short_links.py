"""Where a short address leads: to the page in the reader's language, or to words on why not."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.language import wanted_language
from portal.pages.models import ShortLink, StoryPage
from portal.pages.public import for_the_public
from portal.pages.story_content import verdict_of


@require_safe
@cache_control(no_store=True)
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Send a reader on; say that it is gone (410) where it was taken down for good."""
    link = ShortLink.objects.read(code)
    if link is None:
        raise Http404
    language = wanted_language(request.headers.get("Accept-Language", ""))
    pages = Page.objects.filter(translation_key=link.translation_key)
    answer = _to_the_page(pages, language, request) or _gone(pages, language, request)
    patch_vary_headers(answer, ["Accept-Language"])
    answer["X-Robots-Tag"] = "noindex"
    return answer


def make_short_link(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Give a page its short address on the day when it becomes public."""
    ShortLink.objects.of(instance, now=timezone.now())


def _to_the_page(pages: Any, language: str, request: HttpRequest) -> HttpResponse | None:
    """Lead to the page that is public at this moment, best in the language asked for."""
    shown = for_the_public(pages, now=timezone.now()).select_related("locale").order_by("pk")
    addresses = {page.locale.language_code: page.get_url(request) for page in shown}
    found = addresses.get(language) or next(filter(None, addresses.values()), None)
    return HttpResponseRedirect(found) if found else None


def _gone(pages: Any, language: str, request: HttpRequest) -> HttpResponse:
    """Say that it is gone; raise :class:`Http404` where a page only waits to be shown."""
    if pages.exists():
        stories = StoryPage.objects.filter(pk__in=pages.values("pk")).with_story()
        was_told = [page for page in stories if page.first_published_at]
        if not any(verdict_of(page, now=timezone.now()).is_gone for page in was_told):
            raise Http404
        template = "portal/pages/story_gone.html"
    else:
        template = "portal/pages/code_gone.html"
    with translation.override(language):
        return TemplateResponse(request, template, status=410).render()
