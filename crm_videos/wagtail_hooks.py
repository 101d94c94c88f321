"""What the app adds to the Wagtail admin: its menu, its addresses, and who may do what."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import register_permission_policy

from crm_videos.desk.asking import AskingQueue
from crm_videos.desk.queue import Queue
from crm_videos.desk.renewal import RenewalQueue
from crm_videos.desk.sent import SentQueue
from crm_videos.desk.takedowns import TakedownQueue
from crm_videos.desk.unmade import UnmadeQueue
from crm_videos.desk.unseen import UnseenQueue
from crm_videos.life.ending import copies, erasures, withdrawals
from crm_videos.life.files import accesses, files
from crm_videos.life.moment import Source
from crm_videos.life.telling import telling
from crm_videos.panels import DeskPanel, OverduePanel, TooManyPanel
from crm_videos.views.hotline import MAY_USE_CARDS
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
        path("story-pictures/", include("crm_videos.picture_urls")),
        path("story-videos/", include("crm_videos.video_urls")),
        path("story-videos-sent/", include("crm_videos.publishing_urls")),
        path("private/<uuid:pk>/", PrivateFileView.as_view(), name=NAME),
    ]


@hooks.register("register_permissions")
def offer_permissions_of_views() -> "QuerySet[Permission]":
    """Let the groups' form offer the permissions that views ask for and no list knows."""
    return Permission.objects.filter(
        content_type__app_label="crm_videos",
        codename__in=[
            "add_erasure",
            "change_copy",
            "confirm_erasure",
            "use_codecard",
            "view_privatefile",
        ],
    )


@hooks.register("construct_homepage_panels")
def tell_of_too_many(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TooManyPanel(request.user))


@hooks.register("construct_homepage_panels")
def count_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(DeskPanel(request.user))


@hooks.register("construct_homepage_panels")
def tell_of_what_is_overdue(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OverduePanel(request.user))


@hooks.register("register_story_queues")
def register_queues() -> list[type[Queue]]:
    return [AskingQueue, UnseenQueue, UnmadeQueue, SentQueue, RenewalQueue, TakedownQueue]


@hooks.register("register_story_life")
def register_life() -> list[Source]:
    return [telling, files, accesses, copies, withdrawals, erasures]


class HotlineItem(MenuItem):
    """Leads whoever answers the hotline to the form for code cards."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_USE_CARDS))


@hooks.register("register_admin_menu_item")
def lead_to_the_hotline() -> HotlineItem:
    address = reverse("consents:hotline")
    return HotlineItem(_("Withdraw by code card"), address, icon_name="key", order=165)
