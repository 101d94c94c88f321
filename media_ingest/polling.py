"""One poll, from claim to figures: round after round, each asks first and then writes at once.

Ways in: the task (:func:`poll_what_is_due`) and the command
(:func:`poll_by_hand`). ``clock`` is passed in, because the end of a poll is
later than its start.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from celery.exceptions import SoftTimeLimitExceeded
from django.db import close_old_connections, transaction

from foundation.encrypted import WrongKey
from foundation.errors import GrantEnded, NeedsPerson, NotUnderstood, TryLater
from media_ingest import work_table
from media_ingest.asking import ask_for_figures
from media_ingest.figures import Figures
from media_ingest.grants import ask_for_grant
from media_ingest.models import Account, PollRun
from media_ingest.platforms import PLATFORMS
from media_ingest.post_plan import Written
from media_ingest.posts import post_rounds
from media_ingest.telling import tell_after_poll, tell_buried
from media_ingest.trouble import Trouble

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = PollRun.State
NOTED = ["trouble", "title", "grant_checked_at", "grant_lost_at", "delete_by"]
TOO_LONG = "took longer than a worker may work on it"


class Round(Protocol):
    """What was heard over HTTP, with no transaction open, and how it is written in one."""

    @property
    def heard(self) -> bool: ...

    def write(self, account: Account, run: PollRun, *, now: datetime) -> Written: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one poll."""

    account: Account
    state: State
    reason: str
    readings_new: int = 0
    entries_written: int = 0


@dataclass
class Visit:
    """One poll under way: what it wrote, and what went wrong."""

    run: PollRun
    trouble: Trouble = field(default_factory=Trouble)
    readings: int = 0
    entries: int = 0
    heard: bool = False
    refused: bool = False
    remarks: list[str] = field(default_factory=list)
    title: str = ""

    def add(self, round_: Round, written: Written) -> None:
        """Count what a round wrote."""
        self.heard = self.heard or round_.heard
        self.readings += written.readings
        self.entries += written.entries
        self.refused = self.refused or written.refused
        self.remarks += written.remarks

    @property
    def reason(self) -> str:
        return "; ".join(part for part in (self.trouble.reason, *self.remarks) if part)

    @property
    def last_try(self) -> bool:
        """Whether waiting is over: all tries are used up, or a person has to act first."""
        return self.run.attempts >= work_table.MAX_ATTEMPTS or self.trouble.person is not None

    @property
    def for_a_person(self) -> NeedsPerson | None:
        """What a person has to see to, if anything."""
        trouble = self.trouble
        if isinstance(trouble.stopped, NeedsPerson):
            return trouble.stopped
        if trouble.person is None and trouble.later and trouble.later.tell and self.last_try:
            return NeedsPerson(trouble.later.reason)
        return trouble.person

    def verdict(self) -> State:
        """Say how it ended, or that it is to be tried again."""
        trouble, run = self.trouble, self.run
        if trouble.stopped:
            return State.FAILED
        by_schedule = run.trigger == PollRun.Trigger.SCHEDULE
        if trouble.later and by_schedule and not self.last_try:
            return State.DUE
        if trouble.refusals or self.refused:
            if self.heard:
                return State.PARTIAL
            return State.DEAD if trouble.later and by_schedule else State.FAILED
        return State.DONE


def poll_what_is_due(clock: Clock, *, work_for: timedelta | None = None) -> int:
    """Plan what is due and poll until nothing is left; give how many polls were made.

    After ``work_for`` no further poll is begun and no further round asked for:
    the rest is as due as before, for the next tick.
    """
    until = clock() + work_for if work_for else None
    if work_table.bury(clock()):
        tell_buried(now=clock())
    work_table.plan(clock())
    made = 0
    while _time_left(until, clock) and (run := work_table.claim_next(clock())) is not None:
        outcome = _poll(run, clock, until)
        made += 1
        if outcome.state != State.DONE:
            logger.warning("%s: %s (%s)", run, outcome.state.label, outcome.reason)
    return made


def poll_by_hand(account: Account, clock: Clock) -> Outcome:
    """Poll one account now, whatever the schedule thinks of it."""
    return _poll(work_table.start_by_hand(account, clock()), clock)


def _time_left(until: datetime | None, clock: Clock) -> bool:
    return until is None or clock() < until


