"""Finding the public pages for what was asked, the most useful first."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Locale, Page

from portal.pages.finding.asking import Asked
from portal.pages.finding.hints import near_words
from portal.pages.finding.order import sorted_for_reading
from portal.pages.finding.places import Spellings, spellings_of_places
from portal.pages.finding.promoted import Promoted, promoted_for
from portal.pages.models import StandardPage
from portal.pages.models.standard import TOP_DEPTH
from portal.pages.public import for_the_public

MOST_FOUND = 20
# So many are looked at, of those with the words in the title and of all.
MOST_SORTED = 40
# Of so many pages the words are read where nothing is found.
MOST_READ = 100


@dataclass(slots=True)
class Found:
    """What there is to show; ``near`` and ``topics`` only where there is nothing."""

    pages: list[Page] = field(default_factory=list)
    links: list[SearchPromotion] = field(default_factory=list)
    near: str = ""
    topics: list[Page] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.pages) == MOST_FOUND


def search_pages(typed: str, language: str, *, now: datetime.datetime) -> Found:
    """Find the public pages with all the words; as many queries for any words."""
    known = spellings_of_places()
    asked = Asked.read(typed, known)
    if not asked.words:
        return Found()
    # A locale's number, for an index knows no joins.
    locale = Locale.objects.get(language_code=language)
    promoted = promoted_for(asked.words)
    pages = _find(asked, promoted, locale, now=now)
    if pages or promoted.links:
        return Found(pages, promoted.links)
    return _way_on(asked, known, locale, now=now)


def _find(asked: Asked, promoted: Promoted, locale: Locale, *, now: datetime.datetime) -> list[Any]:
    everything = Page.objects.filter(locale_id=locale.pk, depth__gt=1)
    public = for_the_public(everything, now=now)
    titled = public.autocomplete(asked.query(title_alone=True))[:MOST_SORTED]
    anywhere = public.autocomplete(asked.query())[:MOST_SORTED]
    keys = {page.pk for page in (*titled, *anywhere)}
    # Promoted or not, what is read here has passed the gate.
    wanted = public.filter(Q(pk__in=keys) | Q(translation_key__in=promoted.keys))
    rows = list(wanted.defer_streamfields().specific())
    chosen = {page.translation_key: page for page in rows if page.translation_key in promoted.keys}
    first = [chosen[key] for key in promoted.keys if key in chosen]
    rest = [page for page in rows if page.translation_key not in chosen]
    return [*first, *sorted_for_reading(rest, asked)][:MOST_FOUND]


def _way_on(asked: Asked, known: Spellings, locale: Locale, *, now: datetime.datetime) -> Found:
    """Offer topics, and the words that the pages do have; none is out of a story."""
    pages = for_the_public(StandardPage.objects.filter(locale_id=locale.pk), now=now)
    rows = list(pages.order_by("path")[:MOST_READ])
    texts = [text for page in rows for text in (page.title, page.texts_to_find())]
    topics = [page for page in rows if page.depth == TOP_DEPTH]
    return Found(near=near_words(asked.words, texts, known), topics=topics)
