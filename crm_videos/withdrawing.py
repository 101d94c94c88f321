"""What follows when a person allows less: one case, and in the same transaction its tasks.

There is one task for each copy that is not allowed any more. Every way in which a consent
ends or becomes narrower comes through :func:`open_case`. The rows are the truth:
what is to be done about them is tried at once, and by a sweep until it is done.
"""

import datetime

from django.contrib.auth.models import User
from django.db import transaction

from crm_videos.clearing import clear
from crm_videos.copies.allowing import may_stand, must_go
from crm_videos.models import LOCAL, PLATFORMS, Consent, Copy, Takedown, Testimony, Withdrawal
from crm_videos.words import CopyKind, Kind, Why
from foundation.moments import dhaka_day

# A platform deletes within minutes of being told; people have to be found first.
PLATFORMS_WITHIN = datetime.timedelta(hours=24)
PEOPLE_WITHIN = datetime.timedelta(days=7)


def open_case(
    consent: Consent, *, why: Why, by: User | None, now: datetime.datetime, note: str = ""
) -> Withdrawal:
    """Open the case of a version that stood until now; inside a transaction, testimony locked.

    What the person allows from now on is recorded already: that decides which copies go.
    """
    case, made = Withdrawal.objects.get_or_create(
        consent=consent,
        defaults={
            "testimony_id": consent.testimony_id,
            "why": why,
            "opened_at": now,
            "opened_by": by,
            "details": {"note": note} if note else {},
        },
    )
    if made:
        for copy in must_go(consent.testimony_id, on=dhaka_day(now)):
            demand(case, copy, now)
    # Should this process die first, or fail, the sweep does it.
    transaction.on_commit(lambda: clear(case.pk, now=now), robust=True)
    return case


def demand(case: Withdrawal, copy: Copy, now: datetime.datetime) -> None:
    """Open the task to take one copy down; of the site's own copies it is due at once."""
    Takedown.objects.get_or_create(
        withdrawal=case,
        copy=copy,
        defaults={"opened_at": now, "due_at": now + time_for(copy.kind), "not_before": now},
    )
    if copy.is_local:
        Withdrawal.objects.filter(pk=case.pk).update(cleared_at=None)


def time_for(kind: str) -> datetime.timedelta:
    """Say how long a copy of a kind may take to go."""
    if kind in LOCAL:
        return datetime.timedelta(0)
    return PLATFORMS_WITHIN if CopyKind(kind) in PLATFORMS else PEOPLE_WITHIN


def case_against(copy: Copy, now: datetime.datetime) -> Withdrawal | None:
    """Give the newest case of a testimony, where its person does not allow this copy now."""
    if may_stand(copy, on=dhaka_day(now)):
        return None
    cases = Withdrawal.objects.filter(testimony=copy.story.testimony_id)
    return cases.order_by("-opened_at").first()


def open_cases_of_ended_consents(now: datetime.datetime) -> int:
    """Open a case for each consent that has run out; two sweeps at once open one."""
    over = Consent.objects.ended(dhaka_day(now)).exclude(kind=Kind.WITHDRAWN)
    waiting = over.exclude(pk__in=Withdrawal.objects.values("consent"))
    return sum(_has_run_out(one, now) for one in waiting)


@transaction.atomic
def _has_run_out(consent: Consent, now: datetime.datetime) -> bool:
    Testimony.objects.select_for_update().get(pk=consent.testimony_id)
    # Looked at again, locked: somebody may just have renewed or withdrawn it.
    newest = Consent.objects.ended(dhaka_day(now)).filter(pk=consent.pk)
    if not newest.exists() or Withdrawal.objects.filter(consent=consent).exists():
        return False
    open_case(consent, why=Why.EXPIRED, by=None, now=now)
    return True
