"""Real concurrency, which needs PostgreSQL: eight workers on one work table."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from campaigns.models import Channel, Entry
from media_ingest import work_table
from media_ingest.models import Account, PollRun, Reading
from media_ingest.polling import poll_by_hand

NOW = datetime(2026, 10, 8, 3, 0, tzinfo=UTC)
WORKERS = 8


@pytest.fixture
def accounts(transactional_db):
    """Rows that other connections see."""
    for number in range(12):
        slug = f"channel-{number}"
        channel = Channel.objects.create(slug=slug, group="digital", label_en=slug)
        Account.objects.create(
            channel=channel, platform="facebook", external_id=str(number), credentials={},
            connected_at=NOW, next_poll_at=NOW,
        )  # fmt: skip


def at_once(work) -> list:
    """Run ``work`` in eight threads that start together; give all that they return."""
    start, results = threading.Barrier(WORKERS), []

    def run():
        start.wait()
        try:
            results.extend(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def claim_all():
    while run := work_table.claim_next(NOW):
        yield run.pk, run.attempts


@pytest.mark.django_db
def test_one_worker_claims_what_is_due_and_then_nothing(facebook, youtube):
    work_table.plan(NOW)
    assert [attempts for _, attempts in claim_all()] == [1, 1]
    assert list(claim_all()) == []


@pytest.mark.postgres
def test_eight_ticks_plan_each_account_once(accounts):
    at_once(lambda: [work_table.plan(NOW)])
    assert Counter(PollRun.objects.values_list("account", flat=True)).most_common(1)[0][1] == 1
    assert PollRun.objects.count() == 12


@pytest.mark.postgres
@pytest.mark.parametrize("_again", range(5))
def test_eight_workers_claim_each_run_once(_again, accounts):
    work_table.plan(NOW)
    claimed = at_once(claim_all)
    assert sorted(claimed) == sorted((pk, 1) for pk in PollRun.objects.values_list("pk", flat=True))

    PollRun.objects.update(lease_until=NOW - timedelta(seconds=1))
    again = at_once(claim_all)
    assert sorted(pk for pk, _ in again) == sorted(pk for pk, _ in claimed)
    assert {attempts for _, attempts in again} == {2}


@pytest.mark.postgres
def test_eight_polls_of_one_account_write_each_reading_once(
    transactional_db, platforms, facebook, clock
):
    outcomes = at_once(lambda: [poll_by_hand(Account.objects.get(), clock)])

    assert [outcome.state for outcome in outcomes] == [PollRun.State.DONE] * WORKERS
    assert sum(outcome.readings_new for outcome in outcomes) == Reading.objects.count()
    assert not Reading.objects.filter(version__gt=1).exists()
    assert sum(outcome.entries_written for outcome in outcomes) == Entry.objects.count()
    assert facebook.readings.exists()
