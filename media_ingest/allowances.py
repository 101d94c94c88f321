"""Staying inside what a platform lets us ask: buckets as rows, spent before each call.

A day is the platforms' own, which begins at midnight Pacific: then quotas are
filled again. A new day is a new row, so what was used stays to be seen. Calls
are made outside transactions, so what was spent stays spent whatever follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, Max, Q, QuerySet, Value

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

    def look(self, *buckets: str, now: datetime) -> None:
        """Only ask whether all of these are open. Raises TryLater when one is closed.

        Enough where the platform itself tells what is used.
        """
        closed = dict(
            self._rows(*buckets)
            .filter(closed_until__gt=now)
            .values_list("bucket")
            .annotate(until=Max("closed_until"))
            .order_by()
        )
        for bucket in buckets:
            if bucket in closed:
                message = f"the allowance “{bucket}” is closed for a while"
                raise TryLater(message, after=closed[bucket])

    def spend(self, bucket: str, units: int, *, now: datetime) -> None:
        """Take units out of today's bucket. Raises TryLater when it is closed or empty."""
        if self._take(bucket, units, now):
            return
        self.look(bucket, now=now)
        self._begin_day(bucket, now)
        if not self._take(bucket, units, now):
            self.look(bucket, now=now)
            message = f"the day's allowance “{bucket}” is used up"
            raise TryLater(message, after=next_midnight(now))

    def note_usage(self, bucket: str, percent: int, *, now: datetime, regain: timedelta) -> None:
        """Remember what the platform says is used; near the limit, rest."""
        rest = None
        if percent >= FULL_AT_PERCENT or regain:
            rest = now + max(regain, LEAST_REST)
        self._note(bucket, now, used=percent, closed_until=rest)

    def close(self, bucket: str, *, until: datetime, now: datetime) -> None:
        """Let nothing through until then."""
        self._note(bucket, now, closed_until=until)

    def _take(self, bucket: str, units: int, now: datetime) -> bool:
        """Look and take in one UPDATE: two workers cannot spend the same unit.

        The row's own ``closed_until`` is asked for by itself: of a row that
        another worker just closed PostgreSQL looks again at these columns alone.
        """
        closed = self._rows(bucket).filter(closed_until__gt=now)
        room = self._rows(bucket).filter(
            Q(most=None) | Q(used__lte=F("most") - Value(units)),
            Q(closed_until=None) | Q(closed_until__lte=now),
            # What was closed on an earlier day may still be.
            ~Exists(closed),
            day=pacific_day(now),
        )
        return bool(room.update(used=F("used") + units, seen_at=now))

    def _note(self, bucket: str, now: datetime, **told: object) -> None:
        today = self._rows(bucket).filter(day=pacific_day(now))
        if not today.update(**told, seen_at=now):
            self._begin_day(bucket, now)
            today.update(**told, seen_at=now)

    def _begin_day(self, bucket: str, now: datetime) -> None:
        """Make today's row, unless another worker did."""
        size = self.buckets[bucket]
        row = Allowance(
            platform=self.platform,
            holder=self.holder,
            bucket=bucket,
            day=pacific_day(now),
            most=size.most,
            unit=size.unit,
            seen_at=now,
        )
        Allowance.objects.bulk_create([row], ignore_conflicts=True)

    def _rows(self, *buckets: str) -> QuerySet[Allowance]:
        return Allowance.objects.filter(
            platform=self.platform, holder=self.holder, bucket__in=buckets
        )


def youtube_gate(client_id: str) -> Allowances:
    """Give the buckets of an OAuth client, which all its channels share."""
    buckets = {name: Bucket(most, unit) for name, (most, unit) in quota.BUCKETS.items()}
    return Allowances("youtube", client_id, buckets)
