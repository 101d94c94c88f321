"""Moments and spans in words, with the reader's digits: Django says them in English alone."""

import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext

from foundation.bangla import in_digits_of
from foundation.moments import DHAKA

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


def moment_in_words(moment: datetime.datetime) -> str:
    """Write a moment in the programme's time."""
    text = date_format(localtime(moment, DHAKA), "SHORT_DATETIME_FORMAT")
    return in_digits_of(text, get_language() or "en")


def span_in_words(span: datetime.timedelta) -> str:
    """Write how long something takes: in days from two days on, in hours, in minutes."""
    if span >= 2 * DAY:
        count = span // DAY
        text = ngettext("%(count)s day", "%(count)s days", count)
    elif span >= HOUR:
        count = span // HOUR
        text = ngettext("%(count)s hour", "%(count)s hours", count)
    else:
        count = max(span // datetime.timedelta(minutes=1), 0)
        text = ngettext("%(count)s minute", "%(count)s minutes", count)
    return in_digits_of(text % {"count": count}, get_language() or "en")
