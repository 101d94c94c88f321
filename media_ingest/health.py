"""How an account fares, in words for staff: what is well, what is not, what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _

from foundation.shown_moments import show_moment
from media_ingest.models import Account, PollRun

# Shown as a colour beside the words, never instead of them.
Light = Literal["well", "waiting", "attention", "stopped"]


@dataclass(frozen=True, slots=True)
class Health:
    """One light, what it means here, and what a person should do (empty: nothing)."""

    light: Light
    words: str
    to_do: str = ""


def health_of(account: Account, *, now: datetime) -> Health:
    """Say how polling fares; the account must come from ``with_last_polls``."""
    if account.trouble:
        return Health(
            "stopped",
            _("A person is needed: %(what)s") % {"what": account.trouble},
            _("Do what it says, then connect the account again."),
        )
    if account.paused:
        return Health("waiting", _("Paused"), _("Edit the account to go on with polling."))
    if is_overdue(account, now=now):
        return Health(
            "stopped",
            _("Overdue: no poll has begun since %(moment)s")
            % {"moment": show_moment(account.next_poll_at)},
            _("See whether the scheduler, the worker and the broker run."),
        )
    return _as_polled(account)


def is_overdue(account: Account, *, now: datetime) -> bool:
    """Say whether its time came long ago and no poll was planned."""
    since = max(filter(None, (account.next_poll_at, account.resumed_at)))
    return since + timedelta(seconds=settings.POLL_GRACE_SECONDS) < now


def _as_polled(account: Account) -> Health:
    state: str | None = account.last_state  # type: ignore[attr-defined]
    reason: str = account.last_reason or ""  # type: ignore[attr-defined]
    if state is None:
        return Health("waiting", _("Not polled yet"), _("Nothing: the first poll comes by itself."))
    if state == PollRun.State.DONE:
        return Health("well", _("Well"))
    if state == PollRun.State.PARTIAL:
        return Health(
            "attention",
            _("Answers in part: %(reason)s") % {"reason": reason},
            _("What is missing is unknown, not zero. Look in the list of metrics."),
        )
    return Health(
        "attention",
        _("The last poll failed: %(reason)s") % {"reason": reason},
        _("Nothing yet: the next poll tries again. What is stored stays as it was."),
    )
