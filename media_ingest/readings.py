"""Keeping what a platform said: a new row only for a new value, never a row changed or lost.

Written slice by slice with a fixed number of statements each, and only the
newest version of a window is read: a back-fill of years takes the memory of
one slice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from campaigns.models import Definition
from foundation.bulk_insert import insert_rows
from media_ingest.answers import Answer, Observation
from media_ingest.models import Account, PollRun, Reading

SLICE = 1000
Days = tuple[date, date]
VARYING = ("window_start", "window_end", "version", "value", "null_reason", "definition")


def latest_readings(account: Account, metric: str, period: str, since: date) -> dict[Days, Reading]:
    """Give the newest version of each window that ends on ``since`` or later."""
    rows = _newest(account, metric, period, window_end__gte=since)
    return {(row.window_start, row.window_end): row for row in rows}


def keep(answers: Iterable[Answer], run: PollRun, *, zone: str, now: datetime) -> int:
    """Write what is new in the answers and touch what was seen again; give how many are new.

    Must run while the account's row is locked: two polls at once would both
    write the next version, and the second would fail. Answers may come from a
    generator; of each slice three statements are made, whatever it holds.
    """
    meanings = _Meanings(run.account.platform)
    return sum(_keep_one(answer, run, meanings, zone=zone, now=now) for answer in answers)


def _keep_one(
    answer: Answer, run: PollRun, meanings: "_Meanings", *, zone: str, now: datetime
) -> int:
    # In the order of the windows, so that what is known of a slice lies together.
    ordered = iter(sorted(answer.observations, key=_window))
    written = 0
    while some := list(islice(ordered, SLICE)):
        slice_ = _Slice(_known(answer, run.account, some), meanings.of(answer.metric), now)
        for seen in some:
            slice_.take(seen)
        insert_rows(
            Reading, VARYING, slice_.new, same=_common(answer, run, zone=zone, now=now)
        )  # fmt: skip
        Reading.objects.filter(pk__in=slice_.again, last_seen_at__lt=now).update(last_seen_at=now)
        written += len(slice_.new)
    return written


def _window(seen: Observation) -> Days:
    return (seen.window_end, seen.window_start)


class _Known(NamedTuple):
    """The newest version of a window; ``pk`` is None for one that this slice writes."""

    pk: int | None
    version: int
    value: int | None
    null_reason: str
    last_seen_at: datetime


@dataclass(slots=True)
class _Slice:
    """What some observations of one metric make: rows to write, and rows seen again."""

    known: dict[Days, _Known]
    definitions: list[Definition]
    now: datetime
    new: list[tuple] = field(default_factory=list)
    again: list[int] = field(default_factory=list)

    def take(self, seen: Observation) -> None:
        """Compare one observation with what is known of its window."""
        known = self.known.get(_window(seen))
        if known is not None and known.last_seen_at > self.now:
            return  # An older poll that ends after a newer one tells nothing new.
        if known is not None and (known.value, known.null_reason) == (seen.value, seen.null_reason):
            if known.pk is not None:
                self.again.append(known.pk)
        elif known is None or seen.value is not None:
            self._write(seen, known.version + 1 if known else 1)
        # else: a value that is not served any more stays what was last known.

    def _write(self, seen: Observation, version: int) -> None:
        meaning = next(
            (one.slug for one in self.definitions if one.covers(seen.window_end, seen.window_end)),
            "",
        )
        self.new.append(
            (seen.window_start, seen.window_end, version, seen.value, seen.null_reason, meaning)
        )
        self.known[_window(seen)] = _Known(None, version, seen.value, seen.null_reason, self.now)


def _newest(account: Account, metric: str, period: str, **ending: object) -> QuerySet[Reading]:
    """Select the newest version of each window that ends as ``ending`` says.

    Counted within the range that the unique key leads to. Asking each row
    whether a newer one exists reads better, and takes PostgreSQL a second a
    slice while a back-fill is under way and it has no statistics yet.
    """
    newest_first = Window(
        RowNumber(), partition_by=["window_end", "window_start"], order_by="-version"
    )
    rows = Reading.objects.filter(account=account, metric=metric, period=period, **ending)
    return rows.annotate(place=newest_first).filter(place=1).order_by()


def _known(answer: Answer, account: Account, some: list[Observation]) -> dict[Days, _Known]:
    """Read what is known of a slice, which is in the order of its windows."""
    days = (some[0].window_end, some[-1].window_end)
    rows = _newest(account, answer.metric, answer.period, window_end__range=days).values_list(
        "window_end", "window_start", *_Known._fields
    )
    return {(end, start): _Known(*rest) for end, start, *rest in rows}


class _Meanings:
    """What each metric of a platform meant, by the definitions in the books."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.read: dict[str, list[Definition]] = {}

    def of(self, metric: str) -> list[Definition]:
        if metric not in self.read:
            rows = Definition.objects.filter(platform=self.platform, metric=metric)
            self.read[metric] = list(rows)
        return self.read[metric]


def _common(answer: Answer, run: PollRun, *, zone: str, now: datetime) -> dict[str, object]:
    """Give what all rows of an answer have in common."""
    return {
        "account": run.account_id,
        "metric": answer.metric,
        "period": answer.period,
        "zone": zone,
        "observed_at": now,
        "last_seen_at": now,
        "run": run.pk,
        "request": answer.heard.request[:300],
        "version_served": answer.heard.version_served,
        "raw_sha256": answer.heard.sha256,
    }
