"""What a file or a page weighs, in the reader's words and digits, never less than it does."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.bangla import figure, in_digits_of

KILOBYTE, MEGABYTE = 1000, 1_000_000
MINUTE = 60


def in_bytes(size: int) -> str:
    """Say what a file weighs, for readers: "240 KB", "1.4 MB"."""
    language = get_language() or "en"
    if size < MEGABYTE:
        return _("%(number)s KB") % {"number": figure(-(-size // KILOBYTE), language)}
    tenths = -(-size * 10 // MEGABYTE)
    return _("%(number)s MB") % {"number": in_digits_of(f"{tenths / 10:.1f}", language)}


def in_tenths(size: int) -> str:
    """Say what a page weighs, for editors: "11.2 KB"."""
    tenths = -(-size * 10 // KILOBYTE)
    number = in_digits_of(f"{tenths / 10:.1f}".removesuffix(".0"), get_language() or "en")
    return _("%(number)s KB") % {"number": number}


def in_minutes(seconds: int) -> str:
    """Say how long a sound is: "45 seconds", "3 minutes"; a part of a minute counts as one."""
    language = get_language() or "en"
    if seconds < MINUTE:
        words = ngettext("%(number)s second", "%(number)s seconds", seconds)
        return words % {"number": figure(seconds, language)}
    minutes = -(-seconds // MINUTE)
    words = ngettext("%(number)s minute", "%(number)s minutes", minutes)
    return words % {"number": figure(minutes, language)}
