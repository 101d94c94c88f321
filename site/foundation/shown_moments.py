"""Days, times and moments as a reader sees them: in the programme's zone, with their digits."""

import datetime

from django.utils.formats import localize
from django.utils.timezone import is_aware
from django.utils.translation import get_language

from foundation.bangla import UNKNOWN, in_digits_of
from foundation.moments import DHAKA


def show_moment(moment: datetime.date | datetime.time | None) -> str:
    """Print a day, a time or a moment as its language writes it; a dash when there is none."""
    if moment is None:
        return UNKNOWN
    if isinstance(moment, datetime.datetime) and is_aware(moment):
        moment = moment.astimezone(DHAKA)
    return in_digits_of(str(localize(moment)), get_language() or "en")
