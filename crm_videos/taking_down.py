"""Trying to take remote copies down through the site's port, as often as it takes.

What is tried when stands in the row: claimed by a conditional UPDATE for a limited time, so
a worker may die anywhere. Whatever does not work becomes a person's task; none is closed
without a proof.
"""

import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from crm_videos import ports
from crm_videos.copies.proving import prove_gone
from crm_videos.models import Takedown
from crm_videos.models.withdrawals import TakedownQuerySet
from crm_videos.words import Proof

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_WAIT = datetime.timedelta(minutes=1)
LEASE = datetime.timedelta(minutes=5)
MOST_AT_ONCE = 20
GAVE_UP = gettext_noop("It did not go by itself. Delete it by hand and say what you saw.")
WENT_WRONG = gettext_noop("The last attempt broke off. It is tried again.")

State = Takedown.State


def take_down_what_is_due(now: datetime.datetime) -> int:
    """Try the tasks whose time has come; give how many were tried."""
    stuck = Takedown.objects.filter(state=State.WAITING, attempts__gte=MOST_ATTEMPTS)
    stuck.filter(_free(now)).update(state=State.PERSON, words=GAVE_UP, lease_until=None)
    tried = 0
    for task in _ready(now).select_related("copy__story__testimony")[:MOST_AT_ONCE]:
        if _claim(task, now):
            _try(task, now)
            tried += 1
    return tried


def _free(now: datetime.datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lte=now)


def _ready(now: datetime.datetime) -> TakedownQuerySet:
    waiting = Takedown.objects.open().remote().filter(_free(now), state=State.WAITING)
    return waiting.filter(not_before__lte=now, attempts__lt=MOST_ATTEMPTS)


def _claim(task: Takedown, now: datetime.datetime) -> bool:
    """Take a task for this worker alone: what was seen is the condition."""
    seen = Takedown.objects.filter(pk=task.pk, attempts=task.attempts, state=State.WAITING)
    task.attempts += 1
    return bool(seen.update(attempts=task.attempts, lease_until=now + LEASE))


def _try(task: Takedown, now: datetime.datetime) -> None:
    try:
        answer = ports.take_down(task.copy, now)
    except Exception as error:  # noqa: BLE001 - a port may raise anything; the task outlives it
        # Not its text: a platform may repeat what it was told.
        logger.error("task %s broke off (%s)", task.pk, type(error).__name__)
        answer = ports.NotYet(WENT_WRONG, try_at=now)
    if isinstance(answer, ports.Gone):
        prove_gone(task.copy, proof=Proof.PLATFORM, seen=answer.seen, now=now)
        return
    with transaction.atomic():
        held = Takedown.objects.select_for_update().filter(pk=task.pk, attempts=task.attempts)
        if isinstance(answer, ports.ByHand) or task.attempts >= MOST_ATTEMPTS:
            words = answer.words if isinstance(answer, ports.ByHand) else GAVE_UP
            held.update(state=State.PERSON, words=words, lease_until=None)
        else:
            again = max(now + backoff(task.attempts), answer.try_at)
            held.update(words=answer.words, not_before=again, lease_until=None)


def backoff(attempts: int) -> datetime.timedelta:
    """Give the wait after so many attempts: four times as long each time."""
    return FIRST_WAIT * 4 ** (attempts - 1)
