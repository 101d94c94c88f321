"""Removing what the site itself has of a withdrawn testimony; harmless however often it runs."""

import datetime
import logging
from typing import Any

from django.db import transaction

from crm_videos import ports
from crm_videos.copies.proving import prove_gone
from crm_videos.models import LOCAL, Story, Withdrawal
from crm_videos.recordings.uploading import refuse_without_consent
from crm_videos.words import CopyKind, Proof

logger = logging.getLogger(__name__)


def clear(case_id: Any, *, now: datetime.datetime) -> None:
    """Remove pages and traces of one case, then record it; half-way, nothing is recorded."""
    case = Withdrawal.objects.select_related("testimony").get(pk=case_id)
    if case.cleared_at:
        return
    # Unless the person has agreed anew: recordings that are on their way.
    refuse_without_consent(case.testimony, now=now)
    own = case.takedowns.open().filter(copy__kind__in=LOCAL).select_related("copy")
    seen_before = list(own)
    stories = Story.objects.filter(testimony=case.testimony_id)
    ports.clear(list(stories.values_list("pk", flat=True)))
    with transaction.atomic():
        Withdrawal.objects.select_for_update().get(pk=case_id)
        for task in seen_before:
            prove_gone(task.copy, proof=_proof_of(task.copy.kind), now=now)
        # A page that was published meanwhile waits for the next round.
        if not own.all().exists():
            Withdrawal.objects.filter(pk=case_id, cleared_at=None).update(cleared_at=now)


def clear_what_is_left(now: datetime.datetime) -> int:
    """Clear the cases that nobody has cleared; one that fails keeps no other waiting."""
    cleared = 0
    for case_id in Withdrawal.objects.filter(cleared_at=None).values_list("pk", flat=True):
        try:
            clear(case_id, now=now)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others have to go on
            # Not its text: it may quote the story.
            logger.error("case %s could not be cleared (%s)", case_id, type(error).__name__)
        else:
            cleared += 1
    return cleared


def _proof_of(kind: str) -> Proof:
    """Say what is known: phones follow the list when they are next on the network."""
    return Proof.LISTED if kind == CopyKind.OFFLINE else Proof.TAKEN_DOWN
