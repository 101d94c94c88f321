"""What nobody inside notices: polls that do not happen, hang, or are not even planned.

Called by ``manage.py watchdog`` from cron, outside Celery: the one who watches
must not be one of those who are watched. Every finding is an alert, so it is
told once, shown in the admin, and over by itself when its cause is.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils.translation import gettext_noop

from foundation.whom_to_tell import whom_to_tell
from media_ingest.alert_mail import send_alerts, to_be_mailed
from media_ingest.alert_words import URGENT
from media_ingest.alerting import Cause, Kind, keep_in_step
from media_ingest.models import Account, Alert, Allowance, PollRun, RawAnswer, platform_name
from media_ingest.telling import tell_buried, tell_standing

# Beyond the time limit of a task, so whatever is still running then hangs.
A_POLL_HANGS_AFTER = timedelta(minutes=30)
DUE_POLLS_ARE_TAKEN_UP_WITHIN = timedelta(minutes=30)
AN_ALERT_IS_MAILED_WITHIN = timedelta(minutes=30)
DELETION_IS_LATE_AFTER = timedelta(hours=26)
CLOSED_FOR_LONG = timedelta(hours=6)
SERVER_REFUSES = gettext_noop("the mail server does not take them")
NOBODY_TO_TELL = gettext_noop("nobody who runs the site has an address")


def watch(now: datetime) -> list[Alert]:
    """Look at everything, tell what is new by mail, and give what is wrong, oldest first."""
    for account in Account.objects.select_related("channel"):
        tell_standing(account, now=now)
    tell_buried(now=now)
    keep_in_step({kind: list(look(now)) for kind, look in LOOKS.items()}, now=now)
    send_alerts(now)
    keep_in_step({Kind.MAIL_STUCK: list(mail_stuck(now))}, now=now)
    wrong = Alert.objects.open().filter(kind__in=URGENT).select_related("account")
    return list(wrong.order_by("raised_at", "pk"))


def missed_polls(now: datetime) -> Iterator[Cause]:
    """Find accounts without a good poll within a period and the grace after it.

    Before the first good poll, and after a pause, the time runs from when the
    schedule began to watch the account.
    """
    allowed = timedelta(seconds=settings.POLL_EVERY_SECONDS + settings.POLL_GRACE_SECONDS)
    good = Q(runs__state__in=[PollRun.State.DONE, PollRun.State.PARTIAL])
    accounts = Account.objects.polled_by_schedule()
    for account in accounts.annotate(good_at=Max("runs__ended_at", filter=good)):
        last = account.good_at
        since = max(filter(None, (last, account.connected_at, account.resumed_at)))
        if now - since > allowed:
            facts = {"last_at": last, "every_seconds": settings.POLL_EVERY_SECONDS}
            yield Cause(about=f"account:{account.pk}", account=account, details=facts)


def hanging_polls(now: datetime) -> Iterator[Cause]:
    """Find polls that nobody ends: claimed long ago, or left by their worker."""
    running = PollRun.objects.filter(state=PollRun.State.RUNNING).select_related("account")
    for run in running:
        # A second attempt begins no earlier than it may.
        begun = max(filter(None, (run.started_at, run.not_before)))
        left = run.lease_until is not None and now - run.lease_until > A_POLL_HANGS_AFTER
        if left or now - begun > A_POLL_HANGS_AFTER:
            facts = {"since_at": begun}
            yield Cause(about=f"poll:{run.pk}", account=run.account, details=facts)


def silent_scheduler(now: datetime) -> Iterator[Cause]:
    """Find out whether anything is due that nobody plans or takes up."""
    before = now - DUE_POLLS_ARE_TAKEN_UP_WITHIN
    schedule = Account.objects.polled_by_schedule()
    not_planned = schedule.due(before).aggregate(oldest=Min("next_poll_at"))["oldest"]
    not_taken_up = PollRun.objects.filter(
        state=PollRun.State.DUE, not_before__lte=before, account__in=schedule
    ).aggregate(oldest=Min("not_before"))["oldest"]
    waiting = [moment for moment in (not_planned, not_taken_up) if moment]
    # What was due during a pause is not late: its time begins when the pause ends.
    resumed = schedule.aggregate(newest=Max("resumed_at"))["newest"]
    if waiting and not (resumed and resumed > before):
        yield Cause(about="schedule", details={"since_at": min(waiting)})


def closed_allowances(now: datetime) -> Iterator[Cause]:
    """Find buckets that let nothing through for long."""
    standing = Alert.objects.open().filter(kind=Kind.ALLOWANCE_CLOSED)
    told = set(standing.values_list("about", flat=True))
    rows = Allowance.objects.filter(closed_until__gt=now).order_by("closed_until")
    for about, row in {_bucket(row): row for row in rows}.items():
        # Told of once, it stands until the bucket opens, and not only until six hours before.
        if about in told or (row.closed_until and row.closed_until > now + CLOSED_FOR_LONG):
            facts = {
                "platform": platform_name(row.platform),
                "bucket": row.bucket,
                "until_at": row.closed_until,
            }
            yield Cause(about=about, details=facts)


def _bucket(row: Allowance) -> str:
    """Name a bucket of any day, short enough for a key."""
    holder = hashlib.sha256(row.holder.encode()).hexdigest()[:12]
    return f"{row.platform}:{holder}:{row.bucket}"


def late_deletions(now: datetime) -> Iterator[Cause]:
    """Find raw answers that are kept longer than their platform allows."""
    late = RawAnswer.objects.filter(keep_until__lt=now - DELETION_IS_LATE_AFTER)
    if count := late.count():
        oldest = late.aggregate(oldest=Min("keep_until"))["oldest"]
        yield Cause(about="raw-answers", details={"count": count, "since_at": oldest})


def mail_stuck(now: datetime) -> Iterator[Cause]:
    """Find alerts that nobody could be told of."""
    late = to_be_mailed().filter(raised_at__lt=now - AN_ALERT_IS_MAILED_WITHIN)
    if count := late.count():
        reason = SERVER_REFUSES if whom_to_tell() else NOBODY_TO_TELL
        yield Cause(about="mail", details={"count": count, "reason": reason})


LOOKS: dict[Kind, Callable[[datetime], Iterator[Cause]]] = {
    Kind.SCHEDULER_SILENT: silent_scheduler,
    Kind.POLL_HANGS: hanging_polls,
    Kind.POLL_MISSED: missed_polls,
    Kind.ALLOWANCE_CLOSED: closed_allowances,
    Kind.DELETION_LATE: late_deletions,
}
