"""The page that most of the site is made of."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages.models.base import SitePage


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
        context["topics"] = StandardPage.objects.child_of(self).live().order_by("path")
        context["way_up"] = StandardPage.objects.ancestor_of(self).live().order_by("path")
        return context
