"""What may not be shown any more and is still marked as public.

The gate shuts it out already, at each request; the mark is what somebody clears away.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Consent
from portal.pages.desk.story_pages import PageLinks, page_words
from portal.pages.models import StoryPage


class WithdrawalQueue(Queue):
    name = "withdrawal"
    title = gettext_lazy("To be taken down")
    empty = gettext_lazy("Nothing that was withdrawn or has ended is still marked as public.")
    permission = "crm_videos.view_story"
    order = 50

    def find(self) -> Iterable[Waiting]:
        """Give the pages that are marked as public without a consent that stands."""
        over = Consent.objects.ended(self.today).values("testimony")
        pages = StoryPage.objects.live().filter(story__testimony__in=over)
        own = self.scope.narrow(pages, by="story__testimony__place")
        links = PageLinks(self.person)
        for page in own.select_related("locale", "story__testimony").order_by("pk"):
            yield Waiting(
                page_words(page),
                _("Nobody can read it any more; the page is still marked as public."),
                links.to(page),
            )
