"""Wagtail's way in: the menu entry, what needs a person on the first page, and who may do what."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.permissions import register_permission_policy

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
