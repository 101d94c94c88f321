"""The addresses of OpenRosa: the list of forms, a form, its places, and where forms are sent.

A phone believes a form sent only on 201 or 202. So nothing here answers a POST
with another 2xx, and 201 comes after the commit. Who asks shows the password of
the device each time: there is no session, and so no token against forged forms.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from events.content import NotReadable
from events.details.showing import label_of
from events.details.slots import slot_of
from events.held import held_kept
from events.intake import Received, Waits, receive_content
from events.judging import Sender
from events.models import CONTENT_FIELDS, Device, Door, Event
from events.openrosa.attachments import receive_attachments
from events.openrosa.detail_questions import SCHOOLS_FILE
from events.openrosa.devices import find_device, note_seen, read_basic
from events.openrosa.forms import find_form, forms_offered, md5_of
from events.openrosa.instances import read_instance
from events.openrosa.listing import MediaFile, answer, form_list, manifest
from events.openrosa.place_list import places_csv, schools_csv
from events.openrosa.posts import ADVERTISED_BYTES, BadPost, Post, read_post
from events.openrosa.questions import PLACES_FILE
from events.openrosa.throttle import WITHIN_SECONDS, is_throttled, note_right, note_wrong
from events.photos.named import file_names_in
from events.photos.taking import TOO_LARGE, PhotoRefused
from events.quarantine import keep_unreadable

PERMISSION = "events.add_event"
VERSION_HEADER, VERSION = "X-OpenRosa-Version", "1.0"
TAKEN, HAD_IT, WAITING = 201, 202, 409
SUCCESS, ERROR = "submit_success", "submit_error"

View = Callable[..., HttpResponse]


class NotIn(Exception):
    """Nobody is let in; how the answer is coded, why in words, and further headers."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        super().__init__(why)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def for_devices(*methods: str) -> Callable[[View], View]:
    """Let in the devices of people who may log events; the view is handed the device."""

    def decorate(view: View) -> View:
        @never_cache
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                device = _let_in(request)
                if request.method not in methods:
                    raise NotIn(405, _("This is not asked like that."), Allow=", ".join(methods))
                response = view(request, device, *args, **kwargs)
            except NotIn as refused:
                response = _say(str(refused), refused.status)
                for name, value in refused.headers.items():
                    response.headers[name] = value
            response.headers[VERSION_HEADER] = VERSION
            return response

        return guarded

    return decorate


@for_devices("GET", "HEAD")
def list_forms(request: HttpRequest, device: Device) -> HttpResponse:
    """List the forms that are offered, each with the digest of what is served."""

    def url(name: str, form_id: str) -> str:
        return request.build_absolute_uri(reverse(f"openrosa:{name}", args=[form_id]))

    offered = (
        (form, url("form", form.form_id), url("manifest", form.form_id)) for form in forms_offered()
    )
    return _xml(form_list(offered))


@for_devices("GET", "HEAD")
def download_form(request: HttpRequest, device: Device, form_id: str) -> HttpResponse:
    form = find_form(form_id)
    if form is None:
        return _say(_("This form is no longer offered."), 410)
    return _xml(form.xml)


@for_devices("GET", "HEAD")
def show_manifest(request: HttpRequest, device: Device, form_id: str) -> HttpResponse:
    """Name the files beside a form: the places, and the schools, of this device's person."""
    form = find_form(form_id)
    if form is None:
        return _say(_("This form is no longer offered."), 410)
    files = [
        MediaFile(
            name,
            md5_of(write(device.user)),
            request.build_absolute_uri(reverse(f"openrosa:{view}")),
        )
        for name, view, write in (
            (PLACES_FILE, "places", places_csv),
            (SCHOOLS_FILE, "schools", schools_csv),
        )
        if name.encode() in form.xml
    ]
    return _xml(manifest(files))


@for_devices("GET", "HEAD")
def download_places(request: HttpRequest, device: Device) -> HttpResponse:
    return _csv(places_csv(device.user))


@for_devices("GET", "HEAD")
def download_schools(request: HttpRequest, device: Device) -> HttpResponse:
    return _csv(schools_csv(device.user))


