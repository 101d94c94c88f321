"""The first page of each language."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.intros import with_intros
from portal.pages.models.base import SitePage
from portal.pages.models.programme import Programme
from portal.pages.models.standard import StandardPage
from portal.pages.models.story import StoryPage
from portal.pages.models.topic import BELOW, TopicPage
from portal.pages.sharing.structured_data import website

STORIES = 3


class HomePage(SitePage):
    """The way in: a welcome, the topics below it, whatever the editors add."""

    template = "portal/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.TopicPage",
        *BELOW,
        "pages.StandardPage",
        "pages.ReachPage",
        "pages.ComingEventsPage",
        "pages.StoryIndexPage",
    ]
    found_after = 20

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, and other content right below, and the newest stories."""
        context = super().get_context(request, *args, **kwargs)
        below = Page.objects.child_of(self).live().order_by("path")
        context["topics"] = with_intros(below, [StandardPage, TopicPage, *BELOW])
        showable = StoryPage.objects.descendant_of(self).showable(
            timezone.now(), self.locale.language_code
        )
        context["stories"] = showable.order_by("-first_published_at", "-pk")[:STORIES]
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead straight to a page by its whole address, two queries less for each level."""
        if len(path_components) > 1:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(url_path=address).first()
            if page:
                return page.specific.route(request, [])
        return super().route(request, path_components)

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
