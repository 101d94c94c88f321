"""allauth's forms for codes, stricter: a code opens once, a new secret lies sealed everywhere."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.http import HttpRequest
from django.utils import timezone

from portal.people.codes import digits_of, secret_of, spend
from portal.people.kept_secrets import open_text, seal_text

IN_SESSION = "second_factor_secret"


class OpensOnce(forms.Form):
    """Refuses a code of the app that was used already."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Let allauth judge the code, then use it up."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            secret = secret_of(self.authenticator)
            if secret is None or not spend(self.user, secret, code, timezone.now()):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OpensOnce, AuthenticateForm):
    """Asks for a code after the password."""


class CodeAgainForm(OpensOnce, ReauthenticateForm):
    """Asks for a code before something that matters."""


class EnrolForm(ActivateTOTPForm):
    """Asks for the first code of an app that has just been given its secret."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        # Past allauth's own, which would lay the secret into the session as it is,
        # and draw a new one whenever a weak network makes the page load again.
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)
        self.user = user
        self.secret = secret_to_enrol(context.request)

    def clean_code(self) -> str:
        """Take the code, and let nobody sign in with it a second time."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        code: str = super().clean_code()
        if not spend(self.user, self.secret, code, timezone.now()):
            raise get_adapter().validation_error("incorrect_code")
        return code


def secret_to_enrol(request: HttpRequest) -> str:
    """Give the secret that this session is being enrolled with, the same until it is."""
    sealed = request.session.get(IN_SESSION)
    if sealed:
        return open_text(sealed)
    secret = generate_totp_secret()
    request.session[IN_SESSION] = seal_text(secret)
    return secret
