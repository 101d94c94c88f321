"""What was submitted and waits until two different people have approved it."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from crm_videos.approving import APPROVE
from crm_videos.desk.queue import Queue, Waiting
from crm_videos.gate import verdicts
from portal.pages.desk.story_pages import PageLinks, page_words
from portal.pages.models import StoryApprovalTask, StoryPage
from portal.pages.newest_drafts import newest_drafts
from portal.pages.story_content import question_of


class ApprovalQueue(Queue):
    name = "approval"
    title = gettext_lazy("Waits for approval")
    empty = gettext_lazy("Nothing is submitted.")
    permission = "crm_videos.view_story"
    order = 30

    def find(self) -> Iterable[Waiting]:
        """Give the submitted pages with what the gate says of them; asks it about all at once."""
        submitted = self._submitted()
        pages = StoryPage.objects.filter(pk__in=submitted).order_by("latest_revision_created_at")
        # Of the draft's own story: that is the one somebody would approve.
        drafts = [
            page for page in newest_drafts(pages) if self.scope.holds(page.story.testimony.place_id)
        ]
        answers = verdicts([question_of(page) for page in drafts], on=self.today)
        mine, links = self._mine(), PageLinks(self.person)
        for page, answer in zip(drafts, answers, strict=True):
            yield Waiting(
                page_words(page),
                " ".join(answer.words),
                links.to(page),
                mine=submitted[page.pk] in mine
                and answer.waits_for_approval_only
                and self.person.pk not in answer.approved_by,
            )

    def _submitted(self) -> dict[int, int]:
        """Give the number of its task by the number of each page."""
        tasks = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__content_type=ContentType.objects.get_for_model(StoryApprovalTask),
        )
        found = tasks.values_list("workflow_state__object_id", "task_id")
        return {int(page): task for page, task in found}

    def _mine(self) -> set[int]:
        """Give the tasks in which this person decides."""
        if not self.person.has_perm(APPROVE):
            return set()
        tasks = StoryApprovalTask.objects.all()
        if not self.person.is_superuser:
            tasks = tasks.filter(groups__in=self.person.groups.all())
        return set(tasks.values_list("pk", flat=True))
