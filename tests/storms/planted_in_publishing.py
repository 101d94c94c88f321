"""Bugs in the way to the platforms that only a death shows; planted on purpose, by name."""

import io
from collections.abc import Callable
from contextlib import contextmanager

import pytest

from crm_videos.copies.proving import prove_gone
from crm_videos.models import Publishing
from crm_videos.ports import Gone
from crm_videos.private.reading import lend
from crm_videos.publishing import bringing, carrying_out
from portal import remote_copies

State = Publishing.State
REAL_BRING = carrying_out.bring
REAL_MAKE_PUBLIC = carrying_out.STEPS[State.GOING_PUBLIC]


@contextmanager
def the_file_first(file):
    """Open it before anything is asked, as if it could not be gone."""
    with lend(file) as loan, io.BufferedReader(loan.plain()) as stream:
        yield stream


def begin_anew(publishing, platform, clock):
    """Send the whole film again, whatever has arrived."""
    Publishing.objects.filter(pk=publishing.pk, copy=None).update(session={})
    publishing.refresh_from_db()
    REAL_BRING(publishing, platform, clock)


def call_it_public_first(publishing, platform, clock):
    """Believe that what is asked for is done."""
    Publishing.objects.filter(pk=publishing.pk).update(state=State.PUBLIC)
    REAL_MAKE_PUBLIC(publishing, platform, clock)


def call_it_gone_first(copy, platform, *, by_hand, now):
    """Prove first, and take down then."""
    prove_gone(copy, proof="platform", seen="read back", now=now)
    platform.take_down(copy.ref, now=now)
    return Gone("read back")


BUGS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the_file_first": lambda plant: plant.setattr(bringing, "_film", the_file_first),
    "begin_anew": lambda plant: plant.setattr(carrying_out, "bring", begin_anew),
    "call_it_public_first": lambda plant: plant.setitem(
        carrying_out.STEPS, State.GOING_PUBLIC, call_it_public_first
    ),
    "call_it_gone_first": lambda plant: plant.setattr(
        remote_copies, "take_down", call_it_gone_first
    ),
}
