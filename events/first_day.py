"""The day on which the programme began."""

from datetime import date

from django.conf import settings


def first_day() -> date:
    """Give the day before which no event can have been held.

    Prottasha began in April 2017. Another programme has another beginning, so
    a deployment may set ``EVENTS_FIRST_DAY``.
    """
    return getattr(settings, "EVENTS_FIRST_DAY", date(2017, 4, 1))
