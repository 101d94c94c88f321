"""What the ledger would do, in words for the person who is about to let it."""

import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.facts import Became, Fact, Known, Outcome
from campaigns.models.entries import State
from foundation import bangla


def count(value: int | None) -> str:
    """Write a count in the reader's digits; unknown is a dash, never a zero."""
    return bangla.figure(value, get_language() or "en")


def month_named(month: datetime.date) -> str:
    """Name a month with its year, as the reader does."""
    return bangla.month_name(month, get_language() or "en")


def day_named(day: datetime.date) -> str:
    """Write a day, as the reader does."""
    return bangla.day(day, get_language() or "en")


def number(value: int) -> str:
    """Write a count with its commas."""
    return number_format(value, use_l10n=True, force_grouping=True)


def known_in_words(known: Known | None) -> str:
    """Say what stands in the books."""
    if known is None:
        return _("nothing")
    if known.value is None or known.state != State.VALUE:
        return _("not known (%(reason)s)") % {"reason": known.reason}
    return number(known.value)


def stated_in_words(fact: Fact) -> str:
    """Say what is being stated."""
    if fact.value is None:
        return _("not known (%(reason)s)") % {"reason": fact.reason}
    return number(fact.value)


def booking_in_words(outcome: Outcome) -> str:
    """Say in which month a figure is booked, and whether that is late."""
    if outcome.booked is None:
        return ""
    booked = date_format(outcome.booked, "YEAR_MONTH_FORMAT")
    if outcome.booked == outcome.cell.month:
        return _("Booked in its own month, %(month)s.") % {"month": booked}
    closed = date_format(outcome.cell.month, "YEAR_MONTH_FORMAT")
    return _(
        "%(closed)s is closed and does not move: this is a late addition, booked in %(month)s."
    ) % {"closed": closed, "month": booked}


def outcome_in_words(outcome: Outcome) -> str:
    """Say what becomes of one row of a sheet."""
    old = known_in_words(outcome.before)
    words = {
        Became.NEW: _("new"),
        Became.SAME: _("the same as in the books"),
        Became.CHANGED: _("stands in place of %(old)s") % {"old": old},
        Became.STALE: _("nothing changes: what the books say (%(old)s) was read later")
        % {"old": old},
        Became.HELD: _("nothing changes: a person said %(old)s") % {"old": old},
    }[outcome.became]
    late = outcome.booked is not None and outcome.booked != outcome.cell.month
    return f"{words}. {booking_in_words(outcome)}" if late else words
