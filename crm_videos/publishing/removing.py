"""Taking one video down at its platform; it is gone when the platform says so on being asked.

Two ways lead here: somebody takes a publishing down, and a withdrawal's task for a copy
(``crm_videos.ports``). Both hold the publishing meanwhile, so none makes it public again.
"""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_noop

from crm_videos.copies.proving import prove_gone
from crm_videos.models import Copy, Publishing
from crm_videos.ports import Answer, ByHand, NotYet
from crm_videos.ports import Gone as CopyGone
from crm_videos.publishing.claims import claim, keep, release
from crm_videos.publishing.ports import Platform
from crm_videos.words import Proof
from foundation.errors import OutsideTrouble, TryLater

Clock = Callable[[], datetime.datetime]

# By itself too, should the task for the copy be a person's by then.
AGAIN = datetime.timedelta(hours=1)
BUSY = gettext_noop("Something is being done with it. It is tried again.")
STILL_THERE = gettext_noop("The platform still shows it. It is tried again.")
NO_ANSWER = gettext_noop("The platform did not answer. It is tried again.")
# What the platform answered on being asked; kept sealed with the proof.
NOT_THERE = "read back: not there"
PRIVATE = "read back: private, nobody but the owner of the channel can see it"


def take_down(copy: Copy, platform: Platform, *, by_hand: str, now: datetime.datetime) -> Answer:
    """Take a registered copy down; ``by_hand`` says what to do where the platform refuses."""
    publishing = Publishing.objects.filter(copy=copy).first()
    if publishing:
        if not claim(publishing, now):
            return NotYet(BUSY, try_at=publishing.lease_until or now)
        # Before the platform is asked: from then on nobody knows whether it is still shown.
        keep(publishing, now, state=Publishing.State.TAKING_DOWN, not_before=now + AGAIN)
    try:
        seen = seen_gone(copy.ref, platform, now)
    except TryLater as trouble:
        return NotYet(NO_ANSWER, try_at=trouble.after or now)
    except OutsideTrouble:
        return ByHand(by_hand)
    finally:
        if publishing:
            release(publishing)
    return CopyGone(seen) if seen else NotYet(STILL_THERE, try_at=now)


def remove(publishing: Publishing, platform: Platform, clock: Clock) -> bool:
    """Take the copy of a publishing down that this worker holds; say whether it is gone."""
    copy = publishing.copy
    assert copy is not None  # noqa: S101 - the database holds it
    keep(publishing, clock())
    seen = seen_gone(copy.ref, platform, clock())
    if not seen:
        return False
    with transaction.atomic():
        prove_gone(copy, proof=Proof.PLATFORM, seen=seen, now=clock())
        release(publishing, words="", reason="")
    return True


def seen_gone(ref: str, platform: Platform, now: datetime.datetime) -> str:
    """Take a video down and read it back; give what was seen, or "" while others see it."""
    platform.take_down(ref, now=now)
    left = platform.is_public(ref, now=now)
    if left:
        return ""
    return NOT_THERE if left is None else PRIVATE
