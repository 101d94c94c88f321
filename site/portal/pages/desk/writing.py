"""To what somebody has agreed and what nobody has told in public yet."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Consent, Story, Testimony
from portal.pages.desk.story_pages import PageLinks, page_words, workflow_states
from portal.pages.models import StoryPage


class WritingQueue(Queue):
    name = "writing"
    title = gettext_lazy("Waits for writing")
    empty = gettext_lazy("Every story to which somebody has agreed is written.")
    permission = "crm_videos.add_story"
    order = 20

    def find(self) -> Iterable[Waiting]:
        """Give what has no story, stories without a page, and pages still at their writers."""
        agreed = Consent.objects.standing(self.today).values("testimony")
        own = self.scope.narrow(Testimony.objects.filter(pk__in=agreed)).order_by("told_on", "code")
        testimonies = list(own.defer("person"))
        stories = list(
            Story.objects.filter(testimony__in=testimonies)
            .select_related("testimony")
            .defer("testimony__person")
            .order_by("recorded_at")
        )
        pages = list(
            StoryPage.objects.filter(story__in=stories)
            .select_related("locale", "story__testimony")
            .order_by("pk")
        )
        yield from self._untold(testimonies, {one.testimony_id for one in stories})
        yield from self._without_page(stories, {page.story_id for page in pages})
        yield from self._at_their_writers(pages)

    def _untold(self, testimonies: list[Testimony], told: set[object]) -> Iterable[Waiting]:
        address = reverse("stories:add")
        for one in testimonies:
            if one.pk not in told:
                yield Waiting(str(one), _("Consent stands; no story is written down."), address)

    def _without_page(self, stories: list[Story], with_page: set[int]) -> Iterable[Waiting]:
        for story in stories:
            if story.pk not in with_page:
                life = reverse("consents:life", args=[story.testimony_id])
                yield Waiting(str(story), _("The facts stand; there is no page."), life)

    def _at_their_writers(self, pages: list[StoryPage]) -> Iterable[Waiting]:
        states, links = workflow_states(pages), PageLinks(self.person)
        for page in pages:
            state = states.get(page.pk)
            if state == WorkflowState.STATUS_NEEDS_CHANGES:
                yield Waiting(page_words(page), _("Changes are requested."), links.to(page))
            elif state is None and not page.first_published_at:
                yield Waiting(page_words(page), _("A draft that nobody submitted."), links.to(page))
