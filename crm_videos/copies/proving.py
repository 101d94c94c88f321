"""Saying that a copy is gone, and how that is known. Without a proof it stands."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from crm_videos.models import PLATFORMS, Copy, Publishing
from crm_videos.words import Proof

# What a person can prove, of a platform and of people. What a page did the site knows itself.
OF_PLATFORMS = (Proof.LOOKED, Proof.PLATFORM)
OF_PEOPLE = (Proof.HOLDER, Proof.LOOKED)


class NotProven(Exception):
    """The sentence says, in the reader's language, what is lacking."""


def proofs_for(copy: Copy) -> tuple[Proof, ...]:
    """Give what counts as a proof for such a copy, from a person."""
    if copy.is_local:
        return ()
    return OF_PLATFORMS if copy.kind in PLATFORMS else OF_PEOPLE


def prove_gone_by_hand(
    copy: Copy, *, proof: str, seen: str, by: User, now: datetime.datetime
) -> Copy:
    """Record what a person found. Raises :class:`NotProven`."""
    if proof not in proofs_for(copy):
        raise NotProven(_("That proves nothing about such a copy."))
    if not seen.strip():
        raise NotProven(_("Say what you saw, or what you were told and by whom."))
    return prove_gone(copy, proof=proof, seen=seen.strip(), by=by, now=now)


@transaction.atomic
def prove_gone(
    copy: Copy, *, proof: str, now: datetime.datetime, seen: str = "", by: User | None = None
) -> Copy:
    """Record that a copy is gone, once: the first proof stays."""
    locked = Copy.objects.select_for_update().get(pk=copy.pk)
    if locked.gone_at is None:
        locked.gone_at, locked.gone_by, locked.proof = now, by, proof
        locked.seen = {"seen": seen} if seen else {}
        if locked.story.testimony.erased_at:
            # Until now somebody had to find it; of an erased person nothing else was left.
            locked.where, locked.details, locked.seen = "", {}, {}
        locked.save(update_fields=["gone_at", "gone_by", "proof", "seen", "where", "details"])
    # Whatever was being done with it: it is not there any more.
    Publishing.objects.filter(copy=locked).update(state=Publishing.State.GONE)
    return locked
