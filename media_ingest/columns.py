"""What the lists of media ingest show in their cells."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column

from foundation.bangla import figure
from media_ingest.health import health_of
from media_ingest.models import Account


def show_count(count: int | None) -> str:
    """Write a count as the reader's language does; unknown is a dash, never a zero."""
    return figure(count, get_language() or "en")


def short_moment(moment: datetime | None) -> str:
    """Write a moment; Wagtail's own words for a date look backwards only."""
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "—"


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


class MomentColumn(Column):
    """A moment in the programme's zone, past or to come."""

    def get_value(self, row: Any) -> str:
        return short_moment(super().get_value(row))


class WideColumn(Column):
    """A sentence, which needs some width on a phone."""

    def __init__(self, name: str, *, says: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(name, accessor=says, classname="media-words", **kwargs)