def _poll(run: PollRun, clock: Clock, until: datetime | None = None) -> Outcome:
    visit = Visit(run)
    try:
        return _go_round(visit, clock, until)
    except SoftTimeLimitExceeded:
        _give_back_late(visit, clock)
        raise


def _give_back_late(visit: Visit, clock: Clock) -> None:
    """Let go of a run in the little time that is left before this process is killed.

    What earlier rounds wrote stays. Where even this fails, the lease runs out.
    """
    visit.trouble.refuse("the poll", TOO_LONG)
    visit.trouble.later = TryLater(TOO_LONG)
    # The interruption may have left the connection in the middle of something.
    close_old_connections()
    with transaction.atomic():
        held = _hold(visit.run, clock())
        if held is not None:
            _end(visit, *held, now=clock())


def _go_round(visit: Visit, clock: Clock, until: datetime | None) -> Outcome:
    """Write each round in a transaction of its own, while this attempt still holds the run."""
    run = visit.run
    for round_ in _rounds(visit, clock, until):
        with transaction.atomic():
            held = _hold(run, clock())
            if held is None:
                return _taken_over(run.account)
            account, mine = held
            visit.add(round_, round_.write(account, mine, now=clock()))
            work_table.renew(mine, clock())
    with transaction.atomic():
        held = _hold(run, clock())
        if held is None:
            return _taken_over(run.account)
        return _end(visit, *held, now=clock())


def _rounds(visit: Visit, clock: Clock, until: datetime | None) -> Iterator[Round]:
    """Ask round after round; the caller writes each before the next is asked.

    Posts that are left when the time is up are due at the next poll.
    """
    account, trouble = visit.run.account, visit.trouble
    platform = PLATFORMS[account.platform]
    try:
        client = platform.open(account, account.credentials.open())
    except WrongKey as error:
        trouble.stopped = NotUnderstood(str(error))
        return
    figures = Figures(ask_for_figures(account, client, trouble, now=clock()))
    yield figures
    if platform.grants and trouble.may_go_on and trouble.later is None:
        account.refresh_from_db()
        if told := ask_for_grant(account, client, trouble, now=clock()):
            yield told
    if platform.posts and trouble.may_go_on and trouble.later is None:
        account.refresh_from_db()
        for round_ in post_rounds(
            account,
            client,
            platform.posts,
            trouble,
            keep_raw_for=platform.keep_raw_for,
            others_answer=figures.heard,
            clock=clock,
        ):
            yield round_
            if not _time_left(until, clock):
                break
    visit.title = client.title


def _hold(run: PollRun, now: datetime) -> tuple[Account, PollRun] | None:
    # Polls of one account write one after the other.
    accounts = Account.objects.select_for_update(of=("self",)).select_related("channel")
    account = accounts.get(pk=run.account_id)
    mine = work_table.hold(run)
    if mine is None:
        return None
    mine.account = account
    return account, mine


def _taken_over(account: Account) -> Outcome:
    return Outcome(account, State.FAILED, "another worker took this poll over")


def _end(visit: Visit, account: Account, run: PollRun, *, now: datetime) -> Outcome:
    state, trouble = visit.verdict(), visit.trouble
    if state == State.DUE:
        after = trouble.later.after if trouble.later else None
        work_table.give_back(run, reason=visit.reason, now=now, after=after)
    else:
        work_table.finish(run, state, reason=visit.reason, now=now)
    # A token that died while a person connected a new one is nobody's trouble any more.
    if account.connected_at == visit.run.account.connected_at:
        _note_on_account(account, visit, state)
        _note_grant(account, visit, now)
        account.save(update_fields=NOTED)
    tell_after_poll(account, run, now=now)
    return Outcome(account, state, run.reason, visit.readings, visit.entries)


def _note_on_account(account: Account, visit: Visit, state: State) -> None:
    if person := visit.for_a_person:
        account.trouble = work_table.one_line(person.reason)
    elif visit.heard and state in (State.DONE, State.PARTIAL):
        account.trouble = ""
    account.title = visit.title[:200] or account.title


def _note_grant(account: Account, visit: Visit, now: datetime) -> None:
    """Keep since when the owner's grant is gone; an answer that it opened shows that it is not."""
    if isinstance(visit.trouble.stopped, GrantEnded):
        account.grant_lost_at = account.grant_lost_at or now
    elif visit.heard and PLATFORMS[account.platform].answers_confirm_the_grant:
        account.grant_checked_at, account.grant_lost_at, account.delete_by = now, None, None
