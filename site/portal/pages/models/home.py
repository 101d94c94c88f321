"""The first page of each language."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.intros import tell_intros, with_weights
from portal.pages.models.base import SitePage
from portal.pages.models.directory import DirectoryPage
from portal.pages.models.library import LibraryPage
from portal.pages.models.news import NewsPage
from portal.pages.models.programme import Programme
from portal.pages.models.standard import StandardPage
from portal.pages.models.story import StoryPage
from portal.pages.models.topic import BELOW, TopicPage
from portal.pages.sharing.structured_data import website
from portal.pages.weight.budgets import LARGE

STORIES = 3
# The gate is asked about so many of the newest, however many there are.
LOOKED_AT = 60
TOLD = (DirectoryPage, LibraryPage, NewsPage, StandardPage, TopicPage, *BELOW)


class HomePage(SitePage):
    """The way in: a welcome, the topics below it, whatever the editors add."""

    template = "portal/pages/home_page.html"
    budget = LARGE
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.TopicPage",
        *BELOW,
        "pages.StandardPage",
        "pages.ReachPage",
        "pages.ComingEventsPage",
        "pages.DirectoryPage",
        "pages.LibraryPage",
        "pages.NewsPage",
        "pages.StoryIndexPage",
    ]
    found_after = 20

    may_be_kept = may_be_passed_on = False

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, and other content right below, and the newest stories."""
        context = super().get_context(request, *args, **kwargs)
        # All at once: the cards, the menu, and the page that the figure leads to.
        children = Page.objects.child_of(self).live().not_type(StoryPage).order_by("path")
        below = list(tell_intros(children, TOLD))
        context["topics"] = [one for one in below if issubclass(one.specific_class or Page, TOLD)]
        context["below"] = below
        context["stories"] = self._newest_stories()
        return context

    def _newest_stories(self) -> list[StoryPage]:
        stories = with_weights(StoryPage.objects.descendant_of(self))
        stories = stories.order_by("-first_published_at", "-pk")
        now, language = timezone.now(), self.locale.language_code
        shown = stories.shown(now, language, private=self.private_q(), most=LOOKED_AT)
        return shown[:STORIES]

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of the site, its search, and who speaks here."""
        request = context["request"]
        return website(
            Programme.load(request_or_site=request),
            self.locale.language_code,
            home=self.get_full_url(request),
            search=request.build_absolute_uri(reverse("search")),
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nobody keep it: it names stories."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
