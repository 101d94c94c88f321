"""Why a figure is missing in a month that is closed: the codes that a closing writes down.

They are a closing's own: a platform or a sheet that says "unknown" has other codes. By them
:mod:`campaigns.standing` knows what gives way to anybody who has something to say.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.facts import NO_READING

# At most 40 characters: the ledger keeps them (``Entry.reason``).
GAP_REASONS: dict[str, str | Promise] = {
    "platform-silent": _("The platform gave no figure"),
    "not-connected": _("The account was not connected"),
    "nobody-counted": _("Nobody counted it"),
    "kept-from-us": _("It is kept from us"),
    "source-gone": _("The source is lost"),
    "still-to-come": _("It is still to come, as a late addition"),
    "other-reason": _("Another reason, told in the words"),
}
SAID_BY_A_CLOSING = frozenset({NO_READING, *GAP_REASONS})


def gap_in_words(code: str) -> str:
    """Say why a figure is missing; a code that is none of a closing's is given as it is."""
    if code == NO_READING:
        return str(_("Nobody said why"))
    return str(GAP_REASONS.get(code, code))
