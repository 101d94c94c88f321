"""Wagtail's way in: the menu entry, what needs a person on the first page, and who may do what."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from campaigns.month_checks import OF_MONTHS, Look
from media_ingest import views
from media_ingest.month_checks import look_at_polls
from media_ingest.panels import AlertsPanel
from media_ingest.viewsets import POLICIES, MediaIngestViewSetGroup

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_media_ingest() -> MediaIngestViewSetGroup:
    """Show the group in the menu."""
    return MediaIngestViewSetGroup()


@hooks.register("construct_homepage_panels")
def show_alerts(request: HttpRequest, panels: list[Any]) -> None:
    """Put what needs a person on the first page."""
    panels.append(AlertsPanel(request.user))


@hooks.register("insert_global_admin_css")
def style_media_ingest() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("media_ingest/admin.css"))


@hooks.register("register_admin_urls")
def register_connecting() -> list[URLPattern]:
    """Give the screens that connect a YouTube channel their addresses."""
    begin = "media/connect-youtube/"
    return [
        path(begin, views.ConnectView.as_view(), name=views.START),
        path(f"{begin}back/", views.BackView.as_view(), name=views.BACK),
        path(f"{begin}<str:key>/", views.ChooseView.as_view(), name=views.CHOOSE),
    ]


@hooks.register(OF_MONTHS)
def register_month_checks() -> Look:
    """Tell whoever closes a month which accounts were not heard after it."""
    return look_at_polls


class ConnectMenuItem(MenuItem):
    """Shown to those who may change accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the same permission as the screens."""
        return bool(request.user.has_perm(views.PERMISSION))


@hooks.register("register_settings_menu_item")
def show_connecting() -> MenuItem:
    """Lead to it from the settings."""
    return ConnectMenuItem(
        _("Connect YouTube"), reverse_lazy(views.START), name="connect-youtube", icon_name="globe"
    )
