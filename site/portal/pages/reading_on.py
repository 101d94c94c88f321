"""Where a reader goes from a story: services that help, and what others tell."""

import datetime

from crm_videos.words import Channel
from portal.pages.models import StandardPage, StoryPage
from portal.pages.models.standard import TOP_DEPTH
from portal.pages.story_content import shown

SERVICES = 3
OTHERS = 3
# The gate is asked about so many of the newest, however many there are.
LOOKED_AT = 60


def services_for(page: StoryPage) -> list[StandardPage]:
    """Give the pages that the story's writers chose; without any, the first topics of the site."""
    public = StandardPage.objects.live().public()
    chosen = [one.value.pk for one in page.related if one.value]
    found = public.in_bulk(chosen) if chosen else {}
    if found:
        return [found[key] for key in chosen if key in found]
    topics = public.filter(locale_id=page.locale_id, depth=TOP_DEPTH)
    return list(topics.order_by("path")[:SERVICES])


def others_like(page: StoryPage, *, now: datetime.datetime) -> list[StoryPage]:
    """Give other stories in the same language that may be shown; those about the same first."""
    newest = StoryPage.objects.live().public().filter(locale_id=page.locale_id)
    newest = newest.exclude(story=page.story_id).order_by("-first_published_at", "-pk")
    open_now = shown(newest.with_story()[:LOOKED_AT], now=now, channel=Channel.SITE)
    themes = set(page.story.themes)
    return sorted(open_now, key=lambda one: -len(themes.intersection(one.story.themes)))[:OTHERS]
