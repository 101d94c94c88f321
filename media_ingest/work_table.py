"""Which poll is to be made, by whom, and how it ended: the rows of :class:`PollRun`.

Written so that a wake-up may come twice, late or never, and a worker may die
anywhere: what is due is planned once per due time, claimed by a conditional
UPDATE for a limited time, and closed only by the attempt that still holds it.
"""

import random
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from media_ingest.models import REASON_LENGTH, Account, PollRun

MAX_ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=30)
DIED = "the worker stopped before the poll ended"

State = PollRun.State
Trigger = PollRun.Trigger


def plan(now: datetime) -> int:
    """Make a run for each account whose time has come; give how many accounts were due.

    A doubled tick finds the same due time, and a unique key keeps it one run.
    """
    due = list(Account.objects.due(now))
    for account in due:
        run = PollRun(
            account=account,
            trigger=Trigger.SCHEDULE,
            due_at=account.next_poll_at,
            not_before=account.next_poll_at,
        )
        with transaction.atomic():
            PollRun.objects.bulk_create([run], ignore_conflicts=True)
            Account.objects.filter(pk=account.pk, next_poll_at=account.next_poll_at).update(
                next_poll_at=slot_after(now)
            )
    return len(due)


def slot_after(now: datetime) -> datetime:
    """Give the next due time: slots lie on a fixed grid, so late ticks do not drift."""
    every = settings.POLL_EVERY_SECONDS
    return datetime.fromtimestamp((int(now.timestamp()) // every + 1) * every, tz=UTC)


def claim_next(now: datetime) -> PollRun | None:
    """Take the run that has waited longest, or one whose worker died; none when all is done."""
    ready = _ready(now).order_by("not_before", "pk").values_list("pk", "state", "attempts")
    for pk, state, attempts in ready:
        # What was seen is the condition, in columns of this row alone: of two workers
        # that saw it, PostgreSQL lets the second look at the row again and find it changed.
        # A join would be looked up in the second's own, older view of the table.
        taken = PollRun.objects.filter(pk=pk, state=state, attempts=attempts).update(
            state=State.RUNNING,
            attempts=attempts + 1,
            started_at=Coalesce("started_at", models.Value(now)),
            lease_until=now + _lease(),
            # Why the last attempt did not end stays to be seen until this one does.
            reason=DIED if state == State.RUNNING else models.F("reason"),
        )
        if taken:
            return PollRun.objects.select_related("account__channel").get(pk=pk)
    return None


def start_by_hand(account: Account, now: datetime) -> PollRun:
    """Record a poll that a person started; the schedule never picks it up."""
    return PollRun.objects.create(
        account=account,
        trigger=Trigger.HAND,
        state=State.RUNNING,
        due_at=now,
        not_before=now,
        started_at=now,
        attempts=1,
        lease_until=now + _lease(),
    )


def bury(now: datetime) -> int:
    """Close the runs that nobody will take up again; give how many there were."""
    left = PollRun.objects.filter(state=State.RUNNING, lease_until__lte=now)
    dead = left.filter(trigger=Trigger.SCHEDULE, attempts__gte=MAX_ATTEMPTS).update(
        state=State.DEAD, ended_at=now, reason=DIED
    )
    failed = left.filter(trigger=Trigger.HAND).update(state=State.FAILED, ended_at=now, reason=DIED)
    return dead + failed


def hold(run: PollRun) -> PollRun | None:
    """Lock the run, if this attempt still holds it; inside a transaction.

    Another worker that took it over raised ``attempts``, and what this one
    brings is not written.
    """
    return (
        PollRun.objects.select_for_update()
        .filter(pk=run.pk, state=State.RUNNING, attempts=run.attempts)
        .first()
    )


def renew(run: PollRun, now: datetime) -> None:
    """Hold on to a run that is held: a poll of many rounds outlasts one lease."""
    run.lease_until = now + _lease()
    run.save(update_fields=["lease_until"])


def finish(run: PollRun, state: State, *, reason: str, now: datetime) -> None:
    """Close a run that is held."""
    run.state, run.reason, run.ended_at, run.lease_until = state, one_line(reason), now, None
    run.save()


def give_back(run: PollRun, *, reason: str, now: datetime, after: datetime | None) -> None:
    """Let a run that is held wait for its next attempt."""
    run.state, run.reason, run.lease_until = State.DUE, one_line(reason), None
    run.not_before = max(now + backoff(run.attempts), after or now)
    run.save()


def backoff(attempts: int) -> timedelta:
    """Give the wait after so many attempts: doubled each time, and spread by up to a half."""
    spread = random.uniform(1, 1.5)  # noqa: S311 - spreads load, keeps no secret
    return FIRST_WAIT * 2 ** (attempts - 1) * spread


def one_line(reason: str) -> str:
    """Fit a reason into its column."""
    line = " ".join(reason.split())
    return line if len(line) <= REASON_LENGTH else line[: REASON_LENGTH - 1] + "…"


def _ready(now: datetime) -> "models.QuerySet[PollRun]":
    waiting = Q(state=State.DUE, not_before__lte=now)
    abandoned = Q(state=State.RUNNING, lease_until__lte=now)
    return PollRun.objects.filter(
        waiting | abandoned,
        trigger=Trigger.SCHEDULE,
        attempts__lt=MAX_ATTEMPTS,
        account__paused=False,
        account__trouble="",
    )


def _lease() -> timedelta:
    return timedelta(seconds=settings.POLL_LEASE_SECONDS)
