"""What the app adds to the Wagtail admin: its menu, its addresses, and who may do what."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import register_permission_policy

from crm_videos.panels import TooManyPanel
from crm_videos.views.private_file import NAME, PrivateFileView
from crm_videos.viewsets import POLICIES, AccessLogViewSet, StoriesViewSetGroup

# Before any viewset is made: the first one to ask would register the default policy.
for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [StoriesViewSetGroup(), AccessLogViewSet()]


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [
        path("consents/", include("crm_videos.urls")),
        path("private/<uuid:pk>/", PrivateFileView.as_view(), name=NAME),
    ]


@hooks.register("register_permissions")
def offer_private_files() -> "QuerySet[Permission]":
    """Let the groups' form offer the permission that the view asks for."""
    return Permission.objects.filter(
        content_type__app_label="crm_videos", codename="view_privatefile"
    )


@hooks.register("construct_homepage_panels")
def tell_of_too_many(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TooManyPanel(request.user))
