"""What a session notes down when its person has shown the second factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from portal.people.forms import IN_SESSION


def note_enrolment(request: HttpRequest) -> None:
    """Note that this session has shown the app it has just enrolled.

    The session gets a new key, as after signing in: whoever knew the old one
    knows nothing of a session that may do more.
    """
    enrolled = Authenticator.objects.get(user_id=request.user.pk, type=Authenticator.Type.TOTP)
    record_authentication(
        request,
        request.user,
        method="mfa",
        id=enrolled.pk,
        type=enrolled.type,
    )
    request.session.pop(IN_SESSION, None)
    request.session.cycle_key()
    request.session.set_expiry(settings.WORKING_DAY_SECONDS)


def end_after_a_working_day(*, request: HttpRequest, **_signal: Any) -> None:
    """Let a session with a second factor end by itself."""
    request.session.set_expiry(settings.WORKING_DAY_SECONDS)
