"""The only writers of claims: claim, change, decide, open again. Each holds the row.

The ledger hears of a decision in the same transaction. Nobody decides about a claim
in which they wrote; that is asked here, under the lock, and not on the form alone.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.ledger import Source, post_contribution
from events.models import Checked, ClaimState, ClaimStep, OutcomeClaim, Step
from events.outcomes.amounts import band_of
from events.outcomes.contribution import facts_of
from events.outcomes.rules import find_problems, personal_problem

CONTENT = (
    *("kind_id", "other_kind", "place_id", "happened_on", "only_month", "amount", "words"),
    *("event_id", "heard", "evidence", "evidence_words"),
)
RELATIONS = ("kind", "place", "event", "claimed_by", "decided_by")
WROTE = (Step.CLAIMED, Step.EDITED)
DECISIONS = (ClaimState.VERIFIED, ClaimState.NOT_CONFIRMED)


class ClaimRefused(ValueError):
    """This cannot be done to the claim, or not by this person; the message says why."""


def make_claim(claim: OutcomeClaim, *, by: User, now: datetime) -> OutcomeClaim:
    """Store a new claim; it counts nowhere until a second person has verified it.

    Raises ``ValidationError``.
    """
    _refuse_what_cannot_be(claim, now=now)
    with transaction.atomic():
        claim.claimed_by, claim.claimed_at, claim.changed_at = by, now, now
        claim.state = ClaimState.CLAIMED
        claim.save(force_insert=True)
        ClaimStep.objects.create(claim=claim, step=Step.CLAIMED, at=now, by=by)
    return claim


def edit_claim(claim: OutcomeClaim, *, by: User, now: datetime) -> OutcomeClaim:
    """Store other words or figures of a claim that waits; whoever writes in it decides no more.

    Raises ``ValidationError``, and :class:`ClaimRefused` for a claim that was decided.
    """
    _refuse_what_cannot_be(claim, now=now)
    with transaction.atomic():
        row = _hold(claim)
        if not row.is_waiting:
            raise ClaimRefused(_("This claim was decided. Open it again before you change it."))
        changed = [name for name in CONTENT if getattr(row, name) != getattr(claim, name)]
        if not changed:
            return row
        for name in (*CONTENT, "amount_band"):
            setattr(row, name, getattr(claim, name))
        # What was erased is written anew.
        row.erased_at = None
        _keep(row, Step.EDITED, by=by, now=now, changed=changed)
    return row


def decide_claim(
    claim: OutcomeClaim,
    state: ClaimState,
    *,
    checked_how: Checked,
    words: str,
    by: User,
    now: datetime,
) -> OutcomeClaim:
    """Say as a second person that a claim is verified, or that it is not confirmed.

    A verified claim is one item in the ledger from this transaction on.

    Raises :class:`ClaimRefused`, ``ValidationError`` and ``LedgerRefused``; then
    nothing has happened.
    """
    if state not in DECISIONS:
        raise ClaimRefused(_("This is no decision about a claim."))
    if state == ClaimState.VERIFIED and checked_how == Checked.NOT_POSSIBLE:
        raise ClaimRefused(_("What nobody could check cannot be verified."))
    with transaction.atomic():
        row = _hold(claim)
        if not row.is_waiting:
            raise ClaimRefused(_("Somebody else has decided this meanwhile."))
        if wrote_in(row, by):
            raise ClaimRefused(_("You wrote in this claim: a second person has to decide."))
        _refuse_what_cannot_be(row, now=now)
        row.checked_how = Checked(checked_how)
        return _decide(row, state, words=words, by=by, now=now)


def withdraw_claim(claim: OutcomeClaim, *, words: str, by: User, now: datetime) -> OutcomeClaim:
    """Take back a claim that waits. Raises as :func:`decide_claim` does."""
    with transaction.atomic():
        row = _hold(claim)
        if not row.is_waiting:
            raise ClaimRefused(_("Somebody else has decided this meanwhile."))
        return _decide(row, ClaimState.WITHDRAWN, words=words, by=by, now=now)


def reopen_claim(claim: OutcomeClaim, *, words: str, by: User, now: datetime) -> OutcomeClaim:
    """Let a decided claim wait again; the figure of a verified one leaves the ledger.

    Not by the claimant, who would take back what another has decided. Raises as
    :func:`decide_claim` does.
    """
    _refuse_words(words)
    with transaction.atomic():
        row = _hold(claim)
        if row.is_waiting:
            raise ClaimRefused(_("This claim is open."))
        if row.claimed_by_id == by.pk:
            raise ClaimRefused(_("You made this claim: somebody else has to open it again."))
        row.state = ClaimState.CLAIMED
        row.checked_how, row.decision_words = "", ""
        row.decided_by, row.decided_at = None, None
        return _keep(row, Step.REOPENED, by=by, now=now, words=words)


def wrote_in(claim: OutcomeClaim, person: User) -> bool:
    """Tell whether somebody made a claim or ever changed it."""
    wrote = ClaimStep.objects.filter(claim=claim, by=person, step__in=WROTE)
    return claim.claimed_by_id == person.pk or wrote.exists()


def _hold(claim: OutcomeClaim) -> OutcomeClaim:
    rows = OutcomeClaim.objects.select_for_update(of=("self",))
    return rows.select_related("kind", "place", "event").get(pk=claim.pk)


def _refuse_what_cannot_be(claim: OutcomeClaim, *, now: datetime) -> None:
    claim.amount_band = band_of(claim.amount)
    if claim.only_month and claim.happened_on:
        # Any day of the month was typed: none of them is kept.
        claim.happened_on = claim.happened_on.replace(day=1)
    # No query: the database itself holds the relations.
    claim.clean_fields(exclude=RELATIONS)
    if problems := find_problems(claim, now=now):
        raise ValidationError(problems)


def _refuse_words(words: str) -> None:
    if not words.strip():
        raise ClaimRefused(_("Say why."))
    if why := personal_problem(words):
        raise ClaimRefused(why)


def _decide(
    row: OutcomeClaim, state: ClaimState, *, words: str, by: User, now: datetime
) -> OutcomeClaim:
    _refuse_words(words)
    row.state, row.decision_words = state, words
    row.decided_by, row.decided_at, row.erased_at = by, now, None
    return _keep(row, Step(state.value), by=by, now=now, words=words)


def _keep(
    row: OutcomeClaim,
    step: Step,
    *,
    by: User,
    now: datetime,
    words: str = "",
    changed: list[str] | None = None,
) -> OutcomeClaim:
    """Store the row, its line of history, and what it says to the ledger now."""
    row.changed_at = max(now, row.changed_at + timedelta(microseconds=1))
    row.save()
    ClaimStep.objects.create(
        claim=row,
        step=step,
        at=row.changed_at,
        by=by,
        words=words,
        checked_how=row.checked_how,
        changed=changed or [],
    )
    source = Source(
        authority="person",
        ref=row.contributor,
        observed_at=row.changed_at,
        actor=f"user:{by.pk}",
    )
    facts = facts_of(row, source=source)
    post_contribution(row.contributor, facts, source=source, now=now)
    return row
