"""How counts are written in the templates of media ingest."""

from django import template

from foundation.shown_moments import show_moment
from media_ingest.alert_words import in_digits
from media_ingest.columns import count_or_reason, short_day, short_moment
from media_ingest.models import PostReading, Reading

register = template.Library()


@register.filter
def said(reading: PostReading | Reading) -> str:
    """Write what a reading says: a count, or why there is none."""
    return count_or_reason(reading.value, reading.null_reason)


register.filter("moment", short_moment)
register.filter("day", short_day)
register.filter("long", show_moment)
register.filter("digits", lambda text: in_digits(str(text)))


@register.filter
def plain(number: float) -> str:
    """Write a coordinate: a language that writes 1,5 would break the picture."""
    return f"{number:g}"
