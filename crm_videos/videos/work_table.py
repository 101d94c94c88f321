"""Which rendition is made, by whom, and how it ended: the rows of :class:`Rendition`.

Written so that a wake-up may come twice, late or never, and a worker may die anywhere: an
order is claimed by a conditional UPDATE for a limited time, and ended only by the attempt
that still holds it.
"""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from crm_videos.models import Rendition

MOST_ATTEMPTS = 4
FIRST_WAIT = datetime.timedelta(seconds=30)
# Renewed at each saying of the child, about each second.
LEASE = datetime.timedelta(minutes=2)
# A site has two workers, and one must be free for what cannot wait: withdrawals. Two that claim
# in the same instant may both begin; that costs time and nothing else.
MOST_AT_ONCE = 1
GAVE_UP = gettext_noop("It broke off too often. Make the video again, or tell an administrator.")

State = Rendition.State


class Lost(Exception):
    """Somebody else holds the order now, or nobody wants it any more."""


def claim_next(now: datetime.datetime) -> Rendition | None:
    """Take the order that has waited longest, or one whose worker died; none when all is done."""
    if _waiting().filter(lease_until__gt=now).count() >= MOST_AT_ONCE:
        return None
    ready = _free(now).filter(not_before__lte=now, attempts__lt=MOST_ATTEMPTS)
    for pk, attempts in ready.order_by("not_before", "pk").values_list("pk", "attempts"):
        # What was seen is the condition: of two workers that saw it, one changes it first.
        seen = _waiting().filter(pk=pk, attempts=attempts)
        if seen.update(attempts=attempts + 1, lease_until=now + LEASE, progress=0):
            wanted = Rendition.objects.select_related("video__recording__file", "video__story")
            return wanted.get(pk=pk)
    return None


def bury(now: datetime.datetime) -> int:
    """End the orders that nobody takes up again; give how many there were."""
    left = _free(now).filter(attempts__gte=MOST_ATTEMPTS)
    return left.update(state=State.FAILED, words=GAVE_UP, lease_until=None)


def held(order: Rendition) -> "QuerySet[Rendition]":
    """Give the row, if this attempt still holds it; to be locked or updated."""
    return _waiting().filter(pk=order.pk, attempts=order.attempts)


def note(order: Rendition, thousandths: int, now: datetime.datetime) -> None:
    """Say how far it is, and hold on to it. Raises :class:`Lost`."""
    if not held(order).update(progress=thousandths, lease_until=now + LEASE):
        raise Lost


def end_in_vain(order: Rendition, words: str) -> None:
    """End an order that is held: no further attempt would help."""
    held(order).update(state=State.FAILED, words=words, lease_until=None)


def give_back(order: Rendition, now: datetime.datetime) -> None:
    """Let an order that is held wait for its next attempt, or end it after the last."""
    if order.attempts >= MOST_ATTEMPTS:
        end_in_vain(order, GAVE_UP)
    else:
        held(order).update(lease_until=None, not_before=now + backoff(order.attempts))


def backoff(attempts: int) -> datetime.timedelta:
    """Give the wait after so many attempts: four times as long each time."""
    return FIRST_WAIT * 4 ** (attempts - 1)


def _waiting() -> "QuerySet[Rendition]":
    return Rendition.objects.filter(state=State.WAITING)


def _free(now: datetime.datetime) -> "QuerySet[Rendition]":
    return _waiting().exclude(lease_until__gt=now)
