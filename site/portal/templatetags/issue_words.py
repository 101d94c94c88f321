"""How a receipt names people, days and sources, in the reader's language."""

from django import template
from django.utils.translation import gettext as _

from campaigns.models import Entry
from foundation.bangla import days, figure
from portal.issues.coded_reasons import reason_in_words
from portal.templatetags.reader_words import reader_language, source_words

register = template.Library()
# Before the colon of an entry's source; of any other what follows may have been typed by anybody.
DOCUMENT = "document"


@register.filter
def sex_words(sex: str) -> str:
    """Name the people of one printed column."""
    words = {
        "men": _("men"),
        "women": _("women"),
        "boys": _("boys"),
        "girls": _("girls"),
        "not_recorded": _("not recorded"),
    }
    return words[sex]


@register.filter
def entry_days(entry: Entry) -> str:
    """Write the days that an entry speaks of."""
    return days(entry.key.period_start, entry.key.period_end, reader_language())


@register.filter
def reason_words(entry: Entry) -> str:
    """Say why an entry has no value, or why it is a difference."""
    return reason_in_words(entry.reason)


@register.filter
def signed_figure(value: int) -> str:
    """Write a figure; what takes away has its sign."""
    sign = "−" if value < 0 else ""
    return f"{sign}{figure(abs(value), reader_language())}"


@register.filter
def entry_origin(entry: Entry) -> str:
    """Say what kind of source stands behind an entry, and never what somebody called it.

    A printed document has its name; a sheet, a form and a record are known by their digest.
    """
    if entry.key.contributor:
        return _("a record of ours, such as an event, which adds to the total")
    kind = entry.source_ref.partition(":")[0]
    if kind == DOCUMENT:
        return source_words(entry.source_ref)
    words = {
        "closing": _("written down when the month was closed, since nothing had been read"),
        "site": _("counted on this site"),
        "file": _("a sheet that was brought in"),
    }
    if entry.authority == "platform":
        return words.get(kind, _("the platform's own answer"))
    return words.get(kind, _("entered by a person"))