@for_devices("HEAD", "POST")
def submission(request: HttpRequest, device: Device) -> HttpResponse:
    """Take a filled form with what comes along; or say, to HEAD, how much may come at once."""
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response.headers["X-OpenRosa-Accept-Content-Length"] = str(ADVERTISED_BYTES)
        return response
    sender = Sender(door=Door.OPENROSA, person=device.user, device=device.label)
    try:
        post = read_post(request)
        if VERSION_HEADER not in request.headers:
            why = _("This was not sent by OpenRosa: %(name)s is missing.") % {
                "name": VERSION_HEADER
            }
            raise BadPost(400, why, texts=(post.xml,))
        return _take(post, sender)
    except BadPost as bad:
        for text in bad.texts:
            _keep(text, str(bad), sender)
        return _say(str(bad), bad.status)


def _take(post: Post, sender: Sender) -> HttpResponse:
    now = timezone.now()
    try:
        instance = read_instance(post.xml)
    except NotReadable as why:
        raise BadPost(400, str(why), texts=(post.xml,)) from why
    received = receive_content(
        instance.content, body=post.xml, sender=sender, now=now, waits=instance.waits
    )
    files = post.named(file_names_in(instance.content.fields))
    try:
        # Also of what waits: whoever decides about it looks at its photos.
        receive_attachments(files, submission=received.id, sender=sender, now=now)
    except PhotoRefused as refused:
        # The form is here. The phone sends it again with its photos, and then it is 202.
        return _say(refused.message, 413 if refused.code == TOO_LARGE else 503)
    return _tell(received)


def _tell(received: Received) -> HttpResponse:
    if isinstance(received, Waits):
        return _say(_why_it_waits(received), WAITING)
    if received.is_new:
        return _say(_("Received. Thank you."), TAKEN)
    return _say(_("This is here already."), HAD_IT)


def _why_it_waits(waits: Waits) -> str:
    """Say what the office has to decide, in one text: a phone shows no fields."""
    reasons = held_kept(waits.kept, waits.id).reasons
    said = [f"{_label(field)}{why}" for field, whys in reasons.items() for why in whys]
    return " ".join([_("The office has it and will look at it."), *said])


def _label(field: str) -> str:
    """Name a question as the form does; what is no question needs no name."""
    if slot := slot_of(field):
        return f"{label}: " if (label := label_of(slot)) else ""
    if field not in CONTENT_FIELDS:
        return ""
    return f"{Event._meta.get_field(field).verbose_name}: "  # type: ignore[union-attr]


def _keep(text: bytes, why: str, sender: Sender) -> None:
    """Keep what can be read and could not be taken; what is not text, its sender has still."""
    keep_unreadable(
        text, NotReadable(why), door=sender.door, person=sender.person, now=timezone.now()
    )


def _let_in(request: HttpRequest) -> Device:
    """Find the device that asks. Raises :class:`NotIn`."""
    address = get_adapter(request).get_client_ip(request)
    if not (request.is_secure() or _is_this_machine(address)):
        # Not even asked for: what was sent over such a line was heard.
        raise NotIn(403, _("Use an address that begins with https."))
    typed = read_basic(request.headers.get("Authorization", ""))
    if typed is None:
        raise _who_is_it()
    name, password = typed
    if is_throttled(name, address):
        why = _("Too many tries. Wait five minutes, then try again.")
        raise NotIn(429, why, Retry_After=str(WITHIN_SECONDS))
    device = find_device(name, password)
    if device is None:
        note_wrong(name, address)
        raise _who_is_it()
    note_right(name, address)
    _refuse_without_right(device)
    note_seen(device, now=timezone.now())
    return device


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _refuse_without_right(device: Device) -> None:
    """Say no to who is known and may not; what is on the phone can be handed in at the office."""
    if device.is_revoked:
        raise NotIn(403, _("This phone may send no more. Speak to your supervisor."))
    if not device.user.is_active or not device.user.has_perm(PERMISSION):
        raise NotIn(403, _("You may not log events."))


def _who_is_it() -> NotIn:
    why = _("The user name or the password is not right.")
    return NotIn(401, why, WWW_Authenticate='Basic realm="Nirapad", charset="UTF-8"')


def _say(message: str, status: int) -> HttpResponse:
    nature = SUCCESS if status in {TAKEN, HAD_IT} else ERROR
    return _xml(answer(message, nature=nature), status=status)


def _csv(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/csv; charset=utf-8")


def _xml(content: bytes, *, status: int = 200) -> HttpResponse:
    return HttpResponse(content, status=status, content_type="text/xml; charset=utf-8")
