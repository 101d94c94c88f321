"""The pages of stories as the queues of the desk read them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from crm_videos.words import Language
from portal.pages.choosing import workable_stories
from portal.pages.models import StoryPage


def page_words(page: StoryPage) -> str:
    """Name a page by its story and its language; its title could name somebody."""
    language = Language(page.locale.language_code).label
    return _("%(story)s, %(language)s") % {"story": page.story, "language": language}


class PageLinks:
    """Where to go with a page: its editor for those who may work there, else what happened."""

    def __init__(self, person: Any) -> None:
        self.workable = set(workable_stories(person).values_list("pk", flat=True))

    def to(self, page: StoryPage) -> str:
        if page.pk in self.workable:
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return reverse("consents:life", args=[page.story.testimony_id])


def workflow_states(pages: Iterable[StoryPage]) -> dict[int, str]:
    """Say of the pages that are in a workflow how it stands; one query."""
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
    )
    return {int(key): status for key, status in states.values_list("object_id", "status")}
