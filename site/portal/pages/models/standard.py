"""The page that most of the site is made of."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages.models.base import SitePage

TOP_DEPTH = 3  # right below a home page


class StandardPage(SitePage):
    """A page of content: introduction, then blocks in any order."""

    template = "portal/pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("content page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the published pages right below this one, and the way up."""
        context = super().get_context(request, *args, **kwargs)
        pages = StandardPage.objects.live().order_by("path")
        # The tree's own columns spare two queries on most pages.
        context["topics"] = pages.none() if self.is_leaf() else pages.child_of(self)
        context["way_up"] = pages.ancestor_of(self) if self.depth > TOP_DEPTH else pages.none()
        return context
