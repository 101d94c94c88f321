"""The field API for photos: which are still to come, and one piece of one photo in."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from ninja import Router
from ninja.responses import Status

from events.api import HAD_IT, TAKEN, Refused, SignedIn, problems, signed_in, whole_body
from events.api_schemas import OffsetProblem, PhotoList, PhotoOut
from events.content import read_uuid
from events.judging import Sender
from events.models import Door, EventPhoto
from events.photos.named import named_photos, sent_under
from events.photos.pieces import (
    MOST_PIECE_BYTES,
    Piece,
    WrongDigest,
    WrongOffset,
    drop_pieces,
    offset_of,
    receive_piece,
)
from events.photos.taking import BUSY, DISK_FULL, MOST_PHOTO_BYTES, TOO_LARGE, PhotoRefused

OFFSET, LENGTH = "Upload-Offset", "Upload-Length"
STATUS_OF = {TOO_LARGE: 413, DISK_FULL: 507, BUSY: 503}
EXAMPLE = {
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "state": "partial",
    "offset": 65536,
}

photo_router = Router(tags=["field"])
photo_router.add_decorator(never_cache, mode="view")
signed_in_with_a_piece = SignedIn(most_bytes=MOST_PIECE_BYTES)


def _described() -> dict[str, Any]:
    def answer(words: str, example: dict[str, Any]) -> dict[str, Any]:
        return {"description": words, "content": {"application/json": {"example": example}}}

    def problem(code: str, words: str, **told: Any) -> dict[str, Any]:
        return answer(words, {"code": code, "message": words, **told})

    def header(name: str, words: str) -> dict[str, Any]:
        number = {"type": "integer", "minimum": 0}
        return {
            "name": name, "in": "header", "required": True, "schema": number, "description": words
        }  # fmt: skip

    piece = {"type": "string", "format": "binary", "maxLength": MOST_PIECE_BYTES}
    whole = {**EXAMPLE, "state": "held", "offset": 181207}
    return {
        "parameters": [
            header(OFFSET, "where this piece begins: the bytes that are here already"),
            header(LENGTH, f"bytes of the whole photo, at most {MOST_PHOTO_BYTES}"),
        ],
        "requestBody": {
            "required": True,
            "description": f"The bytes of one piece, at most {MOST_PIECE_BYTES}.",
            "content": {"application/octet-stream": {"schema": piece}},
        },
        "responses": {
            201: answer("The photo is whole and durable: held, or unreadable.", whole),
            202: answer("The piece is kept, or the photo was here already.", EXAMPLE),
            400: problem("no-offset", "`no-offset`: a header is missing. `cut`: send it again."),
            401: problem("not-signed-in", "Nobody is signed in. The photo stays on the phone."),
            403: problem("csrf", "`csrf`: fetch a fresh token. `not-permitted`: ask the office."),
            404: problem("no-such-photo", "Nothing that this person sent names this photo."),
            409: problem("wrong-offset", "Go on from `offset`. Nothing changed.", offset=65536),
            411: problem("no-length", "The length has to be said (no chunks)."),
            413: problem("too-large", "The piece or the photo is too large."),
            422: problem(
                "wrong-digest", "All pieces together are another file: begin anew.", offset=0
            ),
            503: problem("busy", "Send this piece again later."),
            507: problem("disk-full", "No room for photos now. Send this piece again later."),
        },
    }


@photo_router.get(
    "events/{submission}/photos",
    auth=signed_in,
    response={200: PhotoList, **problems(401, 403, 404)},
    summary="How far the photos of one submission have come",
)
def list_photos(request: HttpRequest, submission: str) -> dict[str, Any]:
    """Tell the state of each photo that a submission of this person names.

    The id is the submission's, as the phone made it; it works from the moment that
    the submission was acknowledged, also while that waits for a person.
    """
    person = request.auth  # type: ignore[attr-defined]
    own_id, photos = _photos_of(person, submission)
    return {
        "photos": [
            _tell_whole(photo) if photo else _tell_part(name, offset_of(person, own_id, name))
            for name, photo in photos.items()
        ]
    }


@photo_router.put(
    "events/{submission}/photos/{sha256}",
    auth=signed_in_with_a_piece,
    response={
        TAKEN: PhotoOut,
        HAD_IT: PhotoOut,
        **problems(400, 401, 403, 404, 411, 413, 503, 507),
        409: OffsetProblem,
        422: OffsetProblem,
    },
    openapi_extra=_described(),
    summary="Send one piece of one photo",
)
def take_piece(request: HttpRequest, submission: str, sha256: str) -> Status:
    """Take the next piece; with the last one, the photo.

    Only 201, and 202 with the state held or unreadable, allow the phone to forget the
    photo. After a broken connection ask how far it has come, or send any piece and
    read the offset in the answer.
    """
    person = request.auth  # type: ignore[attr-defined]
    offset, total = _number(request, OFFSET), _number(request, LENGTH)
    if total > MOST_PHOTO_BYTES:
        raise Refused(413, TOO_LARGE, _("The photo is too large."))
    own_id, photos = _photos_of(person, submission)
    if sha256 not in photos:
        raise _not_here()
    piece = Piece(data=whole_body(request), offset=offset, total=total)
    if offset + len(piece.data) > total:
        raise Refused(400, "beyond-the-end", _("The piece is longer than what is missing."))
    if photo := photos[sha256]:
        # A worker that was killed right after it kept the photo has left its pieces.
        drop_pieces(person, own_id, sha256)
        return Status(HAD_IT, _tell_whole(photo))
    sender = Sender(door=Door.FIELD_APP, person=person)
    try:
        progress = receive_piece(
            piece, sha256=sha256, submission=own_id, sender=sender, now=timezone.now()
        )
    except WrongOffset as wrong:
        message = _("The piece does not begin where the last one ended.")
        raise Refused(409, "wrong-offset", message, offset=wrong.offset) from wrong
    except WrongDigest as wrong:
        message = _("This is not the photo that was named. Send it from its beginning.")
        raise Refused(422, "wrong-digest", message, offset=0) from wrong
    except PhotoRefused as refused:
        raise Refused(STATUS_OF[refused.code], refused.code, refused.message) from refused
    if progress.photo is None:
        return Status(HAD_IT, _tell_part(sha256, progress.offset))
    return Status(TAKEN if progress.is_new else HAD_IT, _tell_whole(progress.photo))


def _photos_of(person: Any, submission: str) -> tuple[Any, dict[str, EventPhoto | None]]:
    """Give the photos that a submission of this person names. Raises :class:`Refused`."""
    try:
        own_id = read_uuid(submission)
    except ValueError as error:
        raise _not_here() from error
    taken, kept = sent_under(own_id, person=person)
    if not (taken or kept):
        raise _not_here()
    return own_id, named_photos(taken, kept)[own_id]


def _not_here() -> Refused:
    return Refused(404, "no-such-photo", _("We know no such photo of yours."))


def _number(request: HttpRequest, name: str) -> int:
    said = request.headers.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) < 12):
        raise Refused(400, "no-offset", _("It does not say where the piece begins and ends."))
    return int(said)


def _tell_whole(photo: EventPhoto) -> dict[str, Any]:
    return {"sha256": photo.sha256, "state": photo.state, "offset": photo.bytes}


def _tell_part(sha256: str, offset: int) -> dict[str, Any]:
    return {"sha256": sha256, "state": "partial" if offset else "missing", "offset": offset}
