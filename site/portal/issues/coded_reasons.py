"""Why a value is missing or is a difference, in words for everybody: of codes of ours alone.

A sheet may bring a reason of its own. Who made that up nobody can say, so it is never shown.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.gap_reasons import GAP_REASONS

CODED_REASONS: dict[str, str | Promise] = {
    "not-itemised": gettext_lazy("the printed total holds more than its months tell"),
    "not-in-source": gettext_lazy("the source does not say it"),
    "no-reading": gettext_lazy("nothing was read"),
    "days-missing": gettext_lazy("not all days were read"),
    "metric-dead": gettext_lazy("the platform does not count it any more"),
    "not-recorded": gettext_lazy("nobody wrote it down"),
    "not-counted": gettext_lazy("Nobody counted it"),
    "withheld": gettext_lazy("It is kept from us"),
    "source-lost": gettext_lazy("The source is lost"),
    "estimated": gettext_lazy("the platform estimated it"),
    "platform-correction": gettext_lazy("the platform took some of it back"),
    **GAP_REASONS,
}


def reason_in_words(code: str) -> str:
    """Say a reason in the reader's language; of a code that is not ours only that there is one."""
    return str(CODED_REASONS[code]) if code in CODED_REASONS else _("another reason")
