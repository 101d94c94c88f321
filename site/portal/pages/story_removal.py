"""Removing what the site itself has of withdrawn stories: a port that ``crm_videos`` declares.

Readers see nothing of it already: the gate asks the consent each time. This takes away
what lies about. A story's pictures are private files, handed out past the gate alone, so
there are no renditions; and no answer about a story may be kept, so what a cache in front
of the site can hold at most are the lists that named it.
"""

from collections.abc import Collection

from django.db import transaction
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page, Revision
from wagtail.search import index

from portal.pages.models import HomePage, StoryIndexPage, StoryPage


@transaction.atomic
def remove_stories(stories: Collection[int]) -> None:
    """Unpublish every page of the stories, in all languages, and forget what was found in them."""
    pages = list(StoryPage.objects.filter(story__in=stories))
    for page in pages:
        # A date of publishing goes too. The log holds titles, so nothing new is written there.
        page.unpublish(log_action=False)
        Revision.objects.for_instance(page).update(approved_go_live_at=None)
        index.remove_object(page)
    # The lists and first pages of both languages, as far as something in front keeps them.
    batch = PurgeBatch()
    batch.add_pages([*pages, *_lists()])
    transaction.on_commit(batch.purge, robust=True)


def _lists() -> list[Page]:
    return [*StoryIndexPage.objects.live(), *HomePage.objects.live()]
