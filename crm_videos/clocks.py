"""Spans of time in words, with the reader's digits."""

import datetime

from django.utils.translation import get_language, ngettext

from foundation.bangla import in_digits_of

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


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
