"""100,000 readings: at most five times the time of the database's own quickest way, memory flat.

``make bench`` runs this. Both ways are measured in turns in one run, so that
what else the machine does weighs on both; the medians are compared. Half of
the readings exist already, and half of these say something else now.
"""

import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import pytest
from django.db import connection, transaction

from media_ingest.models import PollRun, Reading
from media_ingest.readings import keep
from tests.benchmarks.moments import NOW
from tests.media_ingest.long_answers import long_answers

pytestmark = pytest.mark.django_db
READINGS, ROUNDS, AT_MOST = 100_000, 3, 5.0
ZONE = "America/Los_Angeles"
LATER = NOW + timedelta(minutes=1)
COLUMNS = [
    "account_id", "metric", "period", "window_start", "window_end", "zone", "version", "value",
    "null_reason", "observed_at", "last_seen_at", "run_id", "definition", "request",
    "version_served", "raw_sha256",
]  # fmt: skip
KEY = "account_id, metric, period, window_end, window_start, version"
UPSERT = f"ON CONFLICT ({KEY}) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at"
INTO = f"INSERT INTO media_ingest_reading ({', '.join(COLUMNS)})"


def rows(run: PollRun, days: int, version_from: int) -> list[tuple]:
    """Give the rows that :func:`keep` is to leave, made beforehand: only writing is timed."""
    found = []
    for answer in long_answers(days):
        for n, seen in enumerate(answer.observations, start=len(found)):
            version = 2 if version_from <= n < days // 2 else 1
            found.append(
                (
                    run.account_id, answer.metric, answer.period, str(seen.window_start),
                    str(seen.window_end), ZONE, version, seen.value, "", str(LATER), str(LATER),
                    run.pk, "facebook-views", answer.heard.request, "v26.0", answer.heard.sha256,
                )
            )  # fmt: skip
    return found


def write_the_quickest_way(found: list[tuple]) -> None:
    """Use the driver on SQLite; COPY into a table of the moment and one INSERT on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"{INTO} VALUES ({marks}) {UPSERT}", found)
            return
        cursor.execute(
            "CREATE TEMP TABLE brought (LIKE media_ingest_reading) ON COMMIT DROP; "
            "ALTER TABLE brought DROP COLUMN id"
        )
        with cursor.copy(f"COPY brought ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in found:
                copy.write_row(row)
        cursor.execute(
            f"{INTO} SELECT {', '.join(COLUMNS)} FROM brought {UPSERT}; DROP TABLE brought"
        )


def seconds(write: Callable[[], object]) -> float:
    """Time one way, and take it back; the half that exists was written before."""
    with transaction.atomic():
        begun = time.perf_counter()
        write()
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def test_a_hundred_thousand_readings_keep_up_with_the_database(run, measured):
    keep(long_answers(READINGS // 2), run, zone=ZONE, now=NOW)
    quarter = READINGS // 4
    wanted = rows(run, READINGS, version_from=quarter)

    def ours() -> None:
        answers = long_answers(READINGS, changed_from=quarter)
        assert keep(answers, run, zone=ZONE, now=LATER) == READINGS - quarter

    times: dict[str, list[float]] = {"ours": [], "quickest": []}
    for _ in range(ROUNDS):
        times["quickest"].append(seconds(lambda: write_the_quickest_way(wanted)))
        times["ours"].append(seconds(ours))
    one, other = median(times["ours"]), median(times["quickest"])
    measured.append(
        f"{READINGS:,} readings on {connection.vendor}: {one:.2f} s, {one / other:.2f} times the "
        f"database's quickest way ({other:.2f} s); at most {AT_MOST}"
    )
    assert one <= AT_MOST * other


def test_memory_is_flat_from_twenty_thousand_to_a_hundred_thousand(run, measured):
    def peak(days: int) -> int:
        tracemalloc.start()
        try:
            with transaction.atomic():
                keep(long_answers(days), run, zone=ZONE, now=NOW)
                transaction.set_rollback(True)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1000)
    little, much = peak(20_000), peak(100_000)
    assert Reading.objects.count() == 0
    measured.append(
        f"memory on {connection.vendor}: {little / 2**20:.1f} MiB for 20,000 readings, "
        f"{much / 2**20:.1f} MiB for 100,000"
    )
    # When garbage is swept moves the peak by some hundred kilobytes; 80,000 more readings
    # kept in memory would be tens of megabytes.
    assert much < little + 2**20
