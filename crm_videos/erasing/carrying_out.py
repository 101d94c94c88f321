"""Doing what two people decided: find, write the tombstone, clear, have the bytes given up.

Each step is its own transaction and can be done again, and the row says when all are done.
So a process that dies in the middle loses nothing: the next run, or the sweep, goes on.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from crm_videos.erasing import ports
from crm_videos.erasing.giving_up_bytes import NotYet, give_up_bytes
from crm_videos.erasing.own_rows import OWN, find_own
from crm_videos.erasing.tombstones import write_tombstone
from crm_videos.erasing.traces import Traces
from crm_videos.models import Erasure

logger = logging.getLogger(__name__)


def carry_out(erasure: Erasure, *, now: datetime) -> Erasure:
    """Do an erasure that was decided, or go on with it. Outside of any transaction.

    Raises :class:`NotYet` when the database still holds bytes that somebody reads: run it
    again.
    """
    clear(erasure)
    give_up_bytes(connection)
    Erasure.objects.filter(pk=erasure.pk).to_be_done().update(done_at=now)
    erasure.refresh_from_db()
    return erasure


def clear(erasure: Erasure) -> None:
    """Clear every place; the list outside the database knows of it before the first is touched."""
    traces = _find(erasure.pk)
    write_tombstone(traces)
    for eraser in all_erasers():
        _clear_one(erasure.pk, eraser, traces)


def all_erasers() -> list[ports.Eraser]:
    """Give every eraser in its order: who it was first."""
    return [*OWN, *ports.erasers()]


def sweep_erasures(now: datetime) -> int:
    """Do what was decided and is not done; give how many are done now."""
    done = 0
    for erasure in Erasure.objects.to_be_done().order_by("asked_at"):
        try:
            carry_out(erasure, now=now)
            done += 1
        except NotYet as not_yet:
            logger.info("Erasure %s goes on later: %s", erasure.pk, not_yet)
        except Exception:
            logger.exception("Erasure %s is not done", erasure.pk)
    return done


@transaction.atomic
def _find(key: UUID) -> Traces:
    """Find the ids of the person, with those that an earlier run found and has cleared."""
    erasure = Erasure.objects.select_for_update().to_be_done().get(pk=key)
    at = erasure.decided_at or erasure.asked_at
    traces = Traces(erasure.testimony_id, at).with_more(erasure.traces)
    for find in (find_own, *ports.finders()):
        traces = traces.with_more(find(traces))
    erasure.traces = traces.as_json()
    erasure.save(update_fields=["traces"])
    return traces


@transaction.atomic
def _clear_one(key: UUID, eraser: ports.Eraser, traces: Traces) -> None:
    erasure = Erasure.objects.select_for_update().get(pk=key)
    if erasure.done_at:
        return
    before = erasure.cleared.get(eraser.name, 0)
    erasure.cleared = {**erasure.cleared, eraser.name: before + eraser.clear(traces)}
    erasure.save(update_fields=["cleared"])
