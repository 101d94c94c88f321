"""Moments and spans for the templates of withdrawals."""

import datetime

from django import template

from crm_videos.clocks import moment_in_words, span_in_words

register = template.Library()
register.filter("moment", moment_in_words)


@register.filter
def until(start: datetime.datetime, end: datetime.datetime) -> str:
    """Write how long it is from one moment to another."""
    return span_in_words(end - start)
