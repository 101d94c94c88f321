"""Erasing the words of old decisions: kind, month, district and a band of the amount are left."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from campaigns.models.places import DISTRICT_CODE_LENGTH
from events.models import ClaimState, ClaimStep, OutcomeClaim, Step
from events.models.outcomes import WORDS

AT_A_TIME = 200


def kept_for() -> timedelta:
    """Give how long words stay after the decision (``OUTCOME_WORDS_KEPT_DAYS``)."""
    return timedelta(days=settings.OUTCOME_WORDS_KEPT_DAYS)


def erase_old_words(now: datetime) -> int:
    """Erase the words of every claim whose decision is old enough; give how many there were.

    The ledger is not touched: it never knew more than what stays.
    """
    old = OutcomeClaim.objects.exclude(state=ClaimState.CLAIMED).filter(
        Q(erased_at=None), decided_at__lte=now - kept_for()
    )
    erased = 0
    while keys := list(old.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        for key in keys:
            erased += _erase(key, now=now)
    return erased


def _erase(key: int, *, now: datetime) -> bool:
    with transaction.atomic():
        claim = OutcomeClaim.objects.select_for_update(of=("self",)).get(pk=key)
        if claim.is_waiting or claim.erased_at is not None:
            # Somebody has opened it again meanwhile.
            return False
        for name in WORDS:
            setattr(claim, name, "")
        claim.amount = claim.event = None
        claim.place_id = claim.place_id[:DISTRICT_CODE_LENGTH]
        claim.happened_on, claim.only_month = claim.happened_on.replace(day=1), True
        claim.erased_at = now
        claim.save()
        claim.steps.update(words="")
        ClaimStep.objects.create(claim=claim, step=Step.ERASED, at=now)
    return True
