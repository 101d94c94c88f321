"""The list of the stories that may be shown, by where people went and what it is about."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm_videos.countries import Country
from crm_videos.words import Theme
from portal.pages.models.base import SitePage
from portal.pages.models.story import StoryPage
from portal.pages.story_permissions import StoryIndexPermissions

STORIES_A_PAGE = 12


class StoryIndexPage(SitePage):
    """Lists stories; nothing on it is typed but its introduction and what editors add below."""

    template = "portal/pages/story_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that were asked for, and what can be asked for."""
        context = super().get_context(request, *args, **kwargs)
        below = StoryPage.objects.child_of(self)
        showable = list(
            below.showable(timezone.now(), self.locale.language_code)
            .with_story()
            .order_by("-first_published_at", "-pk")
        )
        countries = _offered(Country, (one.story.destination for one in showable))
        themes = _offered(Theme, (theme for one in showable for theme in one.story.themes))
        country = _asked(request.GET.get("country", ""), countries)
        theme = _asked(request.GET.get("theme", ""), themes)
        found = [
            one
            for one in showable
            if (not country or one.story.destination == country)
            and (not theme or theme in one.story.themes)
        ]
        context.update(
            stories=Paginator(found, STORIES_A_PAGE).get_page(request.GET.get("page")),
            countries=countries,
            themes=themes,
            country=country,
            theme=theme,
        )
        return context

    def permissions_for_user(self, user: Any) -> StoryIndexPermissions:
        """Offer nobody to publish a story that nobody else has read."""
        return StoryIndexPermissions(user, self)


def _offered(every: Any, used: Iterable[str]) -> list[tuple[str, str]]:
    """List what at least one story has, by name."""
    present = set(used)
    pairs = [(one.value, str(one.label)) for one in every if one.value in present]
    return sorted(pairs, key=lambda pair: pair[1])


def _asked(text: str, offered: list[tuple[str, str]]) -> str:
    """Take what is offered; anything else asks for all."""
    return text if text in dict(offered) else ""
