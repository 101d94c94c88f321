"""The end of a worker's time: what is not begun, what is given back, and what is kept."""

from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from media_ingest import figures, polling, tasks, work_table
from media_ingest.facebook.client import FacebookClient
from media_ingest.models import PollRun, Reading
from portal.celery import app
from portal.settings.broker import TASK_SECONDS, broker_options

# Not inside a test's own transaction: the connection may be given up and made anew.
pytestmark = pytest.mark.django_db(transaction=True)
State = PollRun.State


def strike_in(place, name, monkeypatch, *, after=0):
    """Let the soft limit strike where Celery lets it: out of whatever is being done."""
    real, calls = getattr(place, name), []

    def struck(*args, **kwargs):
        calls.append(name)
        if len(calls) > after:
            raise SoftTimeLimitExceeded
        return real(*args, **kwargs)

    monkeypatch.setattr(place, name, struck)


@pytest.mark.parametrize(
    ("place", "name", "after"),
    [(FacebookClient, "read", 0), (FacebookClient, "read", 1), (figures, "post_stated", 0)],
)
def test_a_poll_cut_off_is_given_back_whole_with_its_reason(
    place, name, after, platforms, facebook, clock, monkeypatch
):
    with monkeypatch.context() as patched:
        strike_in(place, name, patched, after=after)
        with pytest.raises(SoftTimeLimitExceeded):
            polling.poll_what_is_due(clock)
    run = PollRun.objects.get()
    assert (run.state, run.attempts, run.lease_until) == (State.DUE, 1, None)
    assert polling.TOO_LONG in run.reason
    assert run.not_before > clock()
    assert not Reading.objects.exists()

    clock.now = run.not_before
    polling.poll_what_is_due(clock)
    run.refresh_from_db()
    assert (run.state, run.attempts, run.reason) == (State.DONE, 2, "")
    assert Reading.objects.filter(version=1).exists()


def test_a_poll_that_is_cut_off_each_time_is_given_up(platforms, facebook, clock, monkeypatch):
    strike_in(FacebookClient, "read", monkeypatch)
    for _ in range(5):
        with pytest.raises(SoftTimeLimitExceeded):
            polling.poll_what_is_due(clock)
        clock.now = max(clock.now, PollRun.objects.latest("pk").not_before)
    run = PollRun.objects.get()
    assert (run.state, run.attempts) == (State.DEAD, 5)
    assert polling.TOO_LONG in run.reason


def test_a_poll_cut_off_after_another_worker_took_it_over_changes_nothing(
    platforms, facebook, clock, monkeypatch
):
    work_table.plan(clock())
    slow = work_table.claim_next(clock())
    clock.now += timedelta(seconds=300)
    polling.poll_what_is_due(clock)
    before = PollRun.objects.values().get()

    strike_in(FacebookClient, "read", monkeypatch)
    with pytest.raises(SoftTimeLimitExceeded):
        polling._poll(slow, clock)
    assert PollRun.objects.values().get() == before


def test_what_the_time_does_not_allow_is_left_as_due_as_it_was(
    platforms, facebook, youtube, clock, monkeypatch
):
    real = FacebookClient.read

    def slow(*args, **kwargs):
        clock.now += timedelta(seconds=60)
        return real(*args, **kwargs)

    monkeypatch.setattr(FacebookClient, "read", slow)
    assert polling.poll_what_is_due(clock, work_for=timedelta(seconds=100)) == 1
    left = PollRun.objects.get(account=youtube)
    assert (left.state, left.attempts) == (State.DUE, 0)
    assert polling.poll_what_is_due(clock, work_for=timedelta(seconds=100)) == 1
    assert set(PollRun.objects.values_list("state", flat=True)) == {State.DONE}


def test_why_an_attempt_did_not_end_is_seen_while_the_next_one_runs(facebook, clock):
    work_table.plan(clock())
    work_table.claim_next(clock())
    assert PollRun.objects.get().reason == ""
    clock.now += timedelta(seconds=300)
    assert work_table.claim_next(clock()).reason == work_table.DIED


def test_the_task_ends_well_when_its_time_is_up(platforms, facebook, monkeypatch, caplog):
    strike_in(FacebookClient, "read", monkeypatch)
    tasks.poll_due_accounts()
    assert "took longer than" in caplog.text


def test_the_limits_stand_in_order(settings, tmp_path):
    task = app.tasks["media_ingest.tasks.poll_due_accounts"]
    redis = broker_options("redis://127.0.0.1", tmp_path)
    limits = [
        tasks.BEGIN_POLLS_FOR.total_seconds(),
        task.soft_time_limit,
        task.time_limit,
        settings.POLL_LEASE_SECONDS,
        redis["visibility_timeout"],
    ]
    assert limits == sorted(set(limits))
    assert settings.CELERY_TASK_TIME_LIMIT == TASK_SECONDS < redis["visibility_timeout"]
    assert settings.CELERY_WORKER_MAX_TASKS_PER_CHILD
