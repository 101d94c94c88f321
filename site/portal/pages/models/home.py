"""The first page of each language."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages.models.base import SitePage
from portal.pages.models.standard import StandardPage


class HomePage(SitePage):
    """The way in: a welcome, the topics below it, whatever the editors add."""

    template = "portal/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.StandardPage", "pages.ReachPage", "pages.ComingEventsPage"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics: the published content pages right below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = StandardPage.objects.child_of(self).live().order_by("path")
        return context
