"""Whether a month may be closed: what each check finds, in words, and where it is mended.

To add a check: a function that takes the month and today (a day in Dhaka) and gives any number of
:class:`Check`, given by the app's function for Wagtail's hook ``register_month_checks``. What
``campaigns`` itself looks at is here; events and platforms tell of theirs through the hook, for
counts are pushed down and never pulled up.

Red stops a closing. Amber may be closed over, by whoever says why. Green needs nothing.
"""

import datetime
from collections.abc import Callable, Iterable

from wagtail import hooks

from campaigns.month_checks.check import Check, Light, Mend
from campaigns.month_checks.falls import no_total_fell
from campaigns.month_checks.gaps import headline_answered
from campaigns.month_checks.order import is_over, older_ones_closed
from campaigns.month_checks.printed import printed_totals_agree
from campaigns.month_checks.unsettled import figures_settled

__all__ = ["OF_MONTHS", "Check", "Light", "Look", "Mend", "checks_of"]

OF_MONTHS = "register_month_checks"

Look = Callable[[datetime.date, datetime.date], Iterable[Check]]

OWN: tuple[Look, ...] = (
    older_ones_closed,
    is_over,
    headline_answered,
    figures_settled,
    printed_totals_agree,
    no_total_fell,
)


def checks_of(month: datetime.date, *, today: datetime.date) -> list[Check]:
    """Look at a month as it stands now; what stops a closing comes first, then what needs words.

    ``month`` is its first day, ``today`` a day in Dhaka.
    """
    looks: list[Look] = [*OWN, *(give() for give in hooks.get_hooks(OF_MONTHS))]
    found = [check for look in looks for check in look(month, today)]
    return sorted(found, key=lambda check: check.light.rank)
