"""What the app adds to the Wagtail admin: its menu, its addresses, and who may do what."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from crm_videos.viewsets import POLICIES, StoriesViewSetGroup

# Before any viewset is made: the first one to ask would register the default policy.
for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_stories() -> StoriesViewSetGroup:
    return StoriesViewSetGroup()


@hooks.register("register_admin_urls")
def register_consents() -> list[URLPattern | URLResolver]:
    return [path("consents/", include("crm_videos.urls"))]
