"""One storm from its first due time to its last, and what it left behind."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from tests.own_site import OwnSite
from tests.simulators.replies import Request
from tests.simulators.server import Simulators
from tests.storms.clock import MovedClock
from tests.storms.scene import FIRST, Spot, account_of, due_times
from tests.storms.tempest import Sleeper, Tempest

PATIENCE_SECONDS = 60
MAX_ATTEMPTS = 5
SLEEP_EVERY_STEPS, FIRST_SLEEP = 20, 1
_RUNS = """
    SELECT {columns} FROM media_ingest_pollrun r
    JOIN media_ingest_account a ON a.id = r.account_id WHERE {where}
"""
OPEN = "r.ended_at IS NULL"
COLUMNS = "r.id, a.external_id, r.due_at, r.state, r.attempts, r.reason, r.ended_at, r.lease_until"


@dataclass(frozen=True)
class Run:
    """One row of the work table as it was at a moment."""

    id: int
    account: str
    due_at: datetime
    state: str
    attempts: int
    reason: str
    ended_at: Any
    lease_until: Any


@dataclass
class Storm:
    """Accounts that are polled for months within minutes, while everything breaks."""

    site: OwnSite
    platforms: Simulators
    clock: MovedClock
    accounts: list[Spot]
    poison: Spot
    steps: int
    seed: int
    # So many accounts are polled once more in a quiet run, to compare all rows.
    compare: int
    # How often an account was asked one question at one due time.
    asked: Counter[tuple[str, str, datetime]] = field(default_factory=Counter)
    # What a worker that slept asked when it woke, long after its time.
    late: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    ended: list[Run] = field(default_factory=list)
    seconds: float = 0
    step: datetime = FIRST
    drowsy: str = ""
    sleeper: Sleeper | None = None
    slept: str = ""
    awake: threading.Event = field(default_factory=threading.Event)

    @property
    def compared(self) -> list[Spot]:
        return sorted(self.accounts, key=lambda spot: spot.number)[: self.compare]

    def blow(self) -> Tempest:
        """Go through all due times; all runs of one end before the next comes."""
        begun = time.monotonic()
        tempest = Tempest(self.site, self.seed, self._is_a_last_try_under_way)
        self.platforms.watchers.append(partial(self._watch, tempest))
        with tempest:
            for number, due_at in enumerate(due_times(self.steps)):
                self._go_to(number, due_at, tempest)
            self._wait(lambda: not self._count(f"{self._poisoned} AND {OPEN}"), self._poisoned)
        self.seconds = time.monotonic() - begun
        return tempest

    def runs(self, where: str = "1 = 1") -> list[Run]:
        """Read the work table."""
        rows = self.site.rows(_RUNS.format(columns=COLUMNS, where=where))
        return [Run(*row[:2], _moment(row[2]), *row[3:]) for row in rows]

    def _go_to(self, number: int, due_at: datetime, tempest: Tempest) -> None:
        floor = self._count("1 = 1", "MAX(r.id)") or 0
        new = f"r.id > {floor} AND NOT {self._poisoned}"
        if number % SLEEP_EVERY_STEPS == FIRST_SLEEP:
            self.drowsy = tempest.chance.choice(self.accounts).external_id
        self.step = due_at
        self.clock.set(due_at)
        tempest.wake_twice()
        if number == self.steps // 2:
            tempest.kill_the_worker()
        ended = f"{new} AND r.ended_at IS NOT NULL"
        self._wait(
            lambda: self._count(ended, "COUNT(DISTINCT r.account_id)") == len(self.accounts), new
        )
        self.ended += self.runs(ended)
        if number in (self.steps // 4, self.steps // 2, self.steps * 3 // 4):
            tempest.empty_the_broker()
        if self.sleeper and number % SLEEP_EVERY_STEPS == FIRST_SLEEP + 1:
            self._wake(self.sleeper)

    def _wake(self, sleeper: Sleeper) -> None:
        """Let a worker go on with a poll that another made, and the next one too."""
        self.late[self.slept, self.step] += 1
        self.awake.set()
        sleeper.wake()
        time.sleep(1)
        sleeper.end()
        self.sleeper = None
        self.awake.clear()

    def _watch(self, tempest: Tempest, request: Request) -> None:
        """See each request before it is answered, in the thread that answers it."""
        for account, question in account_of(request):
            if account == self.poison.external_id:
                tempest.kill_asker(request.peer_port)
                continue
            tempest.last_asker = request.peer_port
            self.asked[account, question, self.step] += 1
            if account == self.drowsy:
                self.drowsy, self.slept = "", account
                self.sleeper = tempest.put_to_sleep(request.peer_port)
                self.awake.wait(PATIENCE_SECONDS)

    def _wait(self, true: Callable[[], bool], new: str = "1 = 1") -> None:
        """Wait while anything goes on: attempts are made, runs end."""
        seen, since, looked = None, time.monotonic(), 0
        while not true():
            looked += 1
            # Each look costs the processor that the workers need.
            time.sleep(0.2)
            if looked % 5:
                continue
            self._shorten_waiting(new)
            now = self._count(new, "SUM(r.attempts), COUNT(r.ended_at)")
            if now != seen:
                seen, since = now, time.monotonic()
            if time.monotonic() > since + PATIENCE_SECONDS:
                left = [run for run in self.runs() if run.ended_at is None]
                message = f"due at {self.step} and not ended: {left[:5]}"
                raise AssertionError(message)

    def _shorten_waiting(self, new: str) -> None:
        """Move the clock to the next attempt when every run that is open waits for one."""
        if self._count(f"{new} AND {OPEN} AND (r.state = 'running' OR r.attempts = 0)"):
            return
        waiting = self._count(f"{new} AND {OPEN}", "MIN(r.not_before)")
        if waiting and self._count(f"{new} AND {OPEN}"):
            begun = self._count(new, "COUNT(DISTINCT r.account_id)") == len(self.accounts)
            if begun and _moment(waiting) > self.clock():
                self.clock.set(_moment(waiting))

    def _is_a_last_try_under_way(self) -> bool:
        last = f"r.state = 'running' AND r.attempts >= {MAX_ATTEMPTS} AND NOT {self._poisoned}"
        return bool(self._count(last))

    @property
    def _poisoned(self) -> str:
        return f"a.external_id = '{self.poison.external_id}'"

    def _count(self, where: str, what: str = "COUNT(*)") -> Any:
        (found,) = self.site.rows(_RUNS.format(columns=what, where=where))
        return found[0] if len(found) == 1 else found


def _moment(raw: Any) -> datetime:
    moment = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
