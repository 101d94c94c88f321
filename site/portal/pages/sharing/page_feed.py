"""The feed of what is new on the site: an Atom feed in each language, without stories.

Stories have a feed of their own, which says nothing of a person.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.pages.models import Programme, StoryPage
from portal.pages.public import for_the_public

MOST_ENTRIES = 20


@require_safe
def page_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest pages in the language of the address."""
    language = get_language() or "bn"
    atom: Any = Atom1Feed(
        title=Programme.load(request_or_site=request).name(language),
        link=request.build_absolute_uri(f"/{language}/"),
        feed_url=request.build_absolute_uri(reverse("page_feed")),
        description="",
        language=language,
    )
    for page in newest_pages(language):
        atom.add_item(
            title=page.title,
            link=page.get_full_url(request),
            description=page.search_description or getattr(page, "intro", ""),
            # An address may change; this does not.
            unique_id=page.translation_key.urn + f":{language}",
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    body = atom.writeString("utf-8")
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def newest_pages(language: str) -> list[Any]:
    """Give the public pages below the first one, the newest first; no story."""
    pages = Page.objects.filter(locale__language_code=language, depth__gt=2).not_type(StoryPage)
    shown = for_the_public(pages, now=timezone.now()).exclude(first_published_at=None)
    newest = shown.order_by("-first_published_at", "-pk")[:MOST_ENTRIES]
    return list(newest.defer_streamfields().specific())
