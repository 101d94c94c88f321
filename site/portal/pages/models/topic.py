"""A topic: the page that leads to everything about one question of readers."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.intros import with_intros
from portal.pages.models.checklist import ChecklistPage
from portal.pages.models.country_guide import CountryGuidePage
from portal.pages.models.faq import FaqPage
from portal.pages.models.guide import GuidePage
from portal.pages.models.poll import PollPage
from portal.pages.models.quiz import QuizPage
from portal.pages.models.spoken import SpokenPage

BELOW = [GuidePage, CountryGuidePage, ChecklistPage, FaqPage, QuizPage, PollPage]


class TopicPage(SpokenPage):
    """An introduction, and the guides, checklists and answers below it."""

    template = "portal/pages/topic_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = BELOW

    class Meta:
        verbose_name = _("topic")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the published pages of the topic."""
        context = super().get_context(request, *args, **kwargs)
        below = Page.objects.child_of(self).live().order_by("path")
        context["topics"] = () if self.is_leaf() else with_intros(below, BELOW)
        return context
