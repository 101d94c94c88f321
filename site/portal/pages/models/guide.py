"""A guide to one thing, and what all pages below a topic have in common."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.models.spoken import SpokenPage
from portal.pages.models.standard import TOP_DEPTH


class BelowATopic(SpokenPage):
    """A page with the way up to its topic."""

    parent_page_types = ["pages.TopicPage", "pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages above this one, the home page left out."""
        context = super().get_context(request, *args, **kwargs)
        above = Page.objects.live().ancestor_of(self).filter(depth__gte=TOP_DEPTH)
        context["way_up"] = above if self.depth > TOP_DEPTH else ()
        return context


class GuidePage(BelowATopic):
    """What a reader should know about one thing, in blocks."""

    template = "portal/pages/guide_page.html"

    class Meta:
        verbose_name = _("guide")
