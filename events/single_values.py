"""Reading one value of a submission; what cannot be right is said in words."""

from typing import Any

from django.utils.translation import gettext as _

from events.models import LARGEST_ATTENDANCE


class Wrong(ValueError):
    """One value cannot be right; the message says why, in words."""


def read_text(value: Any, *, longest: int) -> str:
    if not isinstance(value, str):
        raise Wrong(_("This is not text."))
    if len(value) > longest:
        raise Wrong(_("This is longer than %(most)s characters.") % {"most": longest})
    # What a database cannot hold; everything else somebody may have meant.
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise Wrong(_("This holds signs that are no letters."))
    return value.strip()


def read_whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Wrong(_("This is not a whole number."))
    if value < 0:
        raise Wrong(_("This is below zero."))
    return value


def read_people(value: Any) -> int:
    """Read how many people; more than come to any event is a slip of the finger."""
    people = read_whole_number(value)
    if people > LARGEST_ATTENDANCE:
        words = {"most": LARGEST_ATTENDANCE}
        raise Wrong(_("More than %(most)s cannot come to one event.") % words)
    return people
