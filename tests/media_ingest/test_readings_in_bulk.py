"""Many readings at once: as many statements a thousand as ever, in the memory of one slice."""

import tracemalloc
from datetime import date, timedelta

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from foundation.bulk_insert import insert_rows
from media_ingest.answers import Answer, Heard, Observation
from media_ingest.models import PollRun, Reading
from media_ingest.readings import SLICE, VARYING, keep
from media_ingest.work_table import start_by_hand
from tests.media_ingest.long_answers import FIRST, long_answers

pytestmark = pytest.mark.django_db
PACIFIC = "America/Los_Angeles"


@pytest.fixture
def run(facebook, clock) -> PollRun:
    return start_by_hand(facebook, clock())


def statements(run, clock, days: int, **more) -> int:
    clock.now += timedelta(minutes=1)
    with CaptureQueriesContext(connection) as captured:
        keep(long_answers(days, **more), run, zone=PACIFIC, now=clock())
    return len(captured)


@pytest.mark.parametrize("thousands", [2, 4])
def test_a_thousand_readings_take_three_statements_at_most(thousands, run, clock):
    days = thousands * SLICE
    # What a metric means is read once, however many readings there are.
    assert statements(run, clock, days) == 1 + 2 * thousands  # what is known; all are new
    assert statements(run, clock, days) == 1 + 2 * thousands  # all were seen again
    half_changed = {"changed_from": days // 2 + SLICE // 2}
    # A slice whose readings are in part the same and in part new takes all three.
    assert statements(run, clock, days, **half_changed) == 1 + 2 * thousands + 1
    assert Reading.objects.count() == days + days // 2 - SLICE // 2


def test_one_long_answer_is_cut_into_slices(run, clock):
    [first, second, third] = long_answers(3 * SLICE)
    observations = (*third.observations, *first.observations, *second.observations)
    whole = Answer(metric=first.metric, period="day", observations=observations, heard=first.heard)
    with CaptureQueriesContext(connection) as captured:
        assert keep([whole], run, zone=PACIFIC, now=clock()) == 3 * SLICE
    assert len(captured) == 1 + 2 * 3
    assert keep([whole], run, zone=PACIFIC, now=clock()) == 0


def test_memory_does_not_grow_with_what_is_kept(run, clock):
    def peak(days: int) -> int:
        tracemalloc.start()
        try:
            keep(long_answers(days), run, zone=PACIFIC, now=clock())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(SLICE)  # what is imported and prepared once
    little, much = peak(2 * SLICE), peak(8 * SLICE)
    # Six thousand readings more would be two megabytes more; the rest is when garbage is swept.
    assert much < little + 2**20


def test_a_window_that_comes_twice_in_an_answer_is_kept_once_or_as_two_versions(run, clock):
    def said(*values: int) -> Answer:
        seen = tuple(Observation(window_start=FIRST, window_end=FIRST, value=v) for v in values)
        heard = Heard(request="", version_served="", body=b"")
        return Answer(metric="m", period="day", observations=seen, heard=heard)

    assert keep([said(5, 5)], run, zone=PACIFIC, now=clock()) == 1
    assert keep([said(5, 7)], run, zone=PACIFIC, now=clock()) == 1
    versions = Reading.objects.order_by("version").values_list("version", "value")
    assert list(versions) == [(1, 5), (2, 7)]


def test_only_the_newest_version_of_a_window_is_read(run, clock):
    for value in range(30):
        clock.now += timedelta(minutes=1)
        keep(long_answers(20, value=value), run, zone=PACIFIC, now=clock())
    with CaptureQueriesContext(connection) as captured:
        keep(long_answers(20, value=29), run, zone=PACIFIC, now=clock())
    reading = next(q["sql"] for q in captured if "media_ingest_reading" in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute(reading)
        assert len(cursor.fetchall()) == 20


def row(run: PollRun, **spoilt) -> dict:
    same = {
        "account": run.account_id, "metric": "m", "period": "day", "zone": PACIFIC,
        "observed_at": run.due_at, "last_seen_at": run.due_at, "run": run.pk,
        "request": "GET", "version_served": "v26.0", "raw_sha256": "0" * 64,
    }  # fmt: skip
    return same | spoilt


def test_rows_that_clash_leave_none_of_them(run):
    day = date(2026, 10, 1)
    rows = [(day, day, version, 1, "", "") for version in (1, 2, 2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Reading, VARYING, rows, same=row(run))
    assert not Reading.objects.exists()


@pytest.mark.postgres
def test_a_text_with_no_room_is_refused_and_not_cut(run):
    day = date(2026, 10, 1)
    for spoilt in ({"metric": "m" * 81}, {"raw_sha256": "0" * 65}):
        with pytest.raises(DataError), transaction.atomic():
            insert_rows(Reading, VARYING, [(day, day, 1, 1, "", "")], same=row(run, **spoilt))
