"""A dashboard as its template takes it: every section, in the reader's words and digits."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.field_reach import ATTENDANCE, EVENTS
from foundation import bangla
from foundation.moments import dhaka_day
from portal.dashboards import tables
from portal.dashboards.asking import Asked
from portal.dashboards.districts import district_map
from portal.dashboards.reading import Books, Reader
from portal.dashboards.trends_shown import shown_trends
from portal.dashboards.writing import about, cell, not_shown


@dataclass(frozen=True, slots=True)
class Card:
    """One figure on top, with the words that belong to it."""

    label: str
    figure: str
    beside: str


def dashboard(asked: Asked, reader: Reader, *, now: datetime.datetime) -> dict[str, Any]:
    """Read everything and put it in words. A fixed number of queries."""
    books = Books.read(asked, reader, today=dhaka_day(now))
    # Few people in one place: of a district the public is told events and who came, no parts.
    tells_parts = books.is_whole_country or not reader.is_public
    kinds, together = tables.kinds_of_event(books) if tells_parts else ([], None)
    return {
        "asked": asked,
        "month_name": bangla.month_name(asked.month, reader.language),
        "cards": _cards(books),
        "trends": shown_trends(books),
        # All campaigns less one would leave a small count, so by campaign the public has no map.
        "map": district_map(books) if not (reader.is_public and asked.campaign) else None,
        "kinds": kinds,
        "kinds_together": together,
        "targets": tables.targets(books),
        "channels": tables.channels(books) if tells_parts else [],
        "gain": tables.gain(books) if tells_parts else None,
        "call_backs": tables.call_backs(books) if books.is_whole_country else [],
    }


def _cards(books: Books) -> list[Card]:
    """Tell the declared total of digital media, and what events came to; never one sum."""
    language, held = books.reader.language, tables.whole_of(books, EVENTS)
    cards = []
    if books.digital:
        rule, value = books.digital
        words = rule.text_bn if language == "bn" else rule.text_en
        label = _("Reached through digital media, all months together")
        cards.append(Card(label, cell(value, language), words))
    cards.append(
        Card(
            _("Events held in the month"),
            cell(held.month, language, complete=held.month_complete),
            _("All months together: %(figure)s")
            % {"figure": cell(held.cumulative, language, complete=held.cumulative_complete)},
        )
    )
    month, whole = _people(books)
    cards.append(
        Card(
            _("Attendances in the month; who comes twice is counted twice"),
            month,
            _("All months together: %(figure)s") % {"figure": whole},
        )
    )
    return cards


def _people(books: Books) -> tuple[str, str]:
    """Write the attendances; of a district the public sees no small figure, and a sum in tens."""
    language, came = books.reader.language, tables.whole_of(books, ATTENDANCE)
    month = cell(came.month, language, complete=came.month_complete)
    whole = cell(came.cumulative, language, complete=came.cumulative_complete)
    if not books.tells_tens:
        return month, whole
    is_hidden = books.asked.month in books.hidden_months.get(ATTENDANCE, ())
    month = not_shown() if is_hidden else about(came.month, language)
    return month, about(came.cumulative, language)
