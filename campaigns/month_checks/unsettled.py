"""Figures that may still change by themselves: a platform corrects its own for some days."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.models import Current
from campaigns.models.entries import Role, State
from campaigns.month_checks.check import Check, Light, Mend
from campaigns.words import count

# So many are named; a reader who needs the rest finds them in the ledger.
MOST_NAMED = 6
LEDGER = Mend("ledger:index", gettext_lazy("Look in the ledger"), "campaigns.view_entry")


def figures_settled(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Amber while a stated figure of the month is not its source's last word."""
    rows = Current.objects.filter(
        key__month=month,
        key__role=Role.MONTH,
        key__contributor="",
        state=State.VALUE,
        settled=False,
    ).select_related("key__channel", "key__indicator")
    names = list(
        dict.fromkeys(
            f"{row.key.channel} · {row.key.indicator}"
            for row in rows.order_by("key__channel__sort_order", "key__indicator")
        )
    )
    label = _("Figures that may still change")
    if not names:
        says = _("None: whoever stated the month's figures has said their last word.")
        yield Check(slug="settled", label=label, light=Light.GREEN, says=says)
        return
    named, more = "; ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if more > 0:
        left = ngettext("%(count)s more", "%(count)s more", more) % {"count": count(more)}
        named = f"{named}; {left}"
    says = _("Not final yet: %(which)s. What changes later is booked as late.") % {"which": named}
    yield Check(slug="settled", label=label, light=Light.AMBER, says=says, mend=LEDGER)
