"""Erasing again what a backup brought back, by the list that lies outside the database."""

from django.db import transaction

from crm_videos.erasing.tombstones import Tombstone, tombstones, write_tombstone
from crm_videos.erasing.traces import Traces
from crm_videos.models import Decision, Erasure, Testimony


def unknown_here() -> list[Tombstone]:
    """Give the erasures of the list that this database knows nothing of, or has not done."""
    done = set(Erasure.objects.filter(done_at__isnull=False).values_list("testimony_id", flat=True))
    return [one for one in tombstones() if one.testimony not in done]


def missing_in_list() -> list[Erasure]:
    """Give the erasures that this database has done and the list does not name."""
    named = {one.testimony for one in tombstones()}
    done = Erasure.objects.filter(done_at__isnull=False)
    return [one for one in done if one.testimony_id not in named]


def take_up_again() -> int:
    """Decide again, by the list, what was decided before; the sweep then does it."""
    taken = 0
    for tombstone in unknown_here():
        taken += _take_up(tombstone)
    return taken


def complete_list() -> int:
    """Write into the list what only the database knows: a new machine, a lost file."""
    missing = missing_in_list()
    for erasure in missing:
        at = erasure.decided_at or erasure.asked_at
        write_tombstone(Traces(erasure.testimony_id, at).with_more(erasure.traces))
    return len(missing)


@transaction.atomic
def _take_up(tombstone: Tombstone) -> bool:
    """Record it as decided, once; whoever is asked for again here was erased long ago."""
    Testimony.objects.select_for_update().filter(pk=tombstone.testimony, erased_at=None).update(
        erased_at=tombstone.at
    )
    open_ones = Erasure.objects.select_for_update().filter(testimony=tombstone.testimony)
    if open_ones.to_be_done().exists():
        return False
    open_ones.awaiting_decision().update(
        decision=Decision.REAPPLIED, decided_at=tombstone.at, traces=tombstone.lasting
    )
    if not open_ones.to_be_done().exists():
        Erasure.objects.create(
            testimony_id=tombstone.testimony,
            asked_at=tombstone.at,
            decision=Decision.REAPPLIED,
            decided_at=tombstone.at,
            traces=tombstone.lasting,
        )
    return True
