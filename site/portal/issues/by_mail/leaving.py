"""Leaving the month report: one click in every letter, without signing in (RFC 8058)."""

import uuid

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.issues.by_mail.models import Letter, Subscription
from portal.issues.views import addresses_of

SALT = "portal.issues.by_mail"
# What a mail program posts of itself, and what our own button does.
ONE_CLICK = ("List-Unsubscribe", "One-Click")
OWN_BUTTON = ("leave", "yes")


def token_of(subscription: Subscription) -> str:
    """Give what the link in a letter holds; it opens nothing but leaving."""
    return Signer(sep=".", salt=SALT).sign(subscription.key.hex)


def _read(token: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(hex=Signer(sep=".", salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


# No session is asked, so there is none to abuse: the signed link is the only right to leave.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponseBase:
    """Offer a button, and leave when it is pressed or a mail program posts in its place.

    A GET changes nothing: programs open links to look at them. Leaving twice is leaving once.
    """
    key = _read(token)
    subscription = Subscription.objects.filter(key=key).first() if key else None
    if request.method == "POST":
        if not any(request.POST.get(name) == value for name, value in (ONE_CLICK, OWN_BUTTON)):
            return HttpResponseBadRequest()
        if subscription is not None:
            end(subscription)
            subscription = None
    context = {
        "is_link": key is not None,
        "is_asked": subscription is not None,
        "addresses": addresses_of("leave_month_report", token=token),
    }
    answer: HttpResponse = TemplateResponse(
        request, "portal/issues/leave.html", context, status=200 if key else 404
    )
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def end(subscription: Subscription) -> None:
    """Forget that somebody wanted the report, and what was still to be sent to them."""
    Letter.objects.filter(user=subscription.user_id, sent_at=None).delete()
    subscription.delete()
