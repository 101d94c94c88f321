"""Removing what the site itself has and may not show any more: a port of ``crm_videos``.

Readers see nothing of it already: the gate asks the consent each time. This takes away
what lies about. A story's pictures are private files, handed out past the gate alone, so
there are no renditions; and no answer about a story may be kept, so what a cache in front
of the site can hold at most are the lists that named it.
"""

from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page, Revision
from wagtail.search import index

from crm_videos.erasing.giving_up_bytes import forget_deleted_words
from crm_videos.models import Withdrawal
from portal.pages.models import HomePage, StoryIndexPage, StoryPage
from portal.pages.story_content import verdict_of
from portal.pages.story_copies import registered_copy


@transaction.atomic
def remove_stories(case: Withdrawal) -> None:
    """Unpublish the pages that a case is about, and forget what was found in them."""
    # Locked, so that whoever publishes at this moment has done so before, or does it after.
    locked = StoryPage.objects.select_for_update().filter(story__testimony=case.testimony_id)
    pages = [page for page in locked.order_by("pk") if _must_go(page, case)]
    for page in pages:
        # A date of publishing goes too. The log holds titles, so nothing new is written there.
        page.unpublish(log_action=False)
        Revision.objects.for_instance(page).update(approved_go_live_at=None)
        index.remove_object(page)
    forget_deleted_words(connection)
    # The lists and first pages of both languages, as far as something in front keeps them.
    batch = PurgeBatch()
    batch.add_pages([*pages, *_lists()])
    transaction.on_commit(batch.purge, robust=True)


def _must_go(page: StoryPage, case: Withdrawal) -> bool:
    """Say whether a page may not stay; in doubt, what nobody has published since does not."""
    if not verdict_of(page, now=timezone.now()).may_be_worked_at:
        return True
    copy = registered_copy(page) if page.live else None
    if copy:
        # What is published anew is entered anew, and nobody has asked for that entry.
        return copy.takedowns.exists()
    return not case.is_narrowing


def _lists() -> list[Page]:
    return [*StoryIndexPage.objects.live(), *HomePage.objects.live()]
