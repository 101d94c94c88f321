"""Holding one publishing: a worker alone, for a limited time, and nobody else writes meanwhile.

Taking a copy down holds it too: a video must not be made public by one worker after
another has read back that it is gone.
"""

import datetime
from typing import Any

from django.db.models import F, Q

from crm_videos.models import Publishing
from crm_videos.models.publishings import PublishingQuerySet

# Longer than one request to a platform can take; renewed before each.
LEASE = datetime.timedelta(minutes=3)


class Lost(Exception):
    """Another worker took it: this one writes nothing more."""


def claim(publishing: Publishing, now: datetime.datetime) -> bool:
    """Take it, if what was seen of it still holds and nobody has it."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    seen = Publishing.objects.filter(free, pk=publishing.pk, claim=publishing.claim)
    if not seen.update(claim=F("claim") + 1, lease_until=now + LEASE):
        return False
    publishing.refresh_from_db()
    return True


def held(publishing: Publishing) -> PublishingQuerySet:
    """Give the row while this claim is the newest, and nobody has proven the copy gone."""
    mine = Publishing.objects.filter(pk=publishing.pk, claim=publishing.claim)
    return mine.exclude(state=Publishing.State.GONE)


def keep(publishing: Publishing, now: datetime.datetime, **changes: Any) -> None:
    """Write, and hold it for longer. Raises :class:`Lost`."""
    if not held(publishing).update(lease_until=now + LEASE, **changes):
        raise Lost
    for name, value in changes.items():
        setattr(publishing, name, value)


def release(publishing: Publishing, **changes: Any) -> None:
    """Write, and let it go; nothing when another worker has it."""
    held(publishing).update(lease_until=None, **changes)
