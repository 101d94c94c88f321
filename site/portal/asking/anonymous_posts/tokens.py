"""The token in a form: drawn when the form is shown, signed, good for one purpose and one day.

It stands for the form and for nobody: nothing of the reader is in it.
"""

import datetime
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

SALT = "portal.asking.anonymous_posts"
NONCE_BYTES = 12
# A phone may wait this long for a network with the form open.
OLDEST = datetime.timedelta(hours=24)
# Two servers' clocks may differ by this much.
AHEAD = datetime.timedelta(minutes=5)


class NoToken(ValueError):
    """Not a token of ours for this purpose."""


class TooOld(NoToken):
    """It was ours, too long ago."""


class TooQuick(NoToken):
    """Nobody reads a form that fast."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a form carried back. ``purpose`` names the form, with what it is about."""

    purpose: str
    nonce: str
    made_at: datetime.datetime

    @property
    def until(self) -> datetime.datetime:
        """From then on it is refused by its age."""
        return self.made_at + OLDEST


def make_token(purpose: str, *, now: datetime.datetime) -> str:
    """Draw the token of a form that is shown now."""
    return _signer(purpose).sign(
        f"{secrets.token_urlsafe(NONCE_BYTES)}.{int(now.timestamp() * 1000)}"
    )


def read_token(
    text: str, purpose: str, *, youngest: datetime.timedelta, now: datetime.datetime
) -> Token:
    """Read what a form carried back. Raises :class:`NoToken` and its kinds."""
    try:
        nonce, _dot, moment = _signer(purpose).unsign(text).rpartition(".")
        made_at = datetime.datetime.fromtimestamp(int(moment) / 1000, datetime.UTC)
    except (BadSignature, ValueError, OverflowError) as error:
        raise NoToken from error
    token = Token(purpose, nonce, made_at)
    if now >= token.until:
        raise TooOld
    if made_at > now + AHEAD:
        raise NoToken
    if now - made_at < youngest:
        raise TooQuick
    return token


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"{SALT}.{purpose}")
