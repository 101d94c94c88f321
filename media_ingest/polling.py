"""One poll, from claim to figures: ask everything first, then write all of it or nothing.

Ways in: the task (:func:`poll_what_is_due`) and the command
(:func:`poll_by_hand`). ``clock`` is passed in, because the end of a poll is
later than its start.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from campaigns.ledger import LedgerRefused, post_stated
from foundation.errors import NeedsPerson
from media_ingest import work_table
from media_ingest.asking import Haul, ask_all
from media_ingest.models import Account, PollRun
from media_ingest.months import month_facts
from media_ingest.platforms import PLATFORMS
from media_ingest.readings import keep

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = PollRun.State


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one poll."""

    account: Account
    state: State
    reason: str
    readings_new: int = 0
    entries_written: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """What the ledger made of a poll's month figures."""

    written: int
    held: int
    refused: tuple[str, ...]

    def remarks(self) -> tuple[str, ...]:
        """Say what a person may want to look at."""
        if not self.held:
            return self.refused
        return (*self.refused, f"{self.held} month figures kept as a person entered them")


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
    """Ask over HTTP with no transaction open, then write in one."""
    haul = ask_all(run.account, now=clock())
    with transaction.atomic():
        # Polls of one account write one after the other.
        account = Account.objects.select_for_update().get(pk=run.account_id)
        mine = work_table.hold(run)
        if mine is None:
            return Outcome(account, State.FAILED, "another worker took this poll over")
        return _write(mine, account, haul, connected_at=run.account.connected_at, now=clock())


def _write(
    run: PollRun, account: Account, haul: Haul, *, connected_at: datetime, now: datetime
) -> Outcome:
    zone = PLATFORMS[account.platform].zone
    new = keep(haul.answers, run, zone=zone, now=haul.asked_at)
    posted = _post_months(account, run, haul, now=now)
    reason = "; ".join(part for part in (haul.reason, *posted.remarks()) if part)
    state = _verdict(run, haul, refused=bool(posted.refused))
    run.version_served = next((a.version_served for a in haul.answers if a.version_served), "")
    if state == State.DUE:
        after = haul.later.after if haul.later else None
        work_table.give_back(run, reason=reason, now=now, after=after)
    else:
        work_table.finish(run, state, reason=reason, now=now)
    # A token that died while a person connected a new one is nobody's trouble any more.
    if account.connected_at == connected_at:
        _note_on_account(account, haul, state)
    return Outcome(account, state, run.reason, new, posted.written)


def _verdict(run: PollRun, haul: Haul, *, refused: bool) -> State:
    if haul.stopped:
        return State.FAILED
    by_schedule = run.trigger == PollRun.Trigger.SCHEDULE
    if haul.later and by_schedule and run.attempts < work_table.MAX_ATTEMPTS:
        return State.DUE
    if haul.refusals or refused:
        if haul.answers:
            return State.PARTIAL
        return State.DEAD if haul.later and by_schedule else State.FAILED
    return State.DONE


def _note_on_account(account: Account, haul: Haul, state: State) -> None:
    if isinstance(haul.stopped, NeedsPerson):
        account.trouble = work_table.one_line(haul.stopped.reason)
    elif haul.answers and state in (State.DONE, State.PARTIAL):
        account.trouble = ""
    account.title = haul.title[:200] or account.title
    account.save(update_fields=["trouble", "title"])


def _post_months(account: Account, run: PollRun, haul: Haul, *, now: datetime) -> Posted:
    """State the month figures of each series that answered; a refusal keeps to its series."""
    zone = PLATFORMS[account.platform].zone
    written, held, refused = 0, 0, []
    for series, ask in haul.asked:
        if not haul.answered(series):
            continue
        facts = month_facts(
            account, series, zone=zone, since=ask.first, run_ref=run.ref, now=haul.asked_at
        )
        try:
            posting = post_stated(facts, now=now)
        except LedgerRefused as error:
            refused.append(f"{series.metric}: not in the ledger ({error})")
        else:
            written += posting.written
            held += len(posting.held)
    return Posted(written, held, tuple(refused))
