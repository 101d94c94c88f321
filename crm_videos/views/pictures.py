"""The pictures of one story, for those who work at it: seeing, bringing and removing them."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.consent import newest_consent
from crm_videos.forms.pictures import PictureForm
from crm_videos.models import PictureSize, Story, StoryPicture
from crm_videos.pictures import (
    CONTENT_TYPE,
    MOST_BYTES,
    PictureRefused,
    bytes_of,
    consent_stands,
    remove_picture,
    take_picture,
)
from foundation.in_memory_uploads import InMemoryUploads

MAY_SEE, MAY_CHANGE = "crm_videos.view_story", "crm_videos.change_story"
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class OneStory(AdminPage):
    """A page about one story of the person's districts; elsewhere there is nothing."""

    header_icon = "image"
    section = _("Stories")
    section_url = reverse_lazy("stories:index")
    needs = MAY_SEE

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the story, after asking whether this person may know of it."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        rows = Story.objects.select_related("testimony")
        own = scope_of(request.user).narrow(rows, by="testimony__place")
        self.story = get_object_or_404(own, pk=kwargs["story"])

    def get_page_title(self) -> str:
        """Name the story by its code."""
        return f"{self.page_title}: {self.story}"

    def picture(self) -> StoryPicture:
        """Give the picture of the address while the person agrees to anything at all."""
        own = self.story.pictures.here().select_related("small", "large", "original")
        found = get_object_or_404(own, pk=self.kwargs["picture"])
        if not consent_stands(self.story, self.now):
            raise Http404
        return found

    def list_address(self) -> str:
        return reverse("story_pictures:list", args=[self.story.pk])


class PicturesView(OneStory, TemplateView):
    template_name = "crm_videos/pictures.html"
    page_title = _("Pictures")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pictures, and what the person agreed to."""
        stands = consent_stands(self.story, self.now)
        return super().get_context_data(
            story=self.story,
            consent=newest_consent(self.story.testimony) if stands else None,
            pictures=self.story.pictures.here().select_related("brought_by") if stands else (),
            may_change=self.request.user.has_perm(MAY_CHANGE),
        )


class BringPictureView(InMemoryUploads, OneStory, FormView):
    needs = MAY_CHANGE
    most_upload_bytes = MOST_BYTES
    form_class = PictureForm
    template_name = "crm_videos/picture_form.html"
    page_title = _("Bring a picture")

    def form_valid(self, form: PictureForm) -> HttpResponse:
        """Keep it, or say why not; nothing that was filled in is lost."""
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        data = form.cleaned_data["file"].read()
        try:
            take_picture(self.story, data, form.declared(), by=person, now=self.now)
        except PictureRefused as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("The picture is here. No page shows it yet."))
        return redirect(self.list_address())


class CopyView(OneStory, View):
    """One copy, as it would be shown."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, story: int, picture: UUID, size: str) -> HttpResponse:
        data = bytes_of(self.picture(), PictureSize(size)) if size in tuple(PictureSize) else None
        if data is None:
            raise Http404
        return HttpResponse(data, content_type=CONTENT_TYPE, headers=HEADERS)


class RemovePictureView(OneStory, TemplateView):
    needs = MAY_CHANGE
    template_name = "crm_videos/remove_picture.html"
    page_title = _("Remove a picture")
    http_method_names = ["get", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            story=self.story, picture=self.picture(), back=self.list_address()
        )

    def post(self, request: HttpRequest, story: int, picture: UUID) -> HttpResponse:
        """Erase it. A picture may also go when the consent does."""
        own = self.story.pictures.here().select_related("small", "large", "original")
        remove_picture(get_object_or_404(own, pk=picture), now=self.now)
        messages.success(request, _("The picture is erased, with all that was drawn from it."))
        return redirect(self.list_address())
