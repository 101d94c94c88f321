"""Staying inside what a platform lets us ask: buckets as rows, spent before each call.

A day is the platforms' own, which begins at midnight Pacific: then quotas are
filled again. A new day is a new row, so what was used stays to be seen. Calls
are made outside transactions, so what was spent stays spent whatever follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Q, Value

from foundation.errors import TryLater
from media_ingest.models import Allowance
from media_ingest.pacific import next_midnight, pacific_day
from media_ingest.youtube import quota

# Calling on while throttled prolongs it (facebook.md §4): we stop well before.
FULL_AT_PERCENT = 75
LEAST_REST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a platform allows a day, in its own unit (``units``, ``calls`` or ``percent``).

    ``most`` is ``None`` where the platform tells nobody: calls are counted then, not stopped.
    """

    most: int | None
    unit: str


class Allowances:
    """The buckets of one holder; speaks :class:`media_ingest.answers.Gate`."""

    def __init__(self, platform: str, holder: str, buckets: Mapping[str, Bucket]) -> None:
        self.platform = platform
        self.holder = holder
        self.buckets = buckets

    def spend(self, bucket: str, units: int, *, now: datetime) -> None:
        """Take units out of today's bucket. Raises TryLater when it is closed or empty."""
        if closed := self._closed_until(bucket, now):
            message = f"the allowance “{bucket}” is closed for a while"
            raise TryLater(message, after=closed)
        if not units:
            return  # Where the platform itself tells what is used, we only ask whether it is open.
        row = self._row(bucket, now)
        room = Allowance.objects.filter(
            Q(most=None) | Q(used__lte=F("most") - Value(units)), pk=row.pk
        )
        # One UPDATE that looks and takes: two workers cannot spend the same unit.
        if not room.update(used=F("used") + units, seen_at=now):
            message = f"the day's allowance “{bucket}” is used up"
            raise TryLater(message, after=next_midnight(now))

    def note_usage(self, bucket: str, percent: int, *, now: datetime, regain: timedelta) -> None:
        """Remember what the platform says is used; near the limit, rest."""
        row = self._row(bucket, now)
        rest = None
        if percent >= FULL_AT_PERCENT or regain:
            rest = now + max(regain, LEAST_REST)
        Allowance.objects.filter(pk=row.pk).update(used=percent, seen_at=now, closed_until=rest)

    def close(self, bucket: str, *, until: datetime, now: datetime) -> None:
        """Let nothing through until then."""
        row = self._row(bucket, now)
        Allowance.objects.filter(pk=row.pk).update(closed_until=until, seen_at=now)

    def _row(self, bucket: str, now: datetime) -> Allowance:
        size = self.buckets[bucket]
        row, _new = Allowance.objects.get_or_create(
            platform=self.platform,
            holder=self.holder,
            bucket=bucket,
            day=pacific_day(now),
            defaults={"most": size.most, "unit": size.unit, "seen_at": now},
        )
        return row

    def _closed_until(self, bucket: str, now: datetime) -> datetime | None:
        closed: datetime | None = Allowance.objects.filter(
            platform=self.platform, holder=self.holder, bucket=bucket, closed_until__gt=now
        ).aggregate(until=Max("closed_until"))["until"]
        return closed


def youtube_gate(client_id: str) -> Allowances:
    """Give the buckets of an OAuth client, which all its channels share."""
    buckets = {name: Bucket(most, unit) for name, (most, unit) in quota.BUCKETS.items()}
    return Allowances("youtube", client_id, buckets)
