"""Bugs planted on purpose where claims are decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

Set = Callable[[Any, str, Any], None]


def let_writers_decide(put: Set) -> None:
    """Whoever wrote in a claim verifies it."""
    from events.outcomes import claiming

    put(claiming, "wrote_in", lambda claim, person: False)


def ask_the_claimant_only(put: Set) -> None:
    """Who changed a claim of another verifies it."""
    from events.outcomes import claiming

    put(claiming, "wrote_in", lambda claim, person: claim.claimed_by_id == person.pk)


def forget_to_take_it_back(put: Set) -> None:
    """What is opened again stays in the ledger."""
    from events.outcomes import claiming

    post = claiming.post_contribution

    def only_what_counts(ref, facts, **kw):
        return post(ref, facts, **kw) if facts else None

    put(claiming, "post_contribution", only_what_counts)


def count_what_waits(put: Set) -> None:
    """A change posts the claim before anybody has verified it."""
    from events.outcomes import claiming

    facts_of = claiming.facts_of

    def facts_too_soon(claim, *, source):
        before, claim.state = claim.state, "verified"
        facts = facts_of(claim, source=source)
        claim.state = before
        return facts

    put(claiming, "facts_of", facts_too_soon)


def trust_the_clock(put: Set) -> None:
    """What a clock that went back has said is older, and stands back in the ledger."""
    from events.outcomes import claiming

    put(claiming, "timedelta", lambda **after: timedelta(days=-3650))


def trust_the_copy(put: Set) -> None:
    """A decision is taken about the claim as somebody read it, and not as it is."""
    from events.outcomes import claiming

    put(claiming, "_hold", lambda claim: claim)


def count_twice(put: Set) -> None:
    """A claim that is verified again is another item."""
    from events.outcomes import claiming

    post, numbers = claiming.post_contribution, iter(range(10**6))

    def under_a_new_name(ref, facts, **kw):
        return post(f"{ref}:{next(numbers)}", facts, **kw)

    put(claiming, "post_contribution", under_a_new_name)


BUGS = (
    let_writers_decide,
    ask_the_claimant_only,
    forget_to_take_it_back,
    count_what_waits,
    trust_the_clock,
    trust_the_copy,
    count_twice,
)
