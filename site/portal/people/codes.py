"""Codes of an authenticator app: reckoned, and let in once each (RFC 6238)."""

import datetime
from hmac import compare_digest

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from portal.pages.models import Programme
from portal.people.kept_secrets import open_text
from portal.people.models import SpentCode

# How the fixed secrets of the demo's people begin; drawn by chance once in 10^12.
DEMO_MARK = "DEMODEMO"


def counter_at(moment: datetime.datetime) -> int:
    """Give the number of the half minute that a moment lies in."""
    return int(moment.timestamp()) // app_settings.TOTP_PERIOD


def code_of(secret: str, counter: int) -> str:
    """Reckon the code that the app shows in one half minute."""
    return format_hotp_value(hotp_value(secret, counter))


def code_at(secret: str, moment: datetime.datetime) -> tuple[str, int]:
    """Give the code that the app shows, and the seconds that it is still shown."""
    left = app_settings.TOTP_PERIOD - int(moment.timestamp()) % app_settings.TOTP_PERIOD
    return code_of(secret, counter_at(moment)), left


def digits_of(typed: str) -> str:
    """Read a code as it was typed: in Bangla digits too, with or without spaces."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def spend(user: User, secret: str, code: str, now: datetime.datetime) -> bool:
    """Use a code up; False when it is none of now, or was used before.

    The database decides between two who come with one code at one moment.
    """
    here, reach = counter_at(now), app_settings.TOTP_TOLERANCE
    for counter in range(here - reach, here + reach + 1):
        if compare_digest(code_of(secret, counter), code):
            SpentCode.objects.filter(user=user, counter__lt=here - reach).delete()
            return _spend_counter(user, counter)
    return False


def _spend_counter(user: User, counter: int) -> bool:
    try:
        with transaction.atomic():
            SpentCode.objects.create(user=user, counter=counter)
    except IntegrityError:
        return False
    return True


def secret_of(authenticator: Authenticator) -> str | None:
    """Open the secret of an app; None for what holds none, and for a demo's outside the demo."""
    if authenticator.type != Authenticator.Type.TOTP:
        return None
    secret = open_text(authenticator.data["secret"])
    if secret.startswith(DEMO_MARK) and not Programme.objects.filter(is_demo=True).exists():
        return None
    return secret
