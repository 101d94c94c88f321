"""The page that most of the site is made of."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages.intros import with_weights
from portal.pages.models.programme import Programme
from portal.pages.models.spoken import SpokenPage
from portal.pages.sharing.structured_data import article, breadcrumbs

TOP_DEPTH = 3  # right below a home page


class StandardPage(SpokenPage):
    """A page of content: introduction, then blocks in any order."""

    template = "portal/pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    found_after = 30

    class Meta:
        verbose_name = _("content page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the published pages right below this one, and the way up."""
        context = super().get_context(request, *args, **kwargs)
        pages = StandardPage.objects.live().order_by("path")
        # The tree's own columns spare two queries on most pages.
        context["topics"] = () if self.is_leaf() else with_weights(pages.child_of(self))
        context["way_up"] = pages.ancestor_of(self) if self.depth > TOP_DEPTH else ()
        return context

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of an article, and of the way to it where that is more than one step."""
        request = context["request"]
        told = [
            article(self, Programme.load(request_or_site=request).name(self.locale.language_code))
        ]
        if above := list(context.get("way_up", [])):
            told.append(breadcrumbs([*above, self], request))
        return told
