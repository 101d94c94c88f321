"""What a poll left behind that staff should know, compared with the alerts that stand.

Called at the end of every poll, in its transaction, and by the watchdog: a
date that draws near is seen also when no poll is made.
"""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from media_ingest.alerting import Cause, Kind, keep_in_step, raise_alert, resolve_alert
from media_ingest.models import Account, Metric, PollRun, Post
from media_ingest.retention import emptied_at
from media_ingest.versions import version_asked

IS_TOLD_BEFORE = timedelta(days=14)
State = PollRun.State
GIVEN_UP = (State.DEAD, State.FAILED)


def tell_after_poll(account: Account, run: PollRun, *, now: datetime) -> None:
    """Raise and end the alerts of an account after a poll that is closed or given back."""
    _tell_outcome(account, run, now=now)
    _tell_version(account, run, now=now)
    tell_standing(account, now=now)


def tell_standing(account: Account, *, now: datetime) -> None:
    """Raise and end what can be seen on the account's own rows."""
    about = f"account:{account.pk}"
    person = {"reason": account.trouble} if account.trouble else None
    ends = account.grant_expires_at
    near = {"ends_at": ends} if ends and ends <= now + IS_TOLD_BEFORE else None
    day = deletion_day(account, now=now)
    lost = {"delete_on": day} if day else None
    told = {Kind.NEEDS_PERSON: person, Kind.GRANT_ENDS: near, Kind.DELETION_NEAR: lost}
    for kind, details in told.items():
        stands = [] if details is None else [Cause(about=about, account=account, details=details)]
        keep_in_step(kind, stands, now=now, account=account)
    fell = [_fell(post) for post in account.posts.filter(held_views__isnull=False)]
    keep_in_step(Kind.COUNTER_FELL, fell, now=now, account=account)
    dead = [_dead(metric) for metric in account.metrics.filter(state=Metric.State.DEAD)]
    keep_in_step(Kind.METRIC_DEAD, dead, now=now, account=account)


def tell_buried(*, now: datetime) -> None:
    """Raise an alert for each account whose last poll ended because its workers died."""
    for account in Account.objects.with_last_polls():
        if account.last_state != State.DEAD:  # type: ignore[attr-defined]
            continue
        last = account.runs.filter(ended_at__isnull=False).order_by("-ended_at", "-pk").first()
        if last is not None:
            _tell_outcome(account, last, now=now)


def _tell_outcome(account: Account, run: PollRun, *, now: datetime) -> None:
    about = f"account:{account.pk}"
    if run.state in (State.DONE, State.PARTIAL):
        resolve_alert(Kind.POLL_GIVEN_UP, about, now=now)
    # One by hand has a person in front of it, and a dead token its own alert.
    elif run.state in GIVEN_UP and run.trigger == PollRun.Trigger.SCHEDULE and not account.trouble:
        facts = {"attempts": run.attempts, "reason": run.reason}
        raise_alert(Kind.POLL_GIVEN_UP, Cause(about=about, account=account, details=facts), now=now)


def _tell_version(account: Account, run: PollRun, *, now: datetime) -> None:
    if not run.version_served:
        return  # Nothing was heard, so nothing is known of it.
    asked = version_asked(account.platform)
    differs = asked and run.version_served != asked
    facts = {"asked": asked, "served": run.version_served}
    cause = Cause(about=f"account:{account.pk}", account=account, details=facts)
    keep_in_step(Kind.VERSION_DIFFERS, [cause] if differs else [], now=now, account=account)


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
