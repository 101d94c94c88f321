"""The desk in the menu, above the lists that it leads to."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from crm_videos.desk.queue import kinds_for
from crm_videos.views.desk import DeskView


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever has a queue."""
        return bool(kinds_for(request.user))


class DeskViewSet(ViewSet):
    name = "story_desk"
    icon = "tasks"
    menu_label = _("What waits")
    menu_item_class = DeskMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        view: Any = self.construct_view(DeskView)
        return [path("", view, name="index")]
