"""One recording that no check could look at: it is tried once more, or given up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.recordings.settling import (
    MAY_SETTLE,
    give_up_looking,
    look_again,
    never_looked_at,
)
from foundation.durable_files import MEGABYTE


class UnseenView(AdminPage, TemplateView):
    template_name = "crm_videos/unseen_recording.html"
    http_method_names = ["get", "post"]
    page_title = _("A recording that could not be looked at")
    header_icon = "media"
    section = _("What waits")
    section_url = reverse_lazy("story_desk:index")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it among those of the person's districts."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(MAY_SETTLE):
            raise PermissionDenied
        own = scope_of(request.user).narrow(never_looked_at(), by="testimony__place")
        self.upload = get_object_or_404(
            own.select_related("testimony", "brought_by"), pk=kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is; of what is told in it nobody knows anything."""
        return super().get_context_data(
            upload=self.upload,
            megabytes=max(1, round(self.upload.length / MEGABYTE)),
            back=self.section_url,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what was chosen, and nothing where neither button was pressed."""
        if "give_up" in request.POST:
            give_up_looking(self.upload, self.now)
            messages.success(request, _("It is erased. Who brought it reads why."))
        elif "again" in request.POST:
            look_again(self.upload)
            messages.success(request, _("It is looked at again within a minute."))
        return redirect(self.section_url)
