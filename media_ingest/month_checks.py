"""Whether each account was heard after a month was over, told to whoever closes the month.

A poll that failed in between lost nothing: the next good one asks for the same days again. So
only the last good one is looked at.
"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.books import next_month
from campaigns.month_checks import Check, Light, Mend
from campaigns.words import day_named
from media_ingest.models import Account
from media_ingest.pacific import midnight, pacific_day

ACCOUNTS = Mend(
    "media_accounts:index", gettext_lazy("Go to the accounts"), "media_ingest.view_account"
)


def look_at_polls(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Amber for each account that was connected by then and not heard since the month ended.

    The end of the month is the platforms' own (Pacific).
    """
    end = midnight(next_month(month))
    accounts = Account.objects.with_last_polls().select_related("channel")
    for account in accounts.filter(connected_at__lt=end).order_by("pk"):
        heard = account.last_good_at  # type: ignore[attr-defined]
        label = _("Polls of %(account)s") % {"account": account}
        if heard is not None and heard >= end:
            yield Check(
                slug=f"polls:{account.pk}",
                label=label,
                light=Light.GREEN,
                says=_("It was heard after the month was over."),
            )
            continue
        yield Check(
            slug=f"polls:{account.pk}",
            label=label,
            light=Light.AMBER,
            says=_("It was last heard on %(day)s, before the month was over.")
            % {"day": day_named(pacific_day(heard))}
            if heard
            else _("It has never been heard."),
            mend=ACCOUNTS,
        )
