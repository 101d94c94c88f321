"""What is written of an answer: new values as new versions, nothing over a known value."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from media_ingest.answers import Answer, Heard, Observation
from media_ingest.models import PollRun, Reading
from media_ingest.readings import keep
from media_ingest.work_table import start_by_hand

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


@pytest.fixture
def run(facebook, clock) -> PollRun:
    return start_by_hand(facebook, clock())


def say(run, clock, value, null_reason="") -> int:
    clock.now += timedelta(minutes=1)
    seen = Observation(window_start=DAY, window_end=DAY, value=value, null_reason=null_reason)
    answer = Answer(
        metric="page_media_view",
        period="day",
        observations=(seen,),
        heard=Heard(request="GET …", version_served="v26.0", body=b"{}"),
    )
    return keep([answer], run, zone="America/Los_Angeles", now=clock())


def versions() -> list[tuple[int, int | None]]:
    return list(Reading.objects.order_by("version").values_list("version", "value"))


def test_a_value_that_goes_up_and_down_is_kept_each_time(run, clock):
    assert [say(run, clock, value) for value in (5, 7, 7, 5)] == [1, 1, 0, 1]
    assert versions() == [(1, 5), (2, 7), (3, 5)]


def test_an_unknown_value_never_covers_a_known_one(run, clock):
    say(run, clock, 5)
    assert say(run, clock, None, "no-value") == 0
    assert versions() == [(1, 5)]
    # Nor does it count as having been seen again.
    assert Reading.objects.get().last_seen_at < clock()


def test_an_unknown_value_is_kept_until_a_known_one_comes(run, clock):
    assert [say(run, clock, None, "no-value") for _ in range(2)] == [1, 0]
    assert say(run, clock, 0) == 1
    assert versions() == [(1, None), (2, 0)]


def test_an_answer_without_rows_writes_nothing(run, clock):
    empty = Answer(
        metric="m",
        period="day",
        observations=(),
        heard=Heard(request="", version_served="", body=b""),
    )
    assert keep([empty], run, zone="UTC", now=clock()) == 0


@pytest.mark.parametrize("spoilt", [{"version": 1}, {"value": None, "version": 2},
                                    {"value": -1, "version": 2}])  # fmt: skip
def test_the_database_refuses_doubles_and_nonsense(spoilt, run, clock):
    say(run, clock, 5)
    reading = Reading.objects.get()
    reading.pk = None
    for name, value in spoilt.items():
        setattr(reading, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        reading.save()
