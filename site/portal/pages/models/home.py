"""The first page of each language."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.models.base import SitePage
from portal.pages.models.guide import BelowATopic
from portal.pages.models.standard import StandardPage
from portal.pages.models.story import StoryPage
from portal.pages.models.topic import TopicPage

STORIES = 3


class HomePage(SitePage):
    """The way in: a welcome, the topics below it, whatever the editors add."""

    template = "portal/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.TopicPage",
        "pages.GuidePage",
        "pages.CountryGuidePage",
        "pages.ChecklistPage",
        "pages.FaqPage",
        "pages.StandardPage",
        "pages.ReachPage",
        "pages.ComingEventsPage",
        "pages.StoryIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, and other content right below, and the newest stories."""
        context = super().get_context(request, *args, **kwargs)
        topics = Page.objects.child_of(self).live().type(TopicPage, StandardPage, BelowATopic)
        context["topics"] = topics.order_by("path").defer_streamfields().specific()
        showable = StoryPage.objects.descendant_of(self).showable(
            timezone.now(), self.locale.language_code
        )
        context["stories"] = showable.order_by("-first_published_at", "-pk")[:STORIES]
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nobody keep it: it names stories."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
