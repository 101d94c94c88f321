"""Whatever phones and people do, in any order, the totals are what a simple model says.

To extend it: one ``@rule`` for what may happen, and what the model thinks of it. What
happens to two events is in ``sequences_of_merges``, the second door in
``sequences_of_forms``; the last of the three machines does all of it.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from campaigns.models import Current, Place
from events import recording
from events.models import Decision, Event, Quarantined, Submission
from events.quarantine import discard
from events.recording import save_event
from tests.events.phone import DISTRICT, NOW, Phone, field_worker

STEPS = 30
FUTURE, PAST = "2031-01-01", "2024-05-20"
women = st.integers(0, 50)
days = st.sampled_from([PAST, PAST, PAST, "2024-05-21", FUTURE])


@dataclass
class Known:
    """What the model knows of one event."""

    record: dict[str, Any]
    versions: list[str]
    standing: str
    question: bool = False
    aside: bool = False
    older: list[dict[str, Any]] = field(default_factory=list)
    # What the office has made of it since it was sent last.
    women_now: int | None = None
    version_now: str | None = None

    @property
    def women(self) -> int:
        return self.record["women"] if self.women_now is None else self.women_now

    @property
    def version(self) -> str:
        return self.version_now or self.versions[-1]

    def judge(self) -> None:
        if self.aside:
            self.standing = "set-aside"
        elif self.question or self.record["held_on"] == FUTURE:
            self.standing = "questioned"
        else:
            self.standing = "counted"


class Died(Exception):
    """The process, in the middle of something."""


def die(*_: Any, **__: Any) -> None:
    raise Died


class Sends(RuleBasedStateMachine):
    records = Bundle("records")
    # What was done in all runs together, in the words of those who asked for it.
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        # As TestCase does: what is durable in it is so until it is rolled back.
        self.example = transaction.atomic()
        self.example._from_testcase = True
        self.example.__enter__()
        unions = Place.objects.filter(level="union", code__startswith=DISTRICT)
        place = unions.order_by("code")[0].code
        self.phone = Phone(field_worker("rahima"), place)
        self.office = field_worker("office")
        self.events: dict[str, Known] = {}
        self.waiting: dict[str, dict[str, Any]] = {}
        self.discarded: set[str] = set()
        self.clock = NOW

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def now(self) -> dt.datetime:
        self.clock += dt.timedelta(minutes=1)
        return self.clock

    def send(self, record: dict[str, Any]) -> int:
        answer = self.phone.send(record, at=self.now())
        assert answer.json()["id"] == record["id"]
        return answer.status_code

    # --- What phones do -----------------------------------------------------------

    @rule(target=records, women=women, day=days)
    def submit(self, women, day):
        record = self.phone.record(women=women, men=None, held_on=day)
        assert self.send(record) == 201
        self.done["submit"] += 1
        return self.taken(record)

    def taken(self, record: dict[str, Any]) -> str:
        known = self.events[record["id"]] = Known(record, [record["id"]], "")
        known.judge()
        return record["id"]

    @rule(target=records, women=women)
    def submit_and_lose_the_reply(self, women):
        record = self.phone.record(women=women, men=None, held_on=PAST)
        self.send(record)  # nobody hears what it says
        assert self.send(record) == 202
        self.done["lose the reply"] += 1
        return self.taken(record)

    @rule(target=records, women=women, when=st.sampled_from(["event", "posting", "submission"]))
    def die_half_way_and_send_again(self, women, when):
        record = self.phone.record(women=women, men=None, held_on=PAST)
        broken = {
            "event": patch.object(Event, "save", die),
            "posting": patch.object(recording, "post_contribution", die),
            "submission": patch.object(Submission.objects, "create", die),
        }[when]
        with broken, pytest.raises(Died):
            self.send(record)
        assert not Event.objects.filter(client_uuid=record["id"]).exists()
        assert self.send(record) == 201
        self.done["kill"] += 1
        return self.taken(record)

    @rule(which=records, older=st.integers(0, 3))
    def resend(self, which, older):
        known = self.events[which]
        ever = [known.record, *known.older]
        assert self.send(ever[older % len(ever)]) == 202
        self.done["resend"] += 1

    @rule(which=records, women=women, day=days)
    def edit(self, which, women, day):
        known = self.events[which]
        told = {"event": which, "version": known.version}
        changed = self.phone.edit(known.record, told, women=women, held_on=day)
        assert self.send(changed) == 201
        self.done["edit"] += 1
        self.took_edit(known, changed)

    def took_edit(self, known: Known, changed: dict[str, Any]) -> None:
        known.older.append(known.record)
        known.record = changed
        known.versions.append(changed["id"])
        known.women_now = known.version_now = None
        known.judge()

    @rule(which=records, women=women)
    def edit_a_version_that_is_gone(self, which, women):
        known = self.events[which]
        stale = [*known.versions[:-1], str(uuid.uuid4())][0]
        told = {"event": which, "version": stale}
        late = self.phone.edit(known.record, told, women=women)
        assert self.send(late) == 409
        self.waiting[late["id"]] = late

    @rule(which=records, more=st.integers(1, 9))
    def send_other_content_under_the_same_id(self, which, more):
        record = self.events[which].record
        other = {**record, "women": record["women"] + more}
        assert self.send(other) == 409
        # Under the id of an event: it waits beside it.

    @rule(women=st.integers(-9, -1))
    def submit_what_cannot_be(self, women):
        record = self.phone.record(women=women)
        assert self.send(record) == 409
        self.waiting[record["id"]] = record

    @rule(data=st.data())
    def send_again_what_waits_or_was_set_aside(self, data):
        if self.waiting:
            self.send_what_waits(data.draw(st.sampled_from(sorted(self.waiting))))

    def send_what_waits(self, key: str) -> None:
        before = Quarantined.objects.count()
        assert self.send(self.waiting[key]) == 409
        assert Quarantined.objects.count() == before

    # --- What people do -----------------------------------------------------------

    def change(self, which: str, **parts: Any) -> None:
        event = Event.objects.get(client_uuid=which)
        for name, value in parts.items():
            setattr(event, name, value)
        save_event(event, by=self.office, now=self.now())

    @rule(which=records)
    def question(self, which):
        known = self.events[which]
        if not known.aside:
            self.change(which, standing="questioned", question="Really?")
            known.question = True
            known.judge()

    @rule(which=records)
    def answer(self, which):
        known = self.events[which]
        if not known.aside and known.record["held_on"] != FUTURE:
            self.change(which, standing="counted", question="")
            known.question = False
            known.judge()

    @rule(which=records)
    def set_aside(self, which):
        known = self.events[which]
        self.change(which, standing="set-aside", set_aside_reason="logged twice", question="")
        known.aside, known.question = True, False
        known.judge()

    @rule(which=records)
    def count_again(self, which):
        known = self.events[which]
        if known.aside and known.record["held_on"] != FUTURE:
            self.change(which, standing="counted", set_aside_reason="")
            known.aside = False
            known.judge()

    @rule(data=st.data())
    def discard_what_waits(self, data):
        open_ones = sorted(set(self.waiting) - self.discarded)
        if open_ones:
            key = data.draw(st.sampled_from(open_ones))
            for row in Quarantined.objects.waiting().filter(client_uuid=key):
                discard(row, reason="sent twice", by=self.office, now=self.now())
            self.discarded.add(key)

    # --- What must hold after each of them ------------------------------------------

    @invariant()
    def the_ledger_says_what_the_model_says(self):
        counted = [known for known in self.events.values() if known.standing == "counted"]
        sums = {"A1": len(counted), "A2": sum(known.women for known in counted)}
        held = {"A1": 0, "A2": 0}
        for row in Current.objects.filter(state="value").select_related("key"):
            held[row.key.indicator_id] += row.value
        assert held == sums

    @invariant()
    def each_event_is_there_once_with_every_version(self):
        assert Event.objects.count() == len(self.events)
        versions = sum(len(known.versions) for known in self.events.values())
        assert Submission.objects.count() == versions

    @invariant()
    def the_phone_is_told_the_truth(self):
        self.compare(self.phone.held(at=self.clock))

    def compare(self, held: dict[str, dict[str, Any]]) -> None:
        for which, known in self.events.items():
            assert held[which]["state"] == known.standing
            assert held[which]["version"] == known.version
        for key in self.waiting:
            state = "set-aside" if key in self.discarded else "quarantined"
            assert held[key]["state"] == state

    @invariant()
    def nothing_that_waits_was_lost(self):
        decided = Quarantined.objects.filter(decision=Decision.DISCARDED)
        assert set(decided.values_list("client_uuid", flat=True)) == {
            uuid.UUID(key) for key in self.discarded
        }


def run(
    machine: type[RuleBasedStateMachine] = Sends,
    *,
    examples: int,
    phases: Iterable[Phase] = tuple(Phase),
) -> None:
    """Run the machine; it raises what it finds."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            # One is enough: to look for others takes as long again.
            report_multiple_bugs=False,
            suppress_health_check=[*HealthCheck],
            phases=phases,
        ),
    )
