"""Wagtail's page chooser shows every draft to whoever gets into the admin; stories are kept out.

Only those who may work at a story's page find it there.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.pages.models import StoryPage

WORK = ("add", "change", "publish")


def workable_stories(person: Any) -> Any:
    """Select the pages of stories at which a person may work."""
    own = PagePermissionPolicy().instances_user_has_any_permission_for(person, WORK)
    return StoryPage.objects.filter(pk__in=own.values("pk"))


def hidden_stories(person: Any) -> Any:
    """Select the pages of stories at which a person may not work."""
    return StoryPage.objects.exclude(pk__in=workable_stories(person).values("pk"))


class BrowseWithoutStories(BrowseView):
    """The chooser, opened inside a page: its title is shown, whatever is listed below."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Say that a story is not here to those who may not know of it."""
        if hidden_stories(request.user).filter(pk=parent_page_id).exists():
            raise Http404
        answer: HttpResponse = super().get(request, parent_page_id)
        return answer


browse = require_admin_access(BrowseWithoutStories.as_view())
