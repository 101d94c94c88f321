"""One photo, for staff who see what it belongs to; for everybody else there is none."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.permissions import policy_registry

from campaigns.viewsets.own_districts import SEES
from events.models import Event, Quarantined
from events.photos.files import read_file
from events.photos.named import Photos, photos_of, photos_of_kept


class PhotoView(View, ABC):
    """Sends the display copy; what could not be read is never sent."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, photo: int) -> HttpResponse:
        shown = [one for one in self.photos_of(request.user, pk).shown if one.pk == photo]
        if not shown:
            raise Http404
        try:
            jpeg = read_file(shown[0].file)
        except FileNotFoundError as gone:
            raise Http404 from gone
        headers = {
            # No browser shall take it for anything else, and no other machine keep it.
            "Cache-Control": "private",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Content-Disposition": 'inline; filename="photo.jpg"',
        }
        return HttpResponse(jpeg, content_type="image/jpeg", headers=headers)

    @abstractmethod
    def photos_of(self, person: Any, pk: int) -> Photos:
        """Give the photos of what this person sees. Raises ``Http404``."""


class EventPhotoView(PhotoView):
    def photos_of(self, person: Any, pk: int) -> Photos:
        policy = policy_registry.get_by_type(Event)
        seen = policy.instances_user_has_any_permission_for(person, SEES)
        return photos_of(get_object_or_404(seen, pk=pk))


class KeptPhotoView(PhotoView):
    def photos_of(self, person: Any, pk: int) -> Photos:
        policy = policy_registry.get_by_type(Quarantined)
        if not policy.user_has_any_permission(person, ("change", "view")):
            raise Http404
        return photos_of_kept(get_object_or_404(Quarantined, pk=pk))
