"""One poll, from claim to figures: round after round, each asks first and then writes at once.

Ways in: the task (:func:`poll_what_is_due`) and the command
(:func:`poll_by_hand`). ``clock`` is passed in, because the end of a poll is
later than its start.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import transaction

from foundation.encrypted import WrongKey
from foundation.errors import GrantEnded, NeedsPerson, NotUnderstood
from media_ingest import work_table
from media_ingest.asking import ask_for_figures
from media_ingest.figures import Figures
from media_ingest.models import Account, PollRun
from media_ingest.platforms import PLATFORMS
from media_ingest.posts import Written, post_rounds
from media_ingest.trouble import Trouble

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = PollRun.State


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

    def verdict(self) -> State:
        """Say how it ended, or that it is to be tried again."""
        trouble, run = self.trouble, self.run
        if trouble.stopped:
            return State.FAILED
        by_schedule = run.trigger == PollRun.Trigger.SCHEDULE
        if trouble.later and by_schedule and run.attempts < work_table.MAX_ATTEMPTS:
            return State.DUE
        if trouble.refusals or self.refused:
            if self.heard:
                return State.PARTIAL
            return State.DEAD if trouble.later and by_schedule else State.FAILED
        return State.DONE


def poll_what_is_due(clock: Clock) -> int:
    """Plan what is due and poll until nothing is left; give how many polls were made."""
    work_table.bury(clock())
    work_table.plan(clock())
    made = 0
    while (run := work_table.claim_next(clock())) is not None:
        outcome = _poll(run, clock)
        made += 1
        if outcome.state != State.DONE:
            logger.warning("%s: %s (%s)", run, outcome.state.label, outcome.reason)
    return made


def poll_by_hand(account: Account, clock: Clock) -> Outcome:
    """Poll one account now, whatever the schedule thinks of it."""
    return _poll(work_table.start_by_hand(account, clock()), clock)


def _poll(run: PollRun, clock: Clock) -> Outcome:
    """Write each round in a transaction of its own, while this attempt still holds the run."""
    visit = Visit(run)
    for round_ in _rounds(visit, clock):
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


def _rounds(visit: Visit, clock: Clock) -> Iterator[Round]:
    """Ask round after round; the caller writes each before the next is asked."""
    account, trouble = visit.run.account, visit.trouble
    platform = PLATFORMS[account.platform]
    try:
        client = platform.open(account, account.credentials.open())
    except WrongKey as error:
        trouble.stopped = NotUnderstood(str(error))
        return
    yield Figures(ask_for_figures(account, client, trouble, now=clock()))
    if platform.posts and trouble.may_go_on and trouble.later is None:
        account.refresh_from_db()
        yield from post_rounds(
            account,
            client,
            platform.posts,
            trouble,
            keep_raw_for=platform.keep_raw_for,
            clock=clock,
        )
    visit.title = client.title


def _hold(run: PollRun, now: datetime) -> tuple[Account, PollRun] | None:
    # Polls of one account write one after the other.
    account = Account.objects.select_for_update().get(pk=run.account_id)
    mine = work_table.hold(run)
    return None if mine is None else (account, mine)


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
    return Outcome(account, state, run.reason, visit.readings, visit.entries)


def _note_on_account(account: Account, visit: Visit, state: State) -> None:
    if isinstance(visit.trouble.stopped, NeedsPerson):
        account.trouble = work_table.one_line(visit.trouble.stopped.reason)
    elif visit.heard and state in (State.DONE, State.PARTIAL):
        account.trouble = ""
    account.title = visit.title[:200] or account.title
    account.save(update_fields=["trouble", "title"])


def _note_grant(account: Account, visit: Visit, now: datetime) -> None:
    """Keep since when the owner's grant is gone; an answer that it opened shows that it is not."""
    if isinstance(visit.trouble.stopped, GrantEnded):
        account.grant_lost_at = account.grant_lost_at or now
    elif visit.heard and PLATFORMS[account.platform].answers_confirm_the_grant:
        account.grant_checked_at, account.grant_lost_at, account.delete_by = now, None, None
    account.save(update_fields=["grant_checked_at", "grant_lost_at", "delete_by"])
