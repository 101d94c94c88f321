"""What a poll left behind that staff should know, compared with the alerts that stand.

Called at the end of every poll, in its transaction, and by the watchdog: a
date that draws near is seen also when no poll is made.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from media_ingest.alerting import Cause, Kind, keep_in_step
from media_ingest.models import Account, Metric, PollRun, Post
from media_ingest.retention import emptied_at
from media_ingest.versions import version_asked

IS_TOLD_BEFORE = timedelta(days=14)
State = PollRun.State
GIVEN_UP = (State.DEAD, State.FAILED)
Stands = dict[Kind, list[Cause]]


def tell_after_poll(account: Account, run: PollRun, *, now: datetime) -> None:
    """Raise and end the alerts of an account after a poll that is closed or given back."""
    stands = _outcome(account, run) | _version(account, run) | _standing(account, now)
    keep_in_step(stands, now=now, account=account)


def tell_standing(account: Account, *, now: datetime) -> None:
    """Raise and end what can be seen on the account's own rows."""
    keep_in_step(_standing(account, now), now=now, account=account)


def tell_buried(*, now: datetime) -> None:
    """Raise an alert for each account whose last poll ended because its workers died."""
    for account in Account.objects.with_last_polls():
        if account.last_state != State.DEAD:  # type: ignore[attr-defined]
            continue
        last = account.runs.filter(ended_at__isnull=False).order_by("-ended_at", "-pk").first()
        if last is not None:
            keep_in_step(_outcome(account, last), now=now, account=account)


def _standing(account: Account, now: datetime) -> Stands:
    ends = account.grant_expires_at
    day = deletion_day(account, now=now)
    return {
        Kind.NEEDS_PERSON: _of_account(
            account, {"reason": account.trouble} if account.trouble else None
        ),
        Kind.GRANT_ENDS: _of_account(
            account, {"ends_at": ends} if ends and ends <= now + IS_TOLD_BEFORE else None
        ),
        Kind.DELETION_NEAR: _of_account(account, {"delete_on": day} if day else None),
        Kind.COUNTER_FELL: [_fell(post) for post in account.posts.filter(held_views__isnull=False)],
        Kind.METRIC_DEAD: [
            _dead(metric) for metric in account.metrics.filter(state=Metric.State.DEAD)
        ],
    }


def _outcome(account: Account, run: PollRun) -> Stands:
    if run.state in (State.DONE, State.PARTIAL):
        return {Kind.POLL_GIVEN_UP: []}
    # One by hand has a person in front of it, and a dead token its own alert.
    if run.state in GIVEN_UP and run.trigger == PollRun.Trigger.SCHEDULE and not account.trouble:
        facts = {"attempts": run.attempts, "reason": run.reason}
        return {Kind.POLL_GIVEN_UP: _of_account(account, facts)}
    return {}


def _version(account: Account, run: PollRun) -> Stands:
    if not run.version_served:
        return {}  # Nothing was heard, so nothing is known of it.
    asked = version_asked(account.platform)
    facts = {"asked": asked, "served": run.version_served}
    differs = asked and run.version_served != asked
    return {Kind.VERSION_DIFFERS: _of_account(account, facts if differs else None)}


def _of_account(account: Account, details: Mapping[str, Any] | None) -> list[Cause]:
    """Give the one cause that concerns an account as a whole, or none."""
    if details is None:
        return []
    return [Cause(about=f"account:{account.pk}", account=account, details=details)]


def _dead(metric: Metric) -> Cause:
    facts = {
        "metric": metric.name,
        "period": metric.period,
        "reason": metric.reason,
        "again_at": metric.ask_again_at,
    }
    return Cause(about=f"metric:{metric.pk}", account=metric.account, details=facts)


def _fell(post: Post) -> Cause:
    last = post.readings.filter(measure="views", value__isnull=False).order_by("-version").first()
    facts = {
        "what": str(post),
        "metric": last.metric if last else "",
        "before": last.value if last else None,
        "now": post.held_views,
    }
    return Cause(about=f"post:{post.pk}", account=post.account, details=facts)


def deletion_day(account: Account, *, now: datetime) -> date | None:
    """Give the day on which what was lent to us is deleted, once that is near.

    At once where the grant is gone; a fortnight before where only nobody polls,
    as in a long pause.
    """
    end = emptied_at(account)
    if end is None or localdate(now) > localdate(end):
        return None
    return localdate(end) if account.grant_lost_at or end <= now + IS_TOLD_BEFORE else None
