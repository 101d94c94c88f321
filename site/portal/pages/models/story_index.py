"""The list of the stories that may be shown, by where people went and what it is about."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

from crm_videos.countries import Country
from crm_videos.erasing.addresses import was_erased
from crm_videos.words import Theme
from portal.pages.intros import with_weights
from portal.pages.models.base import SitePage
from portal.pages.models.story import StoryPage
from portal.pages.story_feed import MOST_ENTRIES, feed
from portal.pages.story_permissions import StoryIndexPermissions
from portal.pages.weight.budgets import LARGE

STORIES_A_PAGE = 12


class StoryIndexPage(RoutablePageMixin, SitePage):
    """Lists stories; nothing on it is typed but its introduction and what editors add below."""

    template = "portal/pages/story_index_page.html"
    budget = LARGE
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StoryPage"]
    max_count_per_parent = 1

    may_be_kept = may_be_passed_on = False

    class Meta:
        verbose_name = _("stories")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead to this page, too, where the public read a story that was erased."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not was_erased(request.path):
                raise
            return RouteResult(self, kwargs={"is_erased": True})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that were asked for, and what can be asked for."""
        context = super().get_context(request, *args, **kwargs)
        showable = self._shown()
        countries = _offered(Country, (code for one in showable for code in one.story.route))
        themes = _offered(Theme, (theme for one in showable for theme in one.story.themes))
        country = _asked(request.GET.get("country", ""), countries)
        theme = _asked(request.GET.get("theme", ""), themes)
        found = [
            one
            for one in showable
            if (not country or country in one.story.route)
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

    def serve(
        self, request: HttpRequest, *args: Any, is_erased: bool = False, **kwargs: Any
    ) -> HttpResponseBase:
        """Let nobody keep the list or the feed: the next reader's may be shorter."""
        if is_erased:
            gone, context = "portal/pages/story_gone.html", {"page": self}
            response: HttpResponseBase = TemplateResponse(request, gone, context, status=410)
        else:
            response = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the feed of the newest stories."""
        body = feed(
            self._shown()[:MOST_ENTRIES],
            title=self.title,
            url=self.get_full_url(request),
            language=self.locale.language_code,
        )
        return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")

    def _shown(self) -> list[StoryPage]:
        below = with_weights(StoryPage.objects.child_of(self))
        now, language = timezone.now(), self.locale.language_code
        newest = below.order_by("-first_published_at", "-pk")
        return newest.shown(now, language, private=self.private_q())

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
