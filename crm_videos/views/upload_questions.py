"""What the page that sends recordings asks: what became of one, and what could be gone on with."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse

from campaigns.scope import scope_of
from crm_videos.models import Upload
from crm_videos.recordings.arriving import Gone, offset_of
from crm_videos.views.own_uploads import OfOnesOwn, Problem
from crm_videos.words import Arrival


class StateView(OfOnesOwn):
    http_method_names = ["get"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> JsonResponse:
        """Say what became of an upload, for the page that waits for it."""
        upload = self.upload()
        refused = upload.state == Arrival.REFUSED
        return JsonResponse(
            {
                "state": upload.state,
                "offset": upload.offset if refused else self.offset(upload),
                "length": upload.length,
                "words": upload.words,
                "recording": upload.recording_id,
            }
        )


class OpenUploadsView(OfOnesOwn):
    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> JsonResponse:
        """List what the person has begun of a testimony and not finished, to go on with it."""
        try:
            testimony = UUID(request.GET.get("testimony", ""))
        except ValueError:
            raise Problem(400, "testimony must be an id") from None
        own = Upload.objects.filter(
            brought_by=self.person, testimony=testimony, state=Arrival.ARRIVING
        )
        rows = scope_of(self.person).narrow(own, by="testimony__place")
        return JsonResponse({"uploads": list(filter(None, map(self.told, rows)))})

    def told(self, upload: Upload) -> dict[str, Any] | None:
        try:
            offset = offset_of(upload, now=self.now)
        except Gone:
            return None
        return {
            "id": upload.pk,
            "chapter": upload.chapter,
            "medium": upload.medium,
            "length": upload.length,
            "offset": offset,
            "fingerprint": upload.fingerprint,
        }
