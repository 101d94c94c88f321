"""The words of every kind of alert: what happened, and what to do about it.

Put together when somebody reads, so each reader has them in their own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from foundation.bangla import UNKNOWN, figure, to_bangla_digits
from foundation.shown_moments import show_moment
from media_ingest.models import Alert

Kind = Alert.Kind


@dataclass(frozen=True, slots=True)
class Words:
    """Two sentences with places for the facts. ``urgent``: figures are missing meanwhile."""

    happened: str | Promise
    to_do: str | Promise
    urgent: bool = True


WORDS: dict[str, Words] = {
    Kind.NEEDS_PERSON: Words(
        _("%(account)s is not polled until a person acts: %(reason)s"),
        _("Do what it says, then connect the account again. Polling then goes on by itself."),
    ),
    Kind.POLL_GIVEN_UP: Words(
        _("A poll of %(account)s was given up after %(attempts)s attempts: %(reason)s"),
        _(
            "Nothing stored is lost, and the next poll tries again. If it lasts, look at the polls "
            "of this account for the reason."
        ),
    ),
    Kind.POLL_MISSED: Words(
        _(
            "%(account)s has had no good poll since %(last_at)s; "
            "one is due every %(every_seconds)s."
        ),
        _(
            "See whether the worker and the scheduler run and what the last poll says. "
            "“manage.py poll” polls at once."
        ),
    ),
    Kind.POLL_HANGS: Words(
        _("A poll of %(account)s has been under way since %(since_at)s and does not end."),
        _("Restart the worker. The poll is taken up again, and nothing is lost or doubled."),
    ),
    Kind.SCHEDULER_SILENT: Words(
        _("Polls have been due since %(since_at)s and nobody takes them up."),
        _("See whether the scheduler, the worker and the broker run, and restart what does not."),
    ),
    Kind.ALLOWANCE_CLOSED: Words(
        _("%(platform)s lets us ask nothing more from “%(bucket)s” until %(until_at)s."),
        _(
            "Polls wait and go on by themselves. If it comes again, poll less often or ask "
            "the platform for more."
        ),
    ),
    Kind.MAIL_STUCK: Words(
        _("%(count)s alerts could not be mailed: %(reason)s."),
        _("See the settings EMAIL_URL and ALERT_EMAILS. They are sent as soon as that works."),
    ),
    Kind.DELETION_LATE: Words(
        _("%(count)s raw answers should have been deleted; the oldest by %(since_at)s."),
        _(
            "The platforms' terms ask for it. See whether the scheduler and the worker run "
            "and may write to the private storage."
        ),
    ),
    Kind.DELETION_NEAR: Words(
        _("What %(account)s lent us is deleted on %(delete_on)s, as its terms demand."),
        _("Connect it again before that day, or end its pause, and nothing is deleted."),
        urgent=False,
    ),
    Kind.GRANT_ENDS: Words(
        _("The grant for %(account)s ends on %(ends_at)s."),
        _("Connect the account again before then."),
        urgent=False,
    ),
    Kind.METRIC_DEAD: Words(
        _("%(account)s no longer answers for the metric “%(metric)s” (%(period)s): %(reason)s"),
        _(
            "Its figures are unknown from now on, not zero; the others go on. It is asked for "
            "again on %(again_at)s. Look in the calendar for what replaces it."
        ),
        urgent=False,
    ),
    Kind.VERSION_DIFFERS: Words(
        _("%(account)s was asked with version %(asked)s of its API and answered with %(served)s."),
        _("The version asked for has probably ended. Set a newer one (FACEBOOK_API_VERSION)."),
        urgent=False,
    ),
    Kind.COUNTER_FELL: Words(
        _("A counter of %(account)s fell from %(before)s to %(now)s (%(metric)s): %(what)s"),
        _(
            "The lower count is held back until it is read a second time; the cumulative "
            "figure does not fall. Look at the post on the platform."
        ),
        urgent=False,
    ),
}
URGENT = frozenset(kind for kind, words in WORDS.items() if words.urgent)


def what_happened(alert: Alert) -> str:
    """Say in one sentence what happened, in the reader's language."""
    return str(WORDS[alert.kind].happened) % _facts(alert)


def what_to_do(alert: Alert) -> str:
    """Say what a person should do, in the reader's language."""
    return str(WORDS[alert.kind].to_do) % _facts(alert)


def admin_address(alert: Alert) -> str:
    """Give the address of the screen that tells more, for a mail."""
    path = reverse("media_alerts:inspect", args=[alert.pk])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


class _Facts(dict[str, Any]):
    """A fact that an older row does not hold is a dash; no reader meets an error for it."""

    def __missing__(self, name: str) -> str:
        return UNKNOWN


def _facts(alert: Alert) -> Mapping[str, Any]:
    shown = {name: _shown(name, value) for name, value in alert.details.items()}
    return _Facts(account=alert.account, **shown)


def _shown(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return show_moment(parse_datetime(value))
    if name.endswith("_seconds"):
        return show_duration(value)
    if name == "reason":
        # Some reasons are ours and can be translated; a platform's own stay as they are.
        return gettext(value) if value else UNKNOWN
    if isinstance(value, int):
        return figure(value, get_language() or "en")
    if name.endswith("_on"):
        return show_moment(parse_date(value))
    return value


def show_duration(seconds: int) -> str:
    """Write a whole number of seconds in the largest unit that it fills."""
    for size, words in ((3600, _("%(n)s h")), (60, _("%(n)s min"))):
        if seconds >= size and seconds % size == 0:
            return str(words) % {"n": seconds // size}
    return gettext("%(n)s s") % {"n": seconds}


def in_digits(text: str) -> str:
    """Write a text with the digits of the reader's language."""
    return to_bangla_digits(text) if get_language() == "bn" else text
