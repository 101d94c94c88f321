"""A page as its readers see it at this moment, to be taken along in another form.

It is asked of the page itself, so a story asks its gate here too.
"""

import copy

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from wagtail.models import Page

from portal.pages.models import StoryPage
from portal.pages.models.base import LatinPage
from portal.pages.public import for_the_public


def page_with_number(number: int) -> LatinPage:
    """Find a page in the language of the address.

    Raises :class:`Http404`. A story that is gone is found too: asked for, it says so itself.
    """
    language = translation.get_language() or "bn"
    found = Page.objects.public().filter(pk=number, locale__language_code=language).first()
    page = found.specific if found else None
    if not isinstance(page, LatinPage) or not (page.live or isinstance(page, StoryPage)):
        raise Http404
    return page


def as_taken_along(page: LatinPage, request: HttpRequest) -> HttpResponse:
    """Answer with the page without what holds for a moment only, or names other stories.

    Templates ask for ``request.is_taken_along``: the hotline does not say that it is open
    now, a story plays no film and names no neighbour, whose withdrawal would not be noticed.
    """
    taken = copy.copy(request)
    taken.is_taken_along = True  # type: ignore[attr-defined]
    return as_read(page, taken)


def as_read(page: LatinPage, request: HttpRequest) -> HttpResponse:
    """Answer with the page, or with what it says in its place: that it is gone, or not here."""
    answer: HttpResponse = page.serve(request)
    if isinstance(answer, TemplateResponse):
        answer.render()
    return answer


def number_in(page: LatinPage, language: str) -> int | None:
    """Give the number of the page in a language, if it is public there."""
    others = for_the_public(
        Page.objects.filter(translation_key=page.translation_key), now=timezone.now()
    )
    found: int | None = (
        others.filter(locale__language_code=language).values_list("pk", flat=True).first()
    )
    return found
