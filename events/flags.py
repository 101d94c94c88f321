"""What looks odd about an event without being refused: codes on the event, words here.

What the field has already done is never refused. A flag makes it visible; the
*uncountable* ones make it questioned until a person answers.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events.first_day import first_day
from foundation.moments import dhaka_day

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# The field's own rule: what comes later than this is accepted, and shown.
OLD_AFTER = timedelta(days=60)
# The country with a margin, in degrees: south, north, west, east.
BANGLADESH = (20.3, 26.9, 87.8, 92.9)

FUTURE, BEFORE_PROGRAMME, OLD = "future", "before-programme", "old"
LEDGER_REFUSES = "ledger-refuses"
CLOCK_CORRECTED, CLOCK_CHANGED, CLOCK_UNKNOWN = "clock-corrected", "clock-changed", "clock-unknown"
ELSEWHERE = "elsewhere"

WORDS: "dict[str, StrPromise]" = {
    FUTURE: _("The day had not come yet when it was received."),
    BEFORE_PROGRAMME: _("The day lies before the programme began."),
    OLD: _("It was received more than 60 days after its day."),
    LEDGER_REFUSES: _("The books cannot count this day, for example because a balance has it."),
    CLOCK_CORRECTED: _("The phone's clock was wrong; the day was corrected by the difference."),
    CLOCK_CHANGED: _("The phone's clock was changed before sending; the day is as claimed."),
    CLOCK_UNKNOWN: _("The phone did not say its time; the day is as claimed."),
    ELSEWHERE: _("The position is outside Bangladesh."),
}
UNCOUNTABLE = frozenset({FUTURE, BEFORE_PROGRAMME, LEDGER_REFUSES})
OF_THE_DAY = frozenset({FUTURE, BEFORE_PROGRAMME, OLD, LEDGER_REFUSES})


def flags_of_day(held_on: date, *, received_at: datetime) -> Iterator[str]:
    """Give what is odd about a day, seen from the moment at which it was received."""
    today = dhaka_day(received_at)
    if held_on > today:
        yield FUTURE
    if held_on < first_day():
        yield BEFORE_PROGRAMME
    elif today - held_on > OLD_AFTER:
        yield OLD


def flags_of_position(latitude: float | None, longitude: float | None) -> Iterator[str]:
    """Give what is odd about a position in degrees; without one there is nothing to say."""
    if latitude is None or longitude is None:
        return
    south, north, west, east = BANGLADESH
    if not (south <= latitude <= north and west <= longitude <= east):
        yield ELSEWHERE


def cannot_be_counted(flags: Iterable[str]) -> bool:
    """Tell whether a person has to answer before an event with these flags counts."""
    return not UNCOUNTABLE.isdisjoint(flags)


def in_words(flags: Iterable[str]) -> list[str]:
    """Say the flags in the reader's language; a code of a later release stands for itself."""
    return [str(WORDS.get(flag, flag)) for flag in flags]
