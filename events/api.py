"""The field API: one event in, and what the server holds. Mounted by the site."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from ninja import Router
from ninja.errors import HttpError
from ninja.responses import Status
from ninja.security import SessionAuth
from pydantic import AwareDatetime

from events.api_schemas import (
    COUNTED,
    SENT,
    WAITS,
    EventIn,
    HeldList,
    HeldOut,
    Problem,
    SessionOut,
)
from events.content import MOST_BYTES, NotReadable
from events.held import OVERLAP, held_event, held_kept, held_of
from events.intake import Received, Waits, receive
from events.judging import Sender
from events.models import Door
from events.photos.named import photos_missing

PERMISSION = "events.add_event"
TAKEN, HAD_IT, WAITING = 201, 202, 409

router = Router(tags=["field"])
# What is true of one person at one moment; a cache in between would tell it to the next.
router.add_decorator(never_cache, mode="view")


class Refused(Exception):
    """Nothing was taken, and nothing is said about the record."""

    def __init__(self, status: int, code: str, message: str, **told: Any) -> None:
        super().__init__(message)
        self.status = status
        self.problem = {"code": code, "message": message, **told}


class SignedIn(SessionAuth):
    """The session of the site. A stranger gets 401 in JSON, never a page to sign in."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        super().__init__()
        self.most_bytes = most_bytes

    def __call__(self, request: HttpRequest) -> Any:
        """Judge the size before anything reads the body, then who it is, then the token."""
        if request.method in {"POST", "PUT"}:
            _refuse_size(request, self.most_bytes)
        if not request.user.is_authenticated:
            raise Refused(401, "not-signed-in", _("Sign in. What is on the phone stays there."))
        try:
            person = super().__call__(request)
        except HttpError as error:
            raise Refused(403, "csrf", _("Fetch a new token from session, send again.")) from error
        if not request.user.has_perm(PERMISSION):
            raise Refused(403, "not-permitted", _("You may not log events."))
        return person


signed_in = SignedIn()


def problems(*codes: int) -> dict[int, type[Problem]]:
    return dict.fromkeys(codes, Problem)


def _examples() -> dict[str, Any]:
    def answer(words: str, example: dict[str, Any]) -> dict[str, Any]:
        return {"description": words, "content": {"application/json": {"example": example}}}

    def problem(code: str, words: str) -> dict[str, Any]:
        return answer(words, {"code": code, "message": words})

    schema = EventIn.model_json_schema(ref_template="#/components/schemas/{model}")
    # Inline, for nothing else in the document refers to them.
    defs = schema.pop("$defs")
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _inlined(schema, defs), "example": SENT}},
        },
        "responses": {
            201: answer("Taken, and durable.", COUNTED),
            202: answer("It was here already, with this content. Nothing was written.", COUNTED),
            400: problem("not-readable", "No JSON object with an id that is a UUID."),
            401: problem("not-signed-in", "Nobody is signed in. The record stays on the phone."),
            403: problem("csrf", "`csrf`: fetch a fresh token. `not-permitted`: ask the office."),
            409: answer("Kept for a person to decide; the phone may set it aside.", WAITS),
            411: problem("no-length", "The length has to be said (no chunks)."),
            413: problem("too-large", f"More than {MOST_BYTES} bytes."),
        },
    }


def _inlined(schema: Any, defs: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inlined(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
        return {name: _inlined(part, defs) for name, part in schema.items()}
    if isinstance(schema, list):
        return [_inlined(part, defs) for part in schema]
    return schema


@router.post(
    "events",
    auth=signed_in,
    response={
        TAKEN: HeldOut,
        HAD_IT: HeldOut,
        WAITING: HeldOut,
        **problems(400, 401, 403, 411, 413),
    },
    openapi_extra=_examples(),
    summary="Send one event, or an edit of one",
)
def send_event(request: HttpRequest) -> Status:
    """Take one event. Send it as often as it takes: it is one event.

    Only 201 and 202 with the id allow the phone to forget it. 409 says that the
    server keeps it for a person, with the reasons. After anything else, or no
    answer at all, the phone keeps it and sends it again.
    """
    sender = Sender(door=Door.FIELD_APP, person=request.auth)  # type: ignore[attr-defined]
    try:
        received = receive(whole_body(request), sender=sender, now=timezone.now())
    except NotReadable as why:
        raise Refused(400, "not-readable", str(why)) from why
    return _answer(received)


@router.get(
    "events/ids",
    auth=signed_in,
    response={200: HeldList, **problems(401, 403)},
    summary="What the server holds of me",
)
def list_held(request: HttpRequest, since: AwareDatetime | None = None) -> dict[str, Any]:
    """Tell the state of everything that this person sent, or of what changed since a moment."""
    now = timezone.now()
    return {"as_of": now - OVERLAP, "held": held_of(request.auth, since=since)}  # type: ignore[attr-defined]


@router.get("session", response=SessionOut, summary="Who is signed in, a token, the time")
def show_session(request: HttpRequest) -> dict[str, Any]:
    """Tell who is signed in. Ask before each flush: tokens change when somebody signs in."""
    return {
        "signed_in": request.user.is_authenticated,
        "person": request.user.get_username(),
        "may_log": request.user.has_perm(PERMISSION),
        "csrf_token": get_token(request),
        "server_time": timezone.now(),
    }


def _refuse_size(request: HttpRequest, most_bytes: int) -> None:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        # Without a length the body would seem empty, and an empty one is no event.
        raise Refused(411, "no-length", _("The length of what is sent has to be said."))
    if int(length) > most_bytes:
        raise Refused(413, "too-large", _("This is too large to be sent at once."))


def whole_body(request: HttpRequest) -> bytes:
    body: bytes = request.body
    if len(body) != int(request.META["CONTENT_LENGTH"]):
        # Cut on its way. Whoever sent it has it still, and hears no 201.
        raise Refused(400, "cut", _("Only a part of it arrived."))
    return body


def _answer(received: Received) -> Status:
    if isinstance(received, Waits):
        # Of this person's alone: others may have sent something under the same id.
        missing = photos_missing(received.id, person=received.kept.person)
        return Status(WAITING, held_kept(received.kept, received.id, photos_missing=len(missing)))
    missing = photos_missing(received.id)
    held = held_event(received.id, received.event, photos_missing=len(missing))
    return Status(TAKEN if received.is_new else HAD_IT, held)
