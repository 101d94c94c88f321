"""Two different people decide that a person is erased: one asks, another confirms.

Nothing is cleared before the second. With the confirmation, in one transaction, the consent
is withdrawn and the testimony is closed: nothing can be added to it any more.
"""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.scope import scope_of
from crm_videos.asking import withdraw_consent
from crm_videos.consent import newest_consent
from crm_videos.models import Decision, Erasure, Testimony, WhyErased
from crm_videos.words import Kind

ASK, CONFIRM = "crm_videos.add_erasure", "crm_videos.confirm_erasure"


class ErasureRefused(Exception):
    """The sentence says, in the reader's language, why nothing was done."""


def may(person: User, permission: str, testimony: Testimony) -> bool:
    """Say whether a person may ask or confirm, for a testimony of this place."""
    return person.has_perm(permission) and scope_of(person).holds(testimony.place_id)


@transaction.atomic
def ask_to_erase(testimony: Testimony, *, why: str, by: User, now: datetime.datetime) -> Erasure:
    """Record that somebody asks for a person to be erased. Raises :class:`ErasureRefused`."""
    _demand(by, ASK, testimony)
    locked = Testimony.objects.select_for_update().get(pk=testimony.pk)
    if locked.erased_at:
        raise ErasureRefused(_("This person was erased already."))
    if Erasure.objects.awaiting_decision().filter(testimony=locked).exists():
        raise ErasureRefused(_("Somebody has asked for it already. A second person confirms it."))
    return Erasure.objects.create(testimony=locked, why=WhyErased(why), asked_by=by, asked_at=now)


@transaction.atomic
def confirm(erasure: Erasure, *, by: User, now: datetime.datetime) -> Erasure:
    """Decide, as the second person, that it is done; it cannot be taken back."""
    decided = _decide(erasure, Decision.CONFIRMED, by=by, now=now)
    last = newest_consent(decided.testimony)
    if last and last.kind != Kind.WITHDRAWN:
        withdraw_consent(decided.testimony, by=by, now=now)
    Testimony.objects.filter(pk=decided.testimony_id).update(erased_at=now)
    return decided


@transaction.atomic
def decline(erasure: Erasure, *, by: User, now: datetime.datetime) -> Erasure:
    """Decide that nothing is erased; whoever asked may do so too, and may ask again."""
    return _decide(erasure, Decision.DECLINED, by=by, now=now)


def _decide(erasure: Erasure, decision: Decision, *, by: User, now: datetime.datetime) -> Erasure:
    found = Erasure.objects.select_for_update().get(pk=erasure.pk)
    is_own = found.asked_by_id == by.pk
    if not (is_own and decision is Decision.DECLINED):
        _demand(by, CONFIRM, found.testimony)
    if found.decision:
        raise ErasureRefused(_("Somebody has decided about it meanwhile. Look again."))
    if is_own and decision is Decision.CONFIRMED:
        raise ErasureRefused(_("Whoever asks does not confirm. Another person has to."))
    found.decision, found.decided_by, found.decided_at = decision, by, now
    found.save(update_fields=["decision", "decided_by", "decided_at"])
    return found


def _demand(person: User, permission: str, testimony: Testimony) -> None:
    if not may(person, permission, testimony):
        raise ErasureRefused(_("%(person)s may not do this here.") % {"person": person})
