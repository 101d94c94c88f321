"""The directory in templates: when it opens next, and districts in addresses."""

from django import template
from django.utils.translation import gettext as _

from campaigns.models import Place
from foundation import bangla
from portal.directory.districts import word_in_address
from portal.directory.shown import ShownService

register = template.Library()


@register.filter
def in_address(district: Place | None) -> str:
    """Give the word by which an address names a district."""
    return word_in_address(district) if district else ""


@register.filter
def without(name: str, beginning: str) -> str:
    """Leave out the kind, where it stands in the heading above."""
    return name.removeprefix(f"{beginning}, ")


@register.simple_tag
def opening_words(shown: ShownService) -> str:
    """Say whether somebody is there now, and when that changes."""
    opening = shown.opening
    if opening is None:
        return ""
    if opening.is_always_open or opening.clock is None:
        return _("Open now, day and night")
    at = bangla.clock(opening.clock, shown.reader.language)
    if opening.is_open:
        return _("Open now, until %(closes)s") % {"closes": at}
    if opening.days_ahead == 0:
        return _("Closed now. Opens today at %(opens)s") % {"opens": at}
    if opening.days_ahead == 1:
        return _("Closed now. Opens tomorrow at %(opens)s") % {"opens": at}
    words = _("Closed now. Opens on %(day)s at %(opens)s")
    return words % {"day": shown.opens_on, "opens": at}
