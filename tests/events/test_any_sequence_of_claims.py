"""Three people claim, change, verify, refuse, withdraw and open outcomes again, in any order."""

import datetime as dt
import os
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import INVARIANT_MARKER, RuleBasedStateMachine, invariant, rule

from campaigns.models import Current
from events.models import ClaimState, OutcomeClaim
from events.outcomes import claiming
from events.outcomes.erasing import erase_old_words
from tests.events.claims import new_claim
from tests.events.phone import NOW
from tests.events.planted_claims import BUGS
from tests.events.sequences_of_sends import run

EXAMPLES = int(os.environ.get("SEQUENCES", "3"))
NAMES = ("rahima", "karim", "shirin")
who = st.sampled_from(NAMES)
DISTRICTS = ("BD4047", "BD3093")


@dataclass
class Known:
    """What the model knows of one claim; ``copy`` is as somebody read it at the beginning."""

    copy: OutcomeClaim
    claimant: str
    district: str
    state: str = "claimed"
    writers: set[str] = field(default_factory=set)
    has_words: bool = True


class Claims(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example._from_testcase = True
        self.example.__enter__()
        self.people = {name: User.objects.create_user(name) for name in NAMES}
        self.known: list[Known] = []
        self.clock = NOW

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def attempt(self, allowed: bool, act, *refusals: type[Exception]) -> bool:
        """Do it; it must be refused exactly when the model says so."""
        try:
            with transaction.atomic():
                act()
        except (claiming.ClaimRefused, *refusals):
            assert not allowed
            return False
        assert allowed
        return True

    def one(self, number: int) -> Known | None:
        return self.known[number % len(self.known)] if self.known else None

    @rule(minutes=st.integers(-5, 5))
    def pass_time(self, minutes):
        # Web servers whose clocks differ, or that stand still.
        self.clock += dt.timedelta(minutes=minutes)

    @rule(by=who, district=st.sampled_from(DISTRICTS))
    def claim(self, by, district):
        made = new_claim(place_id=district)
        claiming.make_claim(made, by=self.people[by], now=self.clock)
        copy = OutcomeClaim.objects.get(pk=made.pk)
        self.known.append(Known(copy, by, district, writers={by}))

    @rule(number=st.integers(0, 9), by=who, amount=st.integers(1, 400_000))
    def edit(self, number, by, amount):
        if known := self.one(number):
            changed = new_claim(pk=known.copy.pk, place_id=known.district, amount=amount)
            before = OutcomeClaim.objects.get(pk=known.copy.pk)
            is_new = (before.amount, before.words) != (amount, changed.words)
            act = lambda: claiming.edit_claim(changed, by=self.people[by], now=self.clock)  # noqa: E731
            if self.attempt(known.state == "claimed", act) and is_new:
                known.writers.add(by)
                known.has_words = True

    @rule(number=st.integers(0, 9), by=who, state=st.sampled_from(claiming.DECISIONS))
    def decide(self, number, by, state):
        if known := self.one(number):
            allowed = known.state == "claimed" and by not in known.writers and known.has_words
            told = {"checked_how": "person", "words": "it is so"}
            act = lambda: claiming.decide_claim(  # noqa: E731
                known.copy, state, by=self.people[by], now=self.clock, **told
            )
            if self.attempt(allowed, act, ValidationError):
                known.state = state

    @rule(number=st.integers(0, 9), by=who)
    def withdraw(self, number, by):
        if known := self.one(number):
            act = lambda: claiming.withdraw_claim(  # noqa: E731
                known.copy, words="no", by=self.people[by], now=self.clock
            )
            if self.attempt(known.state == "claimed", act):
                known.state = "withdrawn"

    @rule(number=st.integers(0, 9), by=who)
    def reopen(self, number, by):
        if known := self.one(number):
            act = lambda: claiming.reopen_claim(  # noqa: E731
                known.copy, words="no", by=self.people[by], now=self.clock
            )
            if self.attempt(known.state != "claimed" and by != known.claimant, act):
                known.state = "claimed"

    @rule()
    def erase(self):
        erase_old_words(self.clock + dt.timedelta(days=100))
        for known in self.known:
            known.has_words = known.has_words and known.state == "claimed"

    @invariant()
    def the_ledger_counts_what_is_verified(self):
        rows = Current.objects.filter(key__indicator="O1", state="value").select_related("key")
        counted = sorted(row.key.area_code for row in rows for _ in range(row.value))
        verified = [one.district for one in self.known if one.state == ClaimState.VERIFIED]
        assert counted == sorted(verified)
        assert OutcomeClaim.objects.filter(state="verified").count() == len(verified)

    @invariant()
    def nobody_decided_about_their_own(self):
        for row in OutcomeClaim.objects.filter(state__in=claiming.DECISIONS):
            wrote = row.steps.filter(step__in=["claimed", "edited"])
            assert row.decided_by_id not in {row.claimed_by_id, *wrote.values_list("by", flat=True)}


@pytest.mark.long
@pytest.mark.django_db
def test_the_ledger_counts_the_verified_claims_after_any_sequence():
    run(Claims, examples=EXAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize("bug", [None, *BUGS], ids=lambda bug: bug.__name__ if bug else "none")
def test_a_bug_where_claims_are_decided_breaks_a_law(bug, monkeypatch):
    """Take the machine through one sequence: chance finds these too, but in minutes."""
    if bug:
        bug(monkeypatch.setattr)
    machine = Claims()
    first, second = 0, 1
    steps = [
        lambda: machine.claim(by="rahima", district="BD4047"),
        lambda: machine.claim(by="karim", district="BD3093"),
        lambda: machine.decide(number=first, by="rahima", state=ClaimState.VERIFIED),
        lambda: machine.edit(number=first, by="karim", amount=5),
        lambda: machine.decide(number=first, by="karim", state=ClaimState.VERIFIED),
        lambda: machine.decide(number=first, by="shirin", state=ClaimState.VERIFIED),
        lambda: machine.decide(number=first, by="shirin", state=ClaimState.NOT_CONFIRMED),
        lambda: machine.decide(number=second, by="shirin", state=ClaimState.NOT_CONFIRMED),
        lambda: machine.pass_time(minutes=-4),
        lambda: machine.reopen(number=first, by="karim"),
        lambda: machine.decide(number=first, by="shirin", state=ClaimState.VERIFIED),
        lambda: machine.erase(),
        lambda: machine.reopen(number=first, by="shirin"),
        lambda: machine.withdraw(number=first, by="rahima"),
    ]
    laws = [name for name in dir(Claims) if hasattr(getattr(Claims, name), INVARIANT_MARKER)]
    broken = False
    for step in steps:
        try:
            step()
            for law in laws:
                getattr(machine, law)()
        except (AssertionError, ValidationError, IntegrityError):
            broken = True
            break
    machine.teardown()
    assert broken == bool(bug)
