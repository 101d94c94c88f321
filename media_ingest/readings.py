"""Keeping what a platform said: a new row only for a new value, never a row changed or lost."""

from collections.abc import Iterable
from datetime import date, datetime

from campaigns.models import Definition
from media_ingest.answers import Answer, Observation
from media_ingest.models import Account, PollRun, Reading

Window = tuple[date, date]


def latest_readings(
    account: Account, metric: str, period: str, since: date
) -> dict[Window, Reading]:
    """Give the newest version of each window that ends on ``since`` or later."""
    rows = Reading.objects.filter(
        account=account, metric=metric, period=period, window_end__gte=since
    ).order_by("version")
    return {(row.window_start, row.window_end): row for row in rows}


def keep(answers: Iterable[Answer], run: PollRun, *, zone: str, now: datetime) -> int:
    """Write what is new in the answers and touch what was seen again; give how many are new.

    Must run while the account's row is locked: two polls at once would both
    write the next version, and the second would fail.
    """
    written = 0
    for answer in answers:
        written += _keep_one(answer, run, zone=zone, now=now)
    return written


def _keep_one(answer: Answer, run: PollRun, *, zone: str, now: datetime) -> int:
    if not answer.observations:
        return 0
    since = min(seen.window_end for seen in answer.observations)
    latest = latest_readings(run.account, answer.metric, answer.period, since)
    meanings = _Meanings(run.account.platform, answer.metric)
    new, again = [], []
    for seen in answer.observations:
        known = latest.get((seen.window_start, seen.window_end))
        if known is not None and known.last_seen_at > now:
            continue  # An older poll that ends after a newer one tells nothing new.
        if known is not None and (known.value, known.null_reason) == (seen.value, seen.null_reason):
            again.append(known.pk)
        elif known is None or seen.value is not None:
            version = known.version + 1 if known else 1
            new.append(_reading(seen, answer, run, zone, version, now, meanings))
        # else: a value that is not served any more stays what was last known.
    Reading.objects.bulk_create(new)
    Reading.objects.filter(pk__in=again, last_seen_at__lt=now).update(last_seen_at=now)
    return len(new)


class _Meanings:
    """What one metric of a platform meant on a day, by the definitions in the books."""

    def __init__(self, platform: str, metric: str) -> None:
        self.definitions = list(Definition.objects.filter(platform=platform, metric=metric))

    def on(self, day: date) -> str:
        return next((one.slug for one in self.definitions if one.covers(day, day)), "")


def _reading(
    seen: Observation,
    answer: Answer,
    run: PollRun,
    zone: str,
    version: int,
    now: datetime,
    meanings: _Meanings,
) -> Reading:
    return Reading(
        account=run.account,
        metric=answer.metric,
        period=answer.period,
        window_start=seen.window_start,
        window_end=seen.window_end,
        zone=zone,
        version=version,
        value=seen.value,
        null_reason=seen.null_reason,
        observed_at=now,
        last_seen_at=now,
        run=run,
        definition=meanings.on(seen.window_end),
        request=answer.heard.request[:300],
        version_served=answer.heard.version_served,
        raw_sha256=answer.heard.sha256,
    )
