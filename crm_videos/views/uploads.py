"""Recordings on their way from a phone, by tus 1.0.0: begun, asked about, added to, given up.

https://tus.io/protocols/resumable-upload. Without ``checksum``: a sum of what came would have
to be right before any of it is kept, and a frame is encrypted once. TLS and each frame's own
seal do the same.
"""

import http
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from campaigns.scope import scope_of
from crm_videos.models import Testimony, Upload
from crm_videos.private.frames import FRAME
from crm_videos.recordings.arriving import AnotherOffset, Gone, receive
from crm_videos.recordings.taking import NotTaken, demand_consent
from crm_videos.recordings.tus_headers import EXTENSIONS, VERSION, read_metadata, read_number
from crm_videos.recordings.uploading import (
    LIMIT,
    MOST_BYTES,
    NoRoom,
    TooMuch,
    begin_upload,
    give_up,
    no_room,
    refuse_without_consent,
)
from crm_videos.views.own_uploads import OfOnesOwn, Problem
from crm_videos.words import Arrival
from foundation.durable_files import is_full

BYTES = "application/offset+octet-stream"


class Tus(OfOnesOwn):
    """The part of the protocol that is the same for all."""

    def demand_right(self) -> None:
        super().demand_right()
        said = self.request.headers.get("Tus-Resumable", "")
        if self.request.method != "OPTIONS" and said != VERSION:
            raise Problem(412, f"Tus-Resumable must be {VERSION}")

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        told = {
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(MOST_BYTES),
        }
        return HttpResponse(status=204, headers=told)


class UploadsView(Tus):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin an upload of a testimony of the person's districts."""
        said = read_metadata(request.headers.get("Upload-Metadata", ""))
        length = read_number(request.headers.get("Upload-Length", ""), "Upload-Length")
        own = scope_of(self.person).narrow(Testimony.objects.all())
        testimony = own.filter(pk=said.testimony).first()
        if testimony is None:
            raise Problem(404, _("There is no such testimony in your districts."))
        if not length:
            raise Problem(400, _("The file is empty."))
        if said.content_type not in LIMIT.types:
            raise Problem(415, _("This kind of file is not taken here."))
        try:
            upload = begin_upload(
                testimony,
                chapter=said.chapter,
                medium=said.medium,
                content_type=said.content_type,
                length=length,
                fingerprint=said.fingerprint,
                by=self.person,
                now=self.now,
            )
        except NotTaken as refused:
            raise Problem(_status_of(refused), refused.words) from None
        told = {"Location": reverse("uploads:one", args=[upload.pk]), **_expires(upload, self.now)}
        return HttpResponse(status=201, headers=told)


class UploadView(Tus):
    http_method_names = ["head", "patch", "delete", "options"]

    def head(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        upload = self.upload()
        told = {
            "Upload-Offset": str(self.offset(upload)),
            "Upload-Length": str(upload.length),
            **_expires(upload, upload.touched_at),
        }
        return HttpResponse(headers=told)

    def patch(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        upload = self.upload()
        self.demand_consent(upload)
        if request.content_type != BYTES:
            raise Problem(415, f"Content-Type must be {BYTES}")
        if "Upload-Checksum" in request.headers:
            raise Problem(400, "Upload-Checksum is not understood here")
        offset = read_number(request.headers.get("Upload-Offset", ""), "Upload-Offset")
        if not request.headers.get("Content-Length"):
            raise Problem(411, "Content-Length is missing")
        size = read_number(request.headers["Content-Length"], "Content-Length")
        if offset + size > upload.length:
            raise Problem(413, _("This is more than was announced."))
        try:
            come = receive(upload, offset, _pieces(request), now=self.now)
        except AnotherOffset:
            raise Problem(409, _("The upload stands elsewhere. Ask how far it has come.")) from None
        except Gone:
            raise Problem(410, _("There is no such upload.")) from None
        except OSError as error:
            if not is_full(error):
                raise
            raise Problem(507, no_room()) from error
        return HttpResponse(
            status=204, headers={"Upload-Offset": str(come), **_expires(upload, self.now)}
        )

    def delete(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it up; of what has arrived whole others decide."""
        upload = self.upload()
        if upload.state in {Arrival.LOOKING, Arrival.TAKEN}:
            raise Problem(403, _("It has arrived and cannot be given up any more."))
        give_up(upload)
        return HttpResponse(status=204)

    def demand_consent(self, upload: Upload) -> None:
        """Refuse, and erase what came, when the person does not agree any more."""
        try:
            with transaction.atomic():
                demand_consent(upload.testimony, self.now, medium=upload.medium)
        except NotTaken as refused:
            refuse_without_consent(upload.testimony, now=self.now)
            raise Problem(403, refused.words) from None


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """Give the body as it comes; one that breaks off ends where it broke off."""
    try:
        while piece := request.read(FRAME):
            yield piece
    except UnreadablePostError:
        return


def _expires(upload: Upload, touched: datetime) -> dict[str, str]:
    """Say until when an upload is kept that nobody goes on with."""
    if upload.state != Arrival.ARRIVING:
        return {}
    until = touched + timedelta(days=settings.UPLOADS_KEPT_DAYS)
    return {"Upload-Expires": http_date(until.timestamp())}


def _status_of(refused: NotTaken) -> int:
    if isinstance(refused, TooMuch):
        return http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return http.HTTPStatus.INSUFFICIENT_STORAGE if isinstance(refused, NoRoom) else 403
