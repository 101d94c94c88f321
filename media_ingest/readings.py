"""Keeping what a platform said: a new row only for a new value, never a row changed or lost.

Written slice by slice with a fixed number of statements each, and only the
newest version of a window is read: a back-fill of years takes the memory of
one slice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q, QuerySet, Window
from django.db.models.functions import RowNumber

from campaigns.models import Definition
from foundation.bulk_insert import insert_rows
from media_ingest.answers import Answer, Observation
from media_ingest.models import Account, PollRun, Reading

SLICE = 1000
Days = tuple[date, date]
# Whose window it is, and the window: metric, period, last day, first day.
Place = tuple[str, str, date, date]
VARYING = ("window_start", "window_end", "version", "value", "null_reason", "definition")
OF_ANSWER = ("metric", "period", "request", "version_served", "raw_sha256")


def latest_readings(account: Account, metric: str, period: str, since: date) -> dict[Days, Reading]:
    """Give the newest version of each window that ends on ``since`` or later."""
    rows = _newest(account, Q(metric=metric, period=period, window_end__gte=since))
    return {(row.window_start, row.window_end): row for row in rows}


def keep(answers: Iterable[Answer], run: PollRun, *, zone: str, now: datetime) -> int:
    """Write what is new in the answers and touch what was seen again; give how many are new.

    Must run while the account's row is locked: two polls at once would both
    write the next version, and the second would fail. Answers may come from a
    generator; of each slice three statements are made, whatever metrics it holds.
    """
    meanings = _meanings(run.account.platform)
    common = {
        "account": run.account_id,
        "zone": zone,
        "observed_at": now,
        "last_seen_at": now,
        "run": run.pk,
    }
    # In the order of the windows, so that what is known of a slice lies together.
    told = ((answer, seen) for answer in answers for seen in sorted(answer.observations, key=_days))
    written = 0
    while some := list(islice(told, SLICE)):
        slice_ = _Slice(_known(run.account, some), meanings, now)
        for answer, heard in groupby(some, key=itemgetter(0)):
            slice_.take(answer, (seen for _answer, seen in heard))
        insert_rows(Reading, (*VARYING, *OF_ANSWER), slice_.new, same=common)
        Reading.objects.filter(pk__in=slice_.again, last_seen_at__lt=now).update(last_seen_at=now)
        written += len(slice_.new)
    return written


def _days(seen: Observation) -> Days:
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
    """What some observations make: rows to write, and rows seen again."""

    known: dict[Place, _Known]
    meanings: dict[str, list[Definition]]
    now: datetime
    new: list[tuple] = field(default_factory=list)
    again: list[int] = field(default_factory=list)

    def take(self, answer: Answer, heard: Iterable[Observation]) -> None:
        """Compare observations of one answer with what is known of their windows."""
        metric, period, from_ = answer.metric, answer.period, answer.heard
        definitions = self.meanings.get(metric, [])
        same = (metric, period, from_.request[:300], from_.version_served, from_.sha256)
        for seen in heard:
            place = (metric, period, seen.window_end, seen.window_start)
            known = self.known.get(place)
            if known is not None and known.last_seen_at > self.now:
                continue  # An older poll that ends after a newer one tells nothing new.
            value, reason = seen.value, seen.null_reason
            if known is not None and (known.value, known.null_reason) == (value, reason):
                if known.pk is not None:
                    self.again.append(known.pk)
            elif known is None or value is not None:
                version = known.version + 1 if known else 1
                meaning = _meaning(definitions, seen.window_end)
                window = (seen.window_start, seen.window_end)
                self.new.append((*window, version, value, reason, meaning, *same))
                self.known[place] = _Known(None, version, value, reason, self.now)
            # else: a value that is not served any more stays what was last known.


def _meaning(definitions: list[Definition], day: date) -> str:
    return next((one.slug for one in definitions if one.covers(day, day)), "")


def _newest(account: Account, windows: Q) -> QuerySet[Reading]:
    """Select the newest version of each of these windows.

    Counted within the ranges that the unique key leads to. Asking each row
    whether a newer one exists reads better, and takes PostgreSQL a second a
    slice while a back-fill is under way and it has no statistics yet.
    """
    newest_first = Window(
        RowNumber(),
        partition_by=["metric", "period", "window_end", "window_start"],
        order_by="-version",
    )
    rows = Reading.objects.filter(windows, account=account)
    return rows.annotate(place=newest_first).filter(place=1).order_by()


def _known(account: Account, some: Iterable[tuple[Answer, Observation]]) -> dict[Place, _Known]:
    """Read what is known of the windows of a slice."""
    days: dict[tuple[str, str], list[date]] = {}
    for answer, seen in some:
        days.setdefault((answer.metric, answer.period), []).append(seen.window_end)
    windows = Q()
    for (metric, period), ends in days.items():
        windows |= Q(metric=metric, period=period, window_end__range=(min(ends), max(ends)))
    rows = _newest(account, windows).values_list(
        "metric", "period", "window_end", "window_start", *_Known._fields
    )
    return {row[:4]: _Known(*row[4:]) for row in rows}


def _meanings(platform: str) -> dict[str, list[Definition]]:
    """Give what each metric of a platform meant, by the definitions in the books."""
    meanings: dict[str, list[Definition]] = {}
    for one in Definition.objects.filter(platform=platform):
        meanings.setdefault(one.metric, []).append(one)
    return meanings
