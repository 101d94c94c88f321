"""How counts are written in the templates of media ingest."""

from django import template
from django.utils.translation import gettext as _

from media_ingest.columns import show_count
from media_ingest.models import PostReading, Reading

register = template.Library()


@register.filter
def count_or_reason(reading: PostReading | Reading) -> str:
    """Write a count, or that it is unknown and why; never a zero that nobody told."""
    if reading.value is None:
        return _("unknown (%(reason)s)") % {"reason": reading.null_reason}
    return show_count(reading.value)


@register.filter
def plain(number: float) -> str:
    """Write a coordinate: a language that writes 1,5 would break the picture."""
    return f"{number:g}"
