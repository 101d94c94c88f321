"""A second factor for people of tests that are about something else."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from portal.people.kept_secrets import seal_text

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def enrol(user: User, secret: str = SECRET) -> Authenticator:
    """Give a person an authenticator app, as the enrolment page would."""
    return Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": seal_text(secret)}}
    )[0]


def show_when_forced(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Enrol whom ``Client.force_login`` signs in, and say that the code was shown.

    That request comes from no browser, so it has no method; a sign-in over
    HTTP is left alone.
    """
    if request.method is None:
        shown = {"method": "mfa", "at": 0.0, "id": enrol(user).pk, "type": "totp"}
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
        request.session["account_authentication_methods_user"] = str(user.pk)


def listen() -> None:
    """Do so from now on."""
    user_logged_in.connect(show_when_forced)


def stop_listening() -> None:
    user_logged_in.disconnect(show_when_forced)
