"""The calendar: what the platforms' words meant when, and what ends next."""

from typing import Any

from django.conf import settings
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from campaigns.models import Definition
from media_ingest.definition_calendar import already_past, still_to_come
from media_ingest.models import Account, platform_name


class CalendarView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Account
    permission_required = "view"
    template_name = "media_ingest/calendar.html"
    page_title = _("Calendar of definitions and API versions")
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = localdate()
        coming = [(turn, (turn.day - today).days) for turn in still_to_come(today)]
        return super().get_context_data(
            **kwargs,
            coming=coming,
            next=coming[0] if coming else None,
            past=already_past(today),
            definitions=[(one, platform_name(one.platform), _words(one)) for one in _definitions()],
            version=settings.FACEBOOK_API_VERSION,
        )


def _definitions() -> list[Definition]:
    of_platforms = Definition.objects.filter(platform__in=Account.Platform.values)
    return list(of_platforms.select_related("indicator").order_by("platform", "metric", "slug"))


def _words(definition: Definition) -> str:
    return definition.text_bn if get_language() == "bn" else definition.text_en


class CalendarViewSet(ViewSet):
    name = "media_calendar"
    icon = "calendar-alt"
    menu_label = _("Calendar")

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.construct_view(CalendarView), name="index")]
