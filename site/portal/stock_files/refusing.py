"""Refusing a stock file, with words for who brought it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.pictures import CannotLook


class NotTaken(ValidationError):
    """The file is not taken; the message says why and what to do."""


@contextmanager
def told_when_busy() -> Iterator[None]:
    """Turn "the machine could not look now" into words."""
    try:
        yield
    except CannotLook:
        message = _("The server is too busy to look at this file now. Try again in a minute.")
        raise NotTaken(message, code="cannot_look") from None
