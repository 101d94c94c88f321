"""Moments, spans and counts for the templates of the admin."""

import datetime

from django import template

from crm_videos.clocks import moment_in_words, span_in_words
from crm_videos.days import figure

register = template.Library()
register.filter("moment", moment_in_words)
register.filter("figure", figure)


@register.filter
def until(start: datetime.datetime, end: datetime.datetime) -> str:
    """Write how long it is from one moment to another."""
    return span_in_words(end - start)
