"""The page "Coming events": what is announced, as a list, a feed and a calendar file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.pages import coming
from portal.pages.models.base import SitePage
from portal.pages.sharing.structured_data import events
from portal.pages.weight.budgets import LARGE


class ComingEventsPage(RoutablePageMixin, SitePage):
    """Shows the announced plans of the field teams; nothing on it is typed but its introduction."""

    template = "portal/pages/coming_events_page.html"
    budget = LARGE
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("coming events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is announced, of the district that was asked for."""
        context = super().get_context(request, *args, **kwargs)
        everywhere = coming.announcements(timezone.now())
        districts = coming.districts_of(everywhere)
        asked = request.GET.get("district", "")
        district = asked if asked in {one.code for one in districts} else ""
        shown = [one for one in everywhere if one.plan.place_id.startswith(district)]
        context.update(days=coming.by_day(shown), districts=districts, district=district)
        return context

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of the next events."""
        shown = [one for _day, announced in context["days"] for one in announced]
        return events(shown, url=self.get_full_url(context["request"]))

    @path("calendar/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Answer with the calendar file."""
        body = coming.calendar_file(
            self._announced(request),
            name=self.title,
            url=self.get_full_url(request),
            host=request.get_host(),
        )
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="coming-events.ics"'
        return answer

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the feed."""
        language = get_language() or "en"
        body = coming.feed(
            self._announced(request),
            title=self.title,
            url=self.get_full_url(request),
            language=language,
        )
        return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")

    def _announced(self, request: HttpRequest) -> list[coming.Announcement]:
        return coming.announcements(timezone.now(), district=request.GET.get("district", ""))
