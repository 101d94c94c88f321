"""What the lists of media ingest show in their cells."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from foundation.bangla import UNKNOWN, figure
from media_ingest.alert_words import in_digits
from media_ingest.health import health_of
from media_ingest.models import Account


def show_count(count: int | None) -> str:
    """Write a count as the reader's language does; unknown is a dash, never a zero."""
    return figure(count, get_language() or "en")


# The codes that clients and posts.py give; one that is not here is shown as it is.
REASONS = {
    "no-value": _("no value was served"),
    "not-a-count": _("what came is no count"),
    "contradiction": _("two answers contradict each other"),
    "metric-dead": _("the metric is dead"),
    "not-answered": _("it was not answered"),
}


def reason_in_words(code: str) -> str:
    """Say why a value is unknown."""
    return str(REASONS.get(code, code))


def count_or_reason(count: int | None, code: str) -> str:
    """Write a count, or that it is unknown and why; never a zero that nobody told."""
    if count is None:
        return gettext("unknown: %(reason)s") % {"reason": reason_in_words(code)}
    return show_count(count)


def short_moment(moment: datetime | None) -> str:
    """Write a moment; Wagtail's own words for a date look backwards only."""
    if moment is None:
        return UNKNOWN
    return in_digits(date_format(localtime(moment), "SHORT_DATETIME_FORMAT"))


def short_day(day: date | datetime | None) -> str:
    """Write a day, of a moment that of the programme's zone."""
    if day is None:
        return UNKNOWN
    day = localtime(day) if isinstance(day, datetime) else day
    return in_digits(date_format(day, "SHORT_DATE_FORMAT"))


class HealthColumn(Column):
    """The health of an account: a light, what it means in words, and what to do."""

    cell_template_name = "media_ingest/health_cell.html"

    def get_value(self, account: Account) -> Any:
        return health_of(account, now=timezone.now())


class CountColumn(Column):
    """A count, aligned as numbers are."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname="media-count", **kwargs)

    def get_value(self, row: Any) -> str:
        return show_count(super().get_value(row))


class SaidColumn(CountColumn):
    """What a reading says: a count, or that it is unknown and why."""

    def get_value(self, reading: Any) -> str:
        return count_or_reason(reading.value, reading.null_reason)


class MomentColumn(Column):
    """A moment in the programme's zone, past or to come."""

    def get_value(self, row: Any) -> str:
        return short_moment(super().get_value(row))


class WideColumn(Column):
    """A sentence, which needs some width on a phone."""

    def __init__(self, name: str, *, says: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(name, accessor=says, classname="media-words", **kwargs)
