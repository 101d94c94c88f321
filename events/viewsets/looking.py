"""What stands beside the list of events in the menu: their map, their calendar, their import."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from campaigns.viewsets.own_districts import SEES
from events.models import Event
from events.views.calendar import CalendarView
from events.views.district_map import DistrictMapView
from events.views.phone_files import (
    GoOnWithPhoneFileView,
    ImportPhoneFileView,
    PhoneFileReportView,
)
from events.views.sheets import (
    EmptyEventsView,
    GoOnView,
    ImportEventsView,
    ReportFileView,
    ReportView,
)


def may(user: Any, actions: Iterable[str]) -> bool:
    """Say whether somebody may do one of these to events at all."""
    return bool(policy_registry.get_by_type(Event).user_has_any_permission(user, actions))


class SeersMenuItem(MenuItem):
    """Shown to those who see events."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, SEES)


class ImportersMenuItem(MenuItem):
    """Shown to those who may bring events by the sheet."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, ["import"]) and may(request.user, ["add"])


class DistrictMapViewSet(ViewSet):
    name = "events_map"
    # By itself it would be made of the label, of which nothing is left in Bangla.
    menu_name = "events-map"
    icon = "site"
    menu_label = _("Map of events")
    menu_item_class = SeersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(DistrictMapView), name="index")]


class CalendarViewSet(ViewSet):
    name = "events_calendar"
    menu_name = "events-calendar"
    icon = "table"
    menu_label = _("Calendar of events")
    menu_item_class = SeersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(CalendarView), name="index")]


class ImportEventsViewSet(ViewSet):
    name = "import_events"
    menu_name = "import-events"
    icon = "upload"
    menu_label = _("Import events")
    menu_item_class = ImportersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(ImportEventsView), name="index"),
            path("go-on/", self.construct_view(GoOnView), name="go_on"),
            path("rows/", self.construct_view(ReportView), name="report"),
            path("rows.csv", self.construct_view(ReportFileView), name="report_file"),
            path("template.<slug:kind>", self.construct_view(EmptyEventsView), name="template"),
        ]


class ImportPhoneFileViewSet(ViewSet):
    name = "import_phone_file"
    menu_name = "import-phone-file"
    icon = "mobile-alt"
    menu_label = _("Import a phone's file")
    menu_item_class = ImportersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(ImportPhoneFileView), name="index"),
            path("go-on/", self.construct_view(GoOnWithPhoneFileView), name="go_on"),
            path("records/", self.construct_view(PhoneFileReportView), name="report"),
        ]
