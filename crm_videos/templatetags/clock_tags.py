"""Moments, spans and counts for the templates of the admin."""

import datetime

from django import template
from django.utils.translation import get_language

from crm_videos.clocks import span_in_words
from foundation.bangla import figure, in_digits_of
from foundation.shown_moments import show_moment

register = template.Library()
register.filter("moment", show_moment)


@register.filter(name="figure")
def readers_figure(number: int) -> str:
    """Write a count in the reader's digits, in groups."""
    return figure(number, get_language() or "en")


@register.filter
def readers_digits(number: object) -> str:
    """Write a number, such as that of a version, with the reader's digits."""
    return in_digits_of(str(number), get_language() or "en")


@register.filter
def until(start: datetime.datetime, end: datetime.datetime) -> str:
    """Write how long it is from one moment to another."""
    return span_in_words(end - start)
